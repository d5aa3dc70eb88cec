import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { TokenRow } from "../tokens/token-store.js";

/** The mutation that makes a new secret, or sends a new code, in place of one that was dropped. */
export function beginAgain({ status }: TokenRow): string {
  return status === "PENDING" ? "tokenEnrolmentStart" : "tokenReissue";
}

/** The refusal of a wrong first code. */
export function wrongFirstCode(action: Action, token: TokenRow, left: number): Refusal {
  action.record({
    type: "TOKEN_ENROLMENT_FAILED",
    token,
    reason: "WRONG_CODE",
    params: { attemptsLeft: left },
  });
  return new Refusal(
    "WRONG_CODE",
    left === 0
      ? `The code is wrong, and it was the last attempt: the enrolment is void. Start again with ${beginAgain(token)}.`
      : `The code is wrong. Attempts left: ${left}.`,
    ["input", "otp"],
  );
}

/** The refusal of an empty code: it counts nothing. */
export function noFirstCode(action: Action, token: TokenRow, sentence: string): Refusal {
  action.record({
    type: "TOKEN_ENROLMENT_FAILED",
    token,
    reason: "NO_PASSCODE",
    params: { attemptsLeft: null },
  });
  return new Refusal("VALIDATION_FAILED", sentence, ["input", "otp"]);
}

/** The refusal of a code that comes too late. */
export function tooLate(token: TokenRow): Refusal {
  return new Refusal("EXPIRED", `The enrolment has expired. Start again with ${beginAgain(token)}.`, [
    "input",
    "token",
  ]);
}
