import type { Reason } from "../../events/event-types.js";
import type { CodeCheck, StoredToken, VerificationContext } from "../factor.js";
import { isCode } from "../sent/code.js";

function getObstacle({ challengeGiven, pushState, challengeEnds }: StoredToken, now: number): Reason | null {
  if (!challengeGiven) return "CHALLENGE_REQUIRED";
  if (pushState === null || challengeEnds === null || challengeEnds.getTime() <= now)
    return "CHALLENGE_EXPIRED";
  if (pushState === "PENDING") return "NOT_ANSWERED";
  return pushState === "DECLINED" ? "DECLINED" : null;
}

/**
 * Evaluates an answer to a request on a phone: the code that the phone showed, or nothing where approving it is enough.
 */
export function verify(token: StoredToken, code: string, { hmacKey, now }: VerificationContext): CodeCheck {
  const { challengeId, codeHmac, challengeStep, challengeEnds, lastStep, confirmation } = token;
  const isRight = isCode(hmacKey, challengeId ?? "", code, codeHmac);
  const obstacle = getObstacle(token, now);
  const isApproval = confirmation === "CHOICE" || confirmation === "APPROVE";
  const step = Number(challengeStep ?? lastStep);
  const shared = { answered: null, obstacle, method: "PUSH", withoutCode: isApproval } as const;
  if (!isRight && !isApproval) return { verdict: { kind: "WRONG" }, ...shared };
  if (step <= Number(lastStep)) return { verdict: { kind: "REPLAYED" }, ...shared };
  // It stays until its end, so that pages that wait for it see that it was approved.
  const answered = challengeEnds === null ? null : { step, until: challengeEnds };
  return { verdict: { kind: "RIGHT", step, drift: 0 }, ...shared, answered };
}
