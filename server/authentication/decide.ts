import type { UsedBypass } from "../bypass/use.js";
import type { Reason } from "../events/event-types.js";
import { splitPasscode } from "../otp/pin.js";
import { isAddressAllowed } from "../resources/addresses.js";
import { pinPositionOf } from "../tokens/pin.js";
import { lockOf } from "../tokens/store.js";
import { outsideValidity } from "../tokens/validity.js";
import { lookAtCode, type AnsweredQuestion, type Means } from "./look.js";
import type { Snapshot, Subject } from "./snapshot.js";

/** What an attempt comes to, if nothing that decides it changes before it is settled. */
export type Decision =
  | {
      readonly granted: true;
      readonly method: "OTP";
      /** What the code uses up. */
      readonly step: number;
      readonly drift: number;
      /** What is to be kept of the question that it answers; null when nothing is. */
      readonly answered: AnsweredQuestion | null;
    }
  | {
      readonly granted: true;
      /** No code is looked at; nothing is used up. */
      readonly method: "BYPASS";
      /** Until when; null: until somebody ends it. */
      readonly until: Date | null;
    }
  | {
      readonly granted: false;
      readonly reason: Reason;
      /** Whether it is a wrong code or PIN, which the token counts. */
      readonly counts: boolean;
    };

type TokenState = Pick<
  Snapshot,
  "tokenEnabled" | "status" | "validFrom" | "validUntil" | "lockReason" | "lockedUntil"
>;

/** Why a token's code is not even looked at; null when it is. */
function tokenObstacle(
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

/**
 * What stands against a sign-in before the code is looked at; null when nothing does. Such a denial counts
 * nothing and uses nothing up.
 */
export function signInObstacle(
  snapshot: Snapshot,
  subject: Subject,
  clientAddress: string | null,
  now: number,
): Reason | null {
  if (snapshot.resourceEnabled !== true) return "RESOURCE_DISABLED";
  if (!isAddressAllowed(snapshot.allowedAddresses ?? [], clientAddress)) return "ADDRESS_NOT_ALLOWED";
  if ("user" in subject) {
    if (snapshot.userId === null) return "UNKNOWN_USER";
    if (snapshot.tokenId === null) return "NOT_LINKED";
  } else {
    if (snapshot.tokenId === null) return "UNKNOWN_TOKEN";
    if (snapshot.userId === null) return "UNASSIGNED";
    if (!snapshot.linked) return "NOT_LINKED";
  }
  if (snapshot.userEnabled !== true) return "USER_DISABLED";
  return tokenObstacle(snapshot, now);
}

/** What stands against checking a token's code without a sign-in; null when nothing does. */
export function checkObstacle(token: TokenState, now: number): Reason | null {
  return tokenObstacle(token, now);
}

/**
 * Decides an attempt. The code is evaluated also when an obstacle or the PIN has decided already (against a
 * decoy, when there is no secret), so that the time it takes tells nothing.
 * @param bypass what lifts the check of the code, and of it alone; null when nothing does.
 * @param pinIsRight whether the passcode has the token's PIN, or the token has none.
 */
export function decide(
  snapshot: Snapshot,
  obstacle: Reason | null,
  bypass: UsedBypass | null,
  passcode: string,
  pinIsRight: boolean,
  accountId: string,
  now: number,
  means: Means,
): Decision {
  const position = pinPositionOf(snapshot.pinPosition);
  const otp = position === null ? passcode : splitPasscode(passcode, position, snapshot.digits ?? 6).otp;
  const look = lookAtCode(snapshot, otp, accountId, now, means);
  const { verdict } = look;
  if (obstacle !== null) return { granted: false, reason: obstacle, counts: false };
  if (!look.isReal) throw new TypeError("a token without a secret was not denied");
  if (bypass !== null && pinIsRight) return { granted: true, method: "BYPASS", until: bypass.until };
  // Where a bypass needs no challenge, a wrong PIN counts without one: it can be guessed there.
  if (look.obstacle !== null && bypass === null) {
    return { granted: false, reason: look.obstacle, counts: false };
  }
  // Nothing was typed, so nothing was guessed: gateways ask so whether a user needs a code.
  if (passcode === "") return { granted: false, reason: "NO_PASSCODE", counts: false };
  // A code beside a wrong PIN is not used up, whatever it is worth.
  if (!pinIsRight) return { granted: false, reason: "WRONG_PIN", counts: true };
  switch (verdict.kind) {
    case "RIGHT":
      return {
        granted: true,
        method: "OTP",
        step: verdict.step,
        drift: verdict.drift,
        answered: look.answered,
      };
    case "REPLAYED":
      return { granted: false, reason: "REPLAYED", counts: false };
    case "WRONG":
      return { granted: false, reason: "WRONG_CODE", counts: true };
  }
}
