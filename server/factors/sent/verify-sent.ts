import { isCode } from "../../otp/sent-code.js";
import { type Answer, getCode } from "../answer.js";
import { type Check, REPLAYED, type StoredToken, type VerificationContext, WRONG } from "../factor.js";
import { challengeObstacle, placeAmongChallenges } from "../named-challenge.js";
import { readBytes } from "../stored-part.js";

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
  const obstacle = challengeObstacle(challenge, now);
  if (!isRight || open === null) return { verdict: WRONG, obstacle };
  const counter = placeAmongChallenges(open, lastStep);
  if (counter === null) return { verdict: REPLAYED, obstacle };
  return {
    verdict: { kind: "RIGHT", proof: { method: "OTP", counter, challenge: { id: open.id, kept: null } } },
    obstacle,
  };
}
