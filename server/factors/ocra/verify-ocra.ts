import type { Suite } from "@tokenplane/rules/ocra-suite";
import type { Reason } from "../../events/event-types.js";
import { outOfReachAt } from "../../otp/ocra-synchronize.js";
import { evaluateAnswer, signInReach, usesUpQuestion } from "../../otp/ocra.js";
import { tokenSecretAad } from "../../tokens/token-secret.js";
import { suitePinAad } from "../../tokens/suite.js";
import type { AnsweredQuestion } from "../challenge-store.js";
import type { CodeCheck, StoredToken, VerificationContext } from "../factor.js";
import { hasSecret } from "../secret/stored.js";
import { getOcraSuite } from "./suite.js";

/** Why an answer is not evaluated; null when it is. */
function answerObstacle(suite: Suite, token: StoredToken, now: number): Reason | null {
  const { suitePin, challengeGiven, challengeEnds } = token;
  if (suite.pin !== null && suitePin === null) return "PIN_NOT_SET";
  if (!challengeGiven) return "CHALLENGE_REQUIRED";
  return challengeEnds !== null && challengeEnds.getTime() > now ? null : "CHALLENGE_EXPIRED";
}

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
 */
export function verify(token: StoredToken, answer: string, context: VerificationContext): CodeCheck | null {
  if (!hasSecret(token)) return null;
  const { accountId, secrets, window, now } = context;
  const { tokenId, secret, suitePin, lastStep, drift, question, questionAnsweredIn } = token;
  const suite = getOcraSuite(token);
  const device = {
    suite,
    secret: secrets.decrypt(secret, tokenSecretAad(accountId, tokenId)),
    pin: suitePin === null ? Buffer.alloc(0) : secrets.decrypt(suitePin, suitePinAad(accountId, tokenId)),
    lastStep: Number(lastStep),
    drift: drift ?? 0,
    answeredIn: (questionAnsweredIn ?? []).map(Number),
  };
  const asked = question ?? "0".repeat(suite.question.length);
  const verdict = evaluateAnswer(device, asked, answer, now, signInReach(window));
  return {
    verdict,
    answered: verdict.kind === "RIGHT" ? answeredQuestion(suite, verdict.time) : null,
    obstacle: answerObstacle(suite, token, now),
  };
}
