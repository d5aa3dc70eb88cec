import type { Suite } from "@tokenplane/rules/ocra-suite";
import type { Reason } from "../../events/event-types.js";
import { evaluateAnswer, signInReach, usesUpQuestion } from "../../otp/ocra.js";
import { outOfReachAt } from "../../otp/ocra-synchronize.js";
import { suitePinAad } from "../../tokens/suite.js";
import { tokenSecretAad } from "../../tokens/token-secret.js";
import { type AnsweredQuestion, type Answer, getCode } from "../answer.js";
import { type Check, REPLAYED, type StoredToken, type VerificationContext, WRONG } from "../factor.js";
import { challengeObstacle } from "../named-challenge.js";
import type { StoredSecret } from "../secret/stored.js";
import { readOptionalText, readSteps } from "../stored-part.js";

/**
 * The stored record of a question that was answered in a time step; null where only the challenge is used up.
 */
export function answeredQuestion(suite: Suite, time: number | null): AnsweredQuestion | null {
  const { stepSeconds } = suite;
  if (!usesUpQuestion(suite) || stepSeconds === null || time === null) return null;
  return { step: time, until: new Date(outOfReachAt(time, stepSeconds)) };
}

/**
 * Evaluates the answer to a challenge. Without a challenge, it evaluates the answer to a made-up question, which
 * takes as long.
 * @param suitePin the encrypted digest of the PIN that the suite requires; null when it is not set.
 * @param obstacle why no answer of the token could be evaluated.
 */
export function verifyAnswer(
  { tokenId, lastStep, drift, challenge }: StoredToken,
  { secret, secretFingerprint }: StoredSecret,
  suite: Suite,
  suitePin: Uint8Array | null,
  obstacle: Reason | null,
  answer: Answer,
  { accountId, secrets, window, now }: VerificationContext,
): Check {
  const { open } = challenge;
  const device = {
    suite,
    secret: secrets.decrypt(secret, tokenSecretAad(accountId, tokenId)),
    pin: suitePin === null ? Buffer.alloc(0) : secrets.decrypt(suitePin, suitePinAad(accountId, tokenId)),
    lastStep: Number(lastStep),
    drift,
    answeredIn: open === null ? [] : readSteps(open.part, "answeredIn"),
  };
  const question = open === null ? null : readOptionalText(open.part, "question");
  const asked = question ?? "0".repeat(suite.question.length);
  const result = evaluateAnswer(device, asked, getCode(answer), now, signInReach(window));
  const why = obstacle ?? challengeObstacle(challenge, now);
  if (result.kind !== "RIGHT") {
    return { verdict: result.kind === "WRONG" ? WRONG : REPLAYED, obstacle: why };
  }
  const counter = { step: result.step, drift: result.drift, byCounter: true, secretFingerprint };
  const used = open === null ? null : { id: open.id, kept: answeredQuestion(suite, result.time) };
  return {
    verdict: { kind: "RIGHT", proof: { method: "OTP", counter, challenge: used } },
    obstacle: why,
  };
}
