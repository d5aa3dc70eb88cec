import type { Action } from "../actions/action.js";
import { type About, lockEvents } from "./attempt-text.js";
import { countedFailure, type LockRule } from "./counting.js";
import { lockOf, type TokenRow } from "./store.js";

/**
 * Counts a failure of a held token, and records it when that locks the token. While a token is locked, nothing is counted:
 * a lock does not end sooner, and does not become another one.
 */
export async function countFailure(
  { transaction, accountId, now, record }: Action,
  token: TokenRow,
  rule: LockRule,
  about: About,
): Promise<void> {
  if (lockOf(token, now) !== null) return;
  const counted = countedFailure(token, rule, now);
  await transaction.token.update({ where: { accountId_id: { accountId, id: token.id } }, data: counted });
  for (const { whenLocked, ...event } of lockEvents(about, rule, now)) {
    if (whenLocked === counted.lockReason) record(event);
  }
}
