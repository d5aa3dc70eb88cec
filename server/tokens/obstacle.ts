import type { Reason } from "../events/event-types.js";
import { lockOf } from "./store.js";
import { outsideValidity } from "./validity.js";

/** What decides whether a code of a token is checked; null where there is no token. */
interface TokenState {
  readonly tokenEnabled: boolean | null;
  readonly status: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly lockReason: string | null;
  readonly lockedUntil: Date | null;
}

/** Why a token's code is not checked at all; null when it is checked. */
export function tokenObstacle(
  { tokenEnabled, status, validFrom, validUntil, lockReason, lockedUntil }: TokenState,
  now: number,
): Reason | null {
  if (tokenEnabled !== true) return "TOKEN_DISABLED";
  const invalid = outsideValidity({ validFrom, validUntil }, now);
  if (invalid !== null) return invalid;
  if (status !== "ACTIVE") return "PENDING";
  const lock = lockOf({ lockReason, lockedUntil }, now);
  if (lock === null) return null;
  return lock.reason === "FAILURE_CEILING" ? "FAILURE_CEILING" : "LOCKED";
}
