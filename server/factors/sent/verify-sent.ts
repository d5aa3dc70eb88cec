import type { CodeCheck, StoredToken, VerificationContext } from "../factor.js";
import type { Reason } from "../../events/event-types.js";
import { isCode } from "./code.js";

function getObstacle({ challengeGiven, codeHmac, challengeEnds }: StoredToken, now: number): Reason | null {
  if (!challengeGiven) return "CHALLENGE_REQUIRED";
  if (codeHmac === null || challengeEnds === null) return "CHALLENGE_EXPIRED";
  return challengeEnds.getTime() > now ? null : "CHALLENGE_EXPIRED";
}

/**
 * Evaluates a code that was sent for the challenge that the attempt names. A right one sets the token's last step to the
 * challenge's, so that codes of older challenges are void, and no code works twice, whatever copy of the database is used.
 */
export function verify(token: StoredToken, code: string, { hmacKey, now }: VerificationContext): CodeCheck {
  const { challengeId, codeHmac, challengeStep, lastStep } = token;
  const isRight = isCode(hmacKey, challengeId ?? "", code, codeHmac);
  const obstacle = getObstacle(token, now);
  const step = Number(challengeStep ?? lastStep);
  if (!isRight) return { verdict: { kind: "WRONG" }, answered: null, obstacle };
  if (step <= Number(lastStep)) return { verdict: { kind: "REPLAYED" }, answered: null, obstacle };
  return { verdict: { kind: "RIGHT", step, drift: 0 }, answered: null, obstacle };
}
