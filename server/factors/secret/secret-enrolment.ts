import { getModel } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../../actions/action.js";
import type { Outcome } from "../../actions/idempotency.js";
import { done } from "../../actions/use-case.js";
import { checkName } from "../../actions/validation.js";
import { changesBetween } from "../../events/record.js";
import { evaluate } from "../../otp/windows.js";
import {
  countWrongCode,
  dropEnrolment,
  nothingToConfirm,
  openEnrolment,
  waitingSecret,
} from "../../tokens/enrol.js";
import { recordStillLocked, takeIntoUse } from "../../tokens/secret-in-use.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { noFirstCode, tooLate, wrongFirstCode } from "../first-code.js";
import type { StartedEnrolment } from "../../tokens/token-with-secret.js";

/** The refusal of a code that a synchronization used up: it counts nothing. */
function usedFirstCode(action: Action, token: TokenRow): Refusal {
  action.record({
    type: "TOKEN_ENROLMENT_FAILED",
    token,
    reason: "REPLAYED",
    params: { attemptsLeft: null },
  });
  return new Refusal("REPLAYED", "This code was used before. Wait for the next one.", ["input", "otp"]);
}

/** Makes a new secret for an app that has none in use. One that was waiting for its first code becomes void. */
export async function startEnrolment(
  action: Action,
  token: TokenRow,
  issuer: string | null | undefined,
): Promise<Outcome<StartedEnrolment>> {
  if (!getModel(token.model).enrols) {
    throw new Refusal(
      "NOT_SUPPORTED_BY_MODEL",
      "Tokens of this model are not enrolled: they need no first code.",
      ["input", "token"],
    );
  }
  const waiting = await waitingSecret(action, token);
  const isOpen = waiting !== null && waiting.expiresAt.getTime() > action.now;
  if (token.status !== "PENDING" && !isOpen) {
    throw new Refusal(
      "STILL_IN_USE",
      "The token is enrolled already: its secret is in use. Use tokenReissue to give it a new one.",
      ["input", "token"],
    );
  }
  const shown = issuer == null ? null : checkName(issuer, ["input", "issuer"]);
  const digits = isOpen ? waiting.device.digits : token.digits;
  const { enrolment, secrets } = await openEnrolment(action, token, shown, digits);
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

/** Takes the waiting secret into use, if the code is one of it. */
export async function confirm(
  action: Action,
  token: TokenRow,
  otp: string,
): Promise<Outcome<{ readonly tokenId: string }>> {
  const { now, services } = action;
  const { config } = services;
  const waiting = await waitingSecret(action, token);
  if (waiting === null) throw nothingToConfirm();
  if (waiting.expiresAt.getTime() <= now) {
    await dropEnrolment(action, token.id);
    return tooLate(token);
  }
  if (otp === "") return noFirstCode(action, token, "Give the code that the app shows.");
  const verdict = evaluate(waiting.device, otp, now, config.totpWindow === 0 ? 0 : 1);
  if (verdict.kind === "REPLAYED") return usedFirstCode(action, token);
  if (verdict.kind === "WRONG") {
    return wrongFirstCode(action, token, await countWrongCode(action, token.id, waiting));
  }
  await dropEnrolment(action, token.id);
  const { secret, device } = waiting;
  const enrolled = await takeIntoUse(action, token, {
    secret,
    digits: device.digits,
    lastStep: verdict.step,
    drift: verdict.drift,
    codeWasUsed: true,
  });
  action.record({
    type: "TOKEN_ENROLLED",
    token,
    changes: changesBetween({ ...token }, { digits: device.digits }),
    params: { by: "SECRET", sentTo: null, isAnother: token.status === "ACTIVE" },
  });
  recordStillLocked(action, enrolled);
  return done({ tokenId: token.id });
}
