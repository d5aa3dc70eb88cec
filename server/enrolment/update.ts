import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import { done, useCase } from "../actions/use-case.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import { sendFirstCode, type Started } from "../factors/sent/start-sent.js";
import { cancelMessages } from "../messages/queue.js";
import { dropEnrolment } from "../tokens/enrol.js";
import { NOTHING_COUNTED } from "../tokens/secret-in-use.js";
import { type TokenSettings, updateSettings } from "../tokens/token-settings.js";
import type { TokenRow } from "../tokens/token-store.js";
import { checkTarget, getSentBy } from "../channels/channel-target.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";
import type { TokenWithSecret } from "../tokens/token-with-secret.js";

/** How `tokenUpdate` changes a token. An absent field keeps its value; so does null, except for the validity. */
export interface TokenUpdateRequest extends TokenSettings {
  /** A new phone number of an SMS token. A code that is sent there must confirm it. */
  readonly phoneNumber?: string | null | undefined;
  /** A new address of an e-mail token. A code that is sent there must confirm it. */
  readonly address?: string | null | undefined;
  /** A new chat of a bot's token. A code that is sent there must confirm it. */
  readonly chatId?: string | null | undefined;
  readonly token: TokenRefInput;
}

const FIELDS = [
  ["phoneNumber", "SMS"],
  ["address", "EMAIL"],
  ["chatId", "BOT"],
] as const satisfies readonly (readonly [keyof TokenUpdateRequest, DeliveryKind])[];

/** Where the token's codes are to be sent from now on; null when the request does not say it. @throws Refusal */
function givenTarget(token: TokenRow, input: TokenUpdateRequest): string | null {
  const kind = getSentBy(token);
  let target: string | null = null;
  for (const [field, of] of FIELDS) {
    const value = input[field];
    if (value == null) continue;
    if (kind !== of) {
      throw new Refusal(
        "NOT_SUPPORTED_BY_MODEL",
        `A token of model ${token.model} has no ${field}; leave it out.`,
        ["input", field],
      );
    }
    target = checkTarget(of, value, ["input", field]);
  }
  return target;
}

/** Gives a token the address that it has: another one that waits to be confirmed was a mistake, and is void. */
async function keepTarget(action: Action, token: TokenRow, target: string): Promise<void> {
  const { transaction, accountId } = action;
  const waiting = await transaction.enrolment.findUnique({
    where: { accountId_tokenId: { accountId, tokenId: token.id } },
  });
  if (waiting === null || waiting.target === target) return;
  await dropEnrolment(action, token.id);
  await cancelMessages(action, token.id, "ENROLMENT");
  action.record({
    type: "TOKEN_ENROLMENT_CANCELLED",
    token,
    summary: `The change of address of token ${token.name} was cancelled; codes still go to the old one.`,
  });
}

/** Gives another address to a token that was not confirmed yet. A code is sent there if one was sent before. */
async function replaceTarget(action: Action, token: TokenRow, target: string): Promise<Started | null> {
  const { transaction, accountId, now } = action;
  const kind = getSentBy(token);
  if (kind === null) throw new TypeError("the codes of this token are not sent");
  const changed = await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      target,
      // Failures are those of the person who typed codes that were sent to the address before.
      ...(token.target === target ? {} : NOTHING_COUNTED),
      updatedAt: new Date(now),
      revision: { increment: 1 },
    },
  });
  const sentTo = maskedTarget(kind, target);
  const before = token.target === null ? null : maskedTarget(kind, token.target);
  action.record({
    type: "TOKEN_UPDATED",
    token,
    changes: [{ field: "sentTo", from: before, to: sentTo }],
    summary: `The codes of token ${token.name} are to be sent to ${sentTo}.`,
  });
  const isOpen =
    (await transaction.enrolment.count({
      where: { accountId, tokenId: token.id, expiresAt: { gt: new Date(now) } },
    })) === 1;
  return isOpen ? sendFirstCode(action, changed, target) : null;
}

/**
 * Changes a token's name, its code length if the model allows it, the PIN in its answers, its validity, or where its codes
 * are sent.
 */
export const tokenUpdate = useCase("tokenUpdate", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  run: async (input: TokenUpdateRequest, action: Action): Promise<Outcome<TokenWithSecret>> => {
    const before = await heldToken(action, input.token);
    const target = givenTarget(before, input);
    const token = await updateSettings(action, before, input);
    let started: Started | null = null;
    if (target !== null && target === token.target) await keepTarget(action, token, target);
    else if (target !== null && token.status === "PENDING")
      started = await replaceTarget(action, token, target);
    else if (target !== null) started = await sendFirstCode(action, token, target);
    return done({ tokenId: token.id, enrolment: started === null ? null : { ...started.enrolment } });
  },
});
