import type { UsedBypass } from "../bypass/use.js";
import type { Reason } from "../events/event-types.js";
import type { AnsweredQuestion } from "../factors/challenge-store.js";
import type { VerificationContext } from "../factors/factor.js";
import { splitPasscode } from "../otp/pin.js";
import { getPinPosition } from "../tokens/pin.js";
import type { Snapshot } from "./snapshot.js";
import { type Decoy, verifyCode } from "./verify-code.js";

/** The result of an attempt, provided that nothing it depends on changes before it is settled. */
export type Decision =
  | {
      readonly granted: true;
      /** A code, or a request on a phone. */
      readonly method: "OTP" | "PUSH";
      /** The time step or the counter that the code uses up. */
      readonly step: number;
      readonly drift: number;
      /** The stored record of the question that the code answers; null when there is none. */
      readonly answered: AnsweredQuestion | null;
    }
  | {
      readonly granted: true;
      /** The code is not checked, and nothing is used up. */
      readonly method: "BYPASS";
      /** Until when; null: until somebody ends it. */
      readonly until: Date | null;
    }
  | {
      readonly granted: false;
      readonly reason: Reason;
      /** Whether the reason is a wrong code or PIN, which counts as a failure of the token. */
      readonly counts: boolean;
    };

/** Everything that decides an attempt. */
interface DecisiveFacts {
  readonly snapshot: Snapshot;
  /** Why it is refused whatever the code is; null when nothing prevents it. */
  readonly obstacle: Reason | null;
  /** The bypass that makes the code, and only the code, unnecessary; null when there is none. */
  readonly bypass: UsedBypass | null;
  readonly passcode: string;
  /** Whether the passcode contains the token's PIN, or the token has none. */
  readonly pinIsRight: boolean;
  readonly decoy: Decoy;
  readonly verification: VerificationContext;
}

/**
 * Decides an attempt. The code is evaluated even when another reason or the PIN has decided already (if there is
 * no secret, with a decoy secret), so that the response time reveals nothing.
 */
export function decide({
  snapshot,
  obstacle,
  bypass,
  passcode,
  pinIsRight,
  decoy,
  verification,
}: DecisiveFacts): Decision {
  // After a PIN that was right before the code was sent, only the code is typed.
  const isCodeAlone = snapshot.pinChecked === true && passcode.length <= (snapshot.digits ?? 6);
  const position = isCodeAlone ? null : getPinPosition(snapshot.pinPosition);
  const otp = position === null ? passcode : splitPasscode(passcode, position, snapshot.digits ?? 6).otp;
  const check = verifyCode(snapshot, otp, decoy, verification);
  const { verdict } = check;
  if (obstacle !== null) return { granted: false, reason: obstacle, counts: false };
  if (!check.isReal) throw new TypeError("a token without a secret was not denied");
  // Where the PIN was right before, it need not be typed again, as long as the challenge lasts and it was not declined.
  const wasRight = isCodeAlone && (check.obstacle === null || check.obstacle === "NOT_ANSWERED");
  const isProven = pinIsRight || wasRight;
  if (bypass !== null && isProven) return { granted: true, method: "BYPASS", until: bypass.until };
  // With a bypass, and no challenge that is open, a wrong PIN counts as a failure: otherwise it could be guessed there.
  if (check.obstacle !== null && (bypass === null || (isCodeAlone && passcode === ""))) {
    return { granted: false, reason: check.obstacle, counts: false };
  }
  // An empty passcode is not a guess: gateways send one to find out whether a user needs a code.
  const isAnswered = check.withoutCode === true && isProven;
  if (passcode === "" && !isAnswered) return { granted: false, reason: "NO_PASSCODE", counts: false };
  // With a wrong PIN, the code is not used up, right or wrong.
  if (!isProven) return { granted: false, reason: "WRONG_PIN", counts: true };
  switch (verdict.kind) {
    case "RIGHT":
      return {
        granted: true,
        method: check.method ?? "OTP",
        step: verdict.step,
        drift: verdict.drift,
        answered: check.answered,
      };
    case "REPLAYED":
      return { granted: false, reason: "REPLAYED", counts: false };
    case "WRONG":
      return { granted: false, reason: "WRONG_CODE", counts: true };
  }
}
