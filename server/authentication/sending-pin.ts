import type { Action } from "../actions/action.js";
import { Outdated } from "../actions/use-case.js";
import type { Services } from "../actions/services.js";
import type { Reason } from "../events/event-types.js";
import { NIL_UUID } from "../nil-uuid.js";
import { countFailure } from "../tokens/count-failure.js";
import { DEFAULT_LOCKOUT } from "../tokens/counting.js";
import { findToken } from "../tokens/token-store.js";
import { getAbout } from "./event-text.js";
import { getLimit } from "./lock-rule.js";
import type { Snapshot } from "./snapshot.js";

/** A PIN that was compared with that of a token. */
export interface TriedPin {
  readonly pin: string;
  /** null when there was no token, or it had no PIN. */
  readonly pinHash: string | null;
  /** Not known without a hash. */
  readonly isRight: boolean;
}

/**
 * Compares the PIN that is asked for before anything is sent with that of the token, before the transaction: it takes long, and
 * in it others would wait for the token's row and for a connection. It takes as long whether there is a token or not.
 * @param shares what has a share of the work of an account.
 * @throws RequestError RATE_LIMITED when too many wait
 */
export async function tryPin(
  { pins }: Pick<Services, "pins">,
  accountId: string,
  shares: readonly string[],
  { tokenId, pinHash }: Pick<Snapshot, "pinHash" | "tokenId">,
  pin: string,
): Promise<TriedPin> {
  if (tokenId !== null && pinHash !== null) {
    return { pin, pinHash, isRight: await pins.isRight(accountId, pinHash, pin, tokenId, shares) };
  }
  await pins.pretend(accountId, shares);
  return { pin, pinHash, isRight: false };
}

/**
 * Whether the PIN that was tried lets something be sent, of a held token. The work is the same whether there is a token or not,
 * and whether something else prevents the sending: then the PIN is not looked at. A wrong one counts as a failure, as
 * at a sign-in.
 * @param tried null when no PIN was given.
 * @param obstacle why nothing is sent, whatever the PIN is.
 * @returns why nothing is sent; null when something is. @throws Outdated when the token has another PIN since it was tried.
 */
export async function checkSendingPin(
  action: Action,
  snapshot: Snapshot,
  tried: TriedPin | null,
  obstacle: Reason | null,
): Promise<Reason | null> {
  const { transaction, accountId } = action;
  const { tokenId, pinHash, pinBeforeSending, resourceId } = snapshot;
  const isLookedAt = obstacle === null && tokenId !== null && pinHash !== null;
  if (tried === null) return isLookedAt && pinBeforeSending === true ? "NO_PASSCODE" : obstacle;
  // The hash is salted, and includes the token: an equal one is that of the same PIN of the same token.
  if (isLookedAt && pinHash !== tried.pinHash) throw new Outdated();
  const { pin } = tried;
  const isRight = !isLookedAt || tried.isRight;
  const isWrong = !isRight && pin !== "";
  const token = await findToken(transaction, accountId, {
    id: isWrong && tokenId !== null ? tokenId : NIL_UUID,
  });
  const rule = resourceId === null ? DEFAULT_LOCKOUT : getLimit(snapshot);
  await countFailure(action, token, rule, getAbout(snapshot));
  if (isRight) return obstacle;
  return pin === "" ? "NO_PASSCODE" : "WRONG_PIN";
}
