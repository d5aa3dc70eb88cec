import { USUAL_LOCKOUT } from "@tokenplane/rules/lockout";
import type { TokenRow } from "./token-store.js";

/** Number of failures in a row that lock a token until an administrator unlocks it (SP 800-63B-4 §3.2.2). */
export const FAILURE_CEILING = 100;

/** How many failures lock a token, and for how many minutes (0: until it is unlocked by hand). */
export interface LockRule {
  readonly failures: number;
  readonly lockMinutes: number;
}

/** The rule for attempts that are at no resource. */
export const DEFAULT_LOCKOUT: LockRule = {
  failures: USUAL_LOCKOUT.failedAttemptsBeforeLock,
  lockMinutes: USUAL_LOCKOUT.lockMinutes,
};

type Counters = Pick<TokenRow, "failures" | "consecutiveFailures" | "lockReason" | "lockedUntil">;

/**
 * The state of an unlocked token after one more wrong code, as the settling statement computes it. An expired
 * lock counts as an unlock, so counting starts again.
 * @param now milliseconds since 1970 UTC.
 */
export function countedFailure(token: Counters, rule: LockRule, now: number): Counters {
  const failures = (token.lockReason === null ? token.failures : 0) + 1;
  const consecutiveFailures = token.consecutiveFailures + 1;
  if (consecutiveFailures >= FAILURE_CEILING) {
    return { failures, consecutiveFailures, lockReason: "FAILURE_CEILING", lockedUntil: null };
  }
  if (failures < rule.failures) {
    return { failures, consecutiveFailures, lockReason: null, lockedUntil: null };
  }
  const lockedUntil = rule.lockMinutes === 0 ? null : new Date(now + rule.lockMinutes * 60_000);
  return { failures, consecutiveFailures, lockReason: "FAILURES", lockedUntil };
}
