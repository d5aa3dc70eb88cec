import type { ReadToken } from "../factors/factor.js";
import { getFactor } from "../factors/by-kind.js";
import type { Snapshot } from "./snapshot.js";

/** The token of a snapshot, read by its kind; null when there is none. @throws TypeError for a kind that is not known */
export function readToken(snapshot: Snapshot): ReadToken | null {
  const { tokenId, kind, tokenPart, digits, lastStep, drift } = snapshot;
  if (tokenId === null || kind === null || tokenPart === null || digits === null || lastStep === null) {
    return null;
  }
  const { challengeGiven, challengeId, challengeEnds, challengePart } = snapshot;
  const open =
    challengeId === null || challengeEnds === null
      ? null
      : { id: challengeId, ends: challengeEnds, part: challengePart ?? {} };
  return getFactor({ kind }).read({
    tokenId,
    digits,
    lastStep,
    drift: drift ?? 0,
    part: tokenPart,
    challenge: { isNamed: challengeGiven, open },
  });
}
