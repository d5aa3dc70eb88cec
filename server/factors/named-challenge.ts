import type { Reason } from "../events/event-types.js";
import type { UsedCounter } from "./answer.js";
import type { NamedChallenge, OpenedChallenge } from "./factor.js";
import { readOptionalText } from "./stored-part.js";

/** Why an answer is not evaluated, because of the challenge that it names; null when the challenge is open. */
export function challengeObstacle({ isNamed, open }: NamedChallenge, now: number): Reason | null {
  if (!isNamed) return "CHALLENGE_REQUIRED";
  return open !== null && open.ends.getTime() > now ? null : "CHALLENGE_EXPIRED";
}

/**
 * The place of a challenge among those of its token, as a counter: its answer makes challenges from before void.
 * @returns null when it, or a newer one, was answered.
 */
export function placeAmongChallenges({ part }: OpenedChallenge, lastStep: string): UsedCounter | null {
  const step = Number(readOptionalText(part, "step") ?? lastStep);
  return step <= Number(lastStep) ? null : { step, drift: 0, byCounter: true, secretFingerprint: null };
}
