import type { Reason } from "../../events/event-types.js";
import { type Answer, getCode } from "../answer.js";
import {
  type Check,
  type NamedChallenge,
  REPLAYED,
  type StoredToken,
  type VerificationContext,
  WRONG,
} from "../factor.js";
import { isCode } from "../../otp/sent-code.js";
import { readBytes, readOptionalText } from "../stored-part.js";

function getObstacle({ isNamed, open }: NamedChallenge, state: string | null, now: number): Reason | null {
  if (!isNamed) return "CHALLENGE_REQUIRED";
  if (open === null || state === null || open.ends.getTime() <= now) return "CHALLENGE_EXPIRED";
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
  const obstacle = getObstacle(challenge, state, now);
  if (open === null || (typesCode && !isRight)) return { verdict: WRONG, obstacle };
  const step = Number(readOptionalText(open.part, "step") ?? lastStep);
  if (step <= Number(lastStep)) return { verdict: REPLAYED, obstacle };
  const counter = { step, drift: 0, byCounter: true, secretFingerprint: null };
  // It stays until its end, so that pages that wait for it see that it was approved.
  const used = { id: open.id, kept: { step, until: open.ends } };
  return {
    verdict: { kind: "RIGHT", proof: { method: "PUSH", counter, challenge: used } },
    obstacle,
  };
}
