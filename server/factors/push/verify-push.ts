import type { Reason } from "../../events/event-types.js";
import { isCode } from "../../otp/sent-code.js";
import { type Answer, getCode } from "../answer.js";
import { type Check, REPLAYED, type StoredToken, type VerificationContext, WRONG } from "../factor.js";
import { challengeObstacle, placeAmongChallenges } from "../named-challenge.js";
import { readBytes, readOptionalText } from "../stored-part.js";

/** Why an answer is not evaluated, because of what the person did on the phone; null when it is. */
function stateObstacle(state: string | null): Reason | null {
  if (state === null) return "CHALLENGE_EXPIRED";
  if (state === "PENDING") return "NOT_ANSWERED";
  return state === "DECLINED" ? "DECLINED" : null;
}

/**
 * Evaluates an answer to a request on a phone: the code that the phone showed, or nothing where approving it is enough. As for
 * codes that are sent, a right one makes requests from before void.
 * @param typesCode whether the phone shows a code.
 */
export function verify(
  { lastStep, challenge }: StoredToken,
  typesCode: boolean,
  answer: Answer,
  { hmacKey, now }: VerificationContext,
): Check {
  const { open } = challenge;
  const stored = open === null ? null : readBytes(open.part, "codeHmac");
  const isRight = isCode(hmacKey, open?.id ?? "", getCode(answer), stored);
  const state = open === null ? null : readOptionalText(open.part, "state");
  const obstacle = challengeObstacle(challenge, now) ?? stateObstacle(state);
  if (open === null || (typesCode && !isRight)) return { verdict: WRONG, obstacle };
  const counter = placeAmongChallenges(open, lastStep);
  if (counter === null) return { verdict: REPLAYED, obstacle };
  // It stays until its end, so that pages that wait for it see that it was approved.
  const used = { id: open.id, kept: { step: counter.step, until: open.ends } };
  return {
    verdict: { kind: "RIGHT", proof: { method: "PUSH", counter, challenge: used } },
    obstacle,
  };
}
