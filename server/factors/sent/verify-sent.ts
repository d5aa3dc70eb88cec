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
import { readBytes, readOptionalText } from "../stored-part.js";
import { isCode } from "../../otp/sent-code.js";

function getObstacle({ isNamed, open }: NamedChallenge, hasCode: boolean, now: number): Reason | null {
  if (!isNamed) return "CHALLENGE_REQUIRED";
  return open !== null && hasCode && open.ends.getTime() > now ? null : "CHALLENGE_EXPIRED";
}

/**
 * Evaluates a code that was sent for the challenge that the attempt names. A right one sets the token's last step to the
 * challenge's, so that codes of older challenges are void, and no code works twice, whatever copy of the database is used.
 */
export function verify(
  { lastStep, challenge }: StoredToken,
  answer: Answer,
  { hmacKey, now }: VerificationContext,
): Check {
  const { open } = challenge;
  const stored = open === null ? null : readBytes(open.part, "codeHmac");
  const isRight = isCode(hmacKey, open?.id ?? "", getCode(answer), stored);
  const obstacle = getObstacle(challenge, stored !== null, now);
  if (!isRight || open === null) return { verdict: WRONG, obstacle };
  const step = Number(readOptionalText(open.part, "step") ?? lastStep);
  if (step <= Number(lastStep)) return { verdict: REPLAYED, obstacle };
  const counter = { step, drift: 0, byCounter: true, secretFingerprint: null };
  return {
    verdict: { kind: "RIGHT", proof: { method: "OTP", counter, challenge: { id: open.id, kept: null } } },
    obstacle,
  };
}
