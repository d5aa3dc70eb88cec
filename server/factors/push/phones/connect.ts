import { act, type Action } from "../../../actions/action.js";
import { systemCaller } from "../../../actions/actor.js";
import type { ActingServices } from "../../../actions/services.js";
import { textLocale } from "../../../delivery/texts/locale.js";
import { connectQuestion } from "../../../delivery/texts/push-texts.js";
import { askPhone, type AskedPhone } from "../ask.js";
import { waitingDevice } from "../device.js";
import { lockToken, type TokenRow } from "../../../tokens/token-store.js";
import { readAddressing } from "../../../users/user-store.js";
import type { KnownPhone } from "./phone.js";

/** Asks on a phone that rolled out, whether it is to be connected to a held token. */
export async function askToConnect(
  action: Action,
  phone: AskedPhone,
  token: TokenRow,
  expiresAt: Date,
): Promise<void> {
  const { transaction, accountId } = action;
  const addressing = await readAddressing(transaction, accountId, token.userId);
  const locale = textLocale(null, addressing.locale);
  await askPhone(action, phone, {
    id: action.newId(),
    purpose: "ENROLMENT",
    resourceId: null,
    question: connectQuestion(locale, token.name),
    title: addressing.account,
    confirmation: "CODE",
    choice: null,
    pinChecked: false,
    locale,
    userId: token.userId,
    expiresAt,
  });
}

/**
 * Asks again on a phone that waits to be connected. The app forgets a request after two minutes, and does not show the same
 * one twice.
 * @returns whether it was asked.
 */
export async function askAgainToConnect(
  services: ActingServices,
  accountId: string,
  { id, tokenId }: KnownPhone,
): Promise<boolean> {
  const now = services.clock();
  return act(services, systemCaller(accountId, "phone", now), now, async (action) => {
    const token = await lockToken(action.transaction, accountId, { id: tokenId });
    const phone = await waitingDevice(action, tokenId);
    const enrolment = await action.transaction.enrolment.findFirst({
      where: { accountId, tokenId, codeHmac: null, expiresAt: { gt: new Date(now) } },
    });
    if (token === null || phone === null || phone.id !== id || enrolment === null) return false;
    await askToConnect(action, phone, token, enrolment.expiresAt);
    return true;
  });
}
