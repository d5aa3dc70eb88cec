import type { Client } from "../database/prisma.js";
import { type Locale, localeOf } from "../delivery/texts/locale.js";
import type { RenderedMessage } from "../delivery/texts/message-facts.js";
import { renderMessage } from "../delivery/texts/render.js";
import type { ClaimedMessage, Current } from "./outbox.js";
import type { MessagePayload } from "./payload.js";

/** The text of a message, in the language that was asked for or the account's, with the account's own text if it has one. */
export async function renderedMessage(
  prisma: Client,
  { accountId, kind, purpose }: ClaimedMessage,
  payload: MessagePayload,
  { accountName, accountLocale }: Current,
): Promise<RenderedMessage> {
  const { code, minutes, resourceName, login, clientAddress } = payload;
  const locale: Locale =
    (payload.locale === null ? null : localeOf(payload.locale)) ?? localeOf(accountLocale) ?? "en";
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
