import type { Action } from "../actions/action.js";
import { Prisma } from "../database/generated/client.js";
import { NIL_UUID } from "../nil-uuid.js";
import { type About, lockEvents } from "./attempt-text.js";
import { countedFailure, type LockRule } from "./counting.js";
import { getLock, type TokenRow } from "./token-store.js";

/**
 * Counts a failure of a held token, and records it when that locks the token. While a token is locked, nothing is counted:
 * a lock does not end sooner, and does not become another one.
 * @param token null when there is none: the same statement is sent, and finds none.
 */
export async function countFailure(
  { transaction, accountId, now, record }: Action,
  token: TokenRow | null,
  rule: LockRule,
  about: About,
): Promise<void> {
  const counts = token !== null && getLock(token, now) === null;
  const before = { failures: 0, consecutiveFailures: 0, lockReason: null, lockedUntil: null };
  const counted = countedFailure(counts ? token : before, rule, now);
  await transaction.$executeRaw(Prisma.sql`
    UPDATE tokens SET failures = ${counted.failures}::int, consecutive_failures = ${counted.consecutiveFailures}::int,
      lock_reason = ${counted.lockReason}, locked_until = ${counted.lockedUntil}
    WHERE account_id = ${accountId}::uuid AND id = ${counts ? token.id : NIL_UUID}::uuid`);
  if (!counts) return;
  for (const { whenLocked, ...event } of lockEvents(about, rule, now)) {
    if (whenLocked === counted.lockReason) record(event);
  }
}
