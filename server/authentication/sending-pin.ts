import type { Action } from "../actions/action.js";
import type { Reason } from "../events/event-types.js";
import { NOTHING } from "../nothing.js";
import { countFailure } from "../tokens/count-failure.js";
import { DEFAULT_LOCKOUT } from "../tokens/counting.js";
import { findToken } from "../tokens/store.js";
import { aboutOf } from "./event-text.js";
import { limitOf } from "./lock-rule.js";
import type { Snapshot } from "./snapshot.js";

/**
 * Checks the PIN that is asked for before anything is sent, of a held token. It takes as long whether there is a token or
 * not, and whether something else prevents the sending: then the PIN is not looked at. A wrong one counts as a failure, as
 * at a sign-in.
 * @param obstacle why nothing is sent, whatever the PIN is.
 * @returns why nothing is sent; null when something is.
 */
export async function checkSendingPin(
  action: Action,
  snapshot: Snapshot,
  pin: string | null,
  obstacle: Reason | null,
): Promise<Reason | null> {
  const { transaction, accountId, services } = action;
  const { tokenId, pinHash, pinBeforeSending, resourceId } = snapshot;
  const isLookedAt = obstacle === null && tokenId !== null && pinHash !== null;
  if (pin === null) return isLookedAt && pinBeforeSending === true ? "NO_PASSCODE" : obstacle;
  const isRight = isLookedAt
    ? await services.pins.isRight(accountId, pinHash, pin, tokenId)
    : await services.pins.pretend(accountId).then(() => true);
  const isWrong = !isRight && pin !== "";
  const token = await findToken(transaction, accountId, {
    id: isWrong && tokenId !== null ? tokenId : NOTHING,
  });
  const rule = resourceId === null ? DEFAULT_LOCKOUT : limitOf(snapshot);
  await countFailure(action, token, rule, aboutOf(snapshot));
  if (isRight) return obstacle;
  return pin === "" ? "NO_PASSCODE" : "WRONG_PIN";
}

/**
 * Under which name a request counts against gaps and limits. One that is refused counts under another name than one that is not:
 * else anybody without the PIN could use up what its person gets, and a person who mistyped it would wait.
 * @param name of the token or of whoever asks. @param refused why nothing is sent; null when something is.
 */
export function countedName(name: string, refused: Reason | null): string {
  return refused === null ? name : `refused ${name}`;
}
