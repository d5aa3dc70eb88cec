import { maskedTarget } from "@tokenplane/rules/masked-target";
import type { Action } from "../../actions/action.js";
import { getSentBy } from "../../channels/channel-target.js";
import { cancelMessages } from "../../messages/queue.js";
import { dropEnrolment } from "../../tokens/enrol.js";
import { NOTHING_COUNTED } from "../../tokens/secret-in-use.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { sendFirstCode, type Started } from "./start-sent.js";

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
    params: { isOfAddress: true },
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
    params: { sentTo },
  });
  const isOpen =
    (await transaction.enrolment.count({
      where: { accountId, tokenId: token.id, expiresAt: { gt: new Date(now) } },
    })) === 1;
  return isOpen ? sendFirstCode(action, changed, target) : null;
}

/** Sends codes of a held token elsewhere from now on; a code that is sent there must confirm it. @throws Refusal */
export async function moveTo(action: Action, token: TokenRow, target: string): Promise<Started | null> {
  if (target === token.target) {
    await keepTarget(action, token, target);
    return null;
  }
  return token.status === "PENDING"
    ? replaceTarget(action, token, target)
    : sendFirstCode(action, token, target);
}
