import type { Reason } from "../events/event-types.js";
import { getLock } from "./token-store.js";
import { outsideValidity } from "./validity.js";

/** The state that decides whether a code of a token is checked; null where there is no token. */
interface TokenState {
  readonly tokenEnabled: boolean | null;
  readonly status: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly lockReason: string | null;
  readonly lockedUntil: Date | null;
}

/** All that keeps a token's code from being checked, in the order in which it is asked. */
export function tokenObstacles(
  { tokenEnabled, status, validFrom, validUntil, lockReason, lockedUntil }: TokenState,
  now: number,
): Reason[] {
  const invalid = outsideValidity({ validFrom, validUntil }, now);
  const lock = getLock({ lockReason, lockedUntil }, now);
  return [
    ...(tokenEnabled === true ? [] : (["TOKEN_DISABLED"] as const)),
    ...(invalid === null ? [] : [invalid]),
    ...(status === "ACTIVE" ? [] : (["PENDING"] as const)),
    ...(lock === null ? [] : [lock.reason === "FAILURE_CEILING" ? lock.reason : ("LOCKED" as const)]),
  ];
}

/** Why a token's code is not checked at all; null when it is checked. */
export function tokenObstacle(token: TokenState, now: number): Reason | null {
  return tokenObstacles(token, now)[0] ?? null;
}
