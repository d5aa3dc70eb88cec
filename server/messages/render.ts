import type { Client } from "../database/prisma.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import { textLocale } from "../delivery/texts/locale.js";
import {
  isContactChanged,
  isMailPurpose,
  isPortalPurpose,
  type RenderedMessage,
} from "../delivery/texts/message-facts.js";
import { personMail } from "../delivery/texts/person-mail.js";
import { portalMail } from "../delivery/texts/portal-mail.js";
import { contactSms } from "../delivery/texts/portal-sms.js";
import { pushTestText } from "../delivery/texts/push-texts.js";
import { renderMessage } from "../delivery/texts/render.js";
import type { Current } from "./current.js";
import type { ClaimedMessage } from "./outbox.js";
import type { MessagePayload } from "./payload.js";

/** The text that a woken phone shows, and the data that its app gets. */
export function wakeUpText(payload: MessagePayload, { accountName, locale }: Current) {
  const { title, question, ...others } = payload.wakeUp?.data ?? {};
  const isTest = title === undefined || question === undefined;
  return isTest
    ? {
        subject: accountName,
        text: pushTestText(textLocale(payload.locale, locale)),
        html: null,
        data: others,
      }
    : { subject: title, text: question, html: null, data: { title, question, ...others } };
}

/** The text of a message, in the language that was asked for, or else the person's or the account's, with the account's own text if it has one. */
export async function renderedMessage(
  prisma: Client,
  { accountId, kind, purpose }: ClaimedMessage & { readonly kind: DeliveryKind },
  payload: MessagePayload,
  { accountName, locale: known }: Current,
): Promise<RenderedMessage> {
  const { code, minutes, resourceName, login, clientAddress, link, portal } = payload;
  const locale = textLocale(payload.locale, known);
  if (isMailPurpose(purpose)) {
    const addressee = { accountName, login: login ?? "" };
    if (!isPortalPurpose(purpose)) {
      return personMail(locale, { ...addressee, purpose, clientAddress, link });
    }
    if (portal === null) throw new TypeError("a mail about a portal says what it is about");
    if (kind === "SMS") {
      if (portal.purpose !== "PORTAL_CHANGE" || !isContactChanged(portal.change)) {
        throw new TypeError("only changed contacts are said by SMS");
      }
      return contactSms(locale, { accountName, ...portal, change: portal.change });
    }
    return portalMail(locale, addressee, portal);
  }
  const own = await prisma.messageText.findUnique({
    where: { accountId_kind_purpose_locale: { accountId, kind, purpose, locale } },
  });
  const facts = {
    purpose,
    kind,
    code,
    minutes,
    accountName,
    resourceName,
    login,
    clientAddress,
    autofillHost: null,
  };
  return renderMessage(locale, facts, own);
}
