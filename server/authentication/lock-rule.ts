import { DEFAULT_LOCKOUT, type LockRule } from "../tokens/counting.js";
import type { Snapshot } from "./snapshot.js";

/** How many failures lock a token at the resource of an attempt, and for how long. */
export function getLimit({ failureLimit, lockMinutes }: Snapshot): LockRule {
  return {
    failures: failureLimit ?? DEFAULT_LOCKOUT.failures,
    lockMinutes: lockMinutes ?? DEFAULT_LOCKOUT.lockMinutes,
  };
}
