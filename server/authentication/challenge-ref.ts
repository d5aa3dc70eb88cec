import { localId } from "../global-id.js";
import { NOTHING } from "../nothing.js";
import type { AskedChallenge } from "./snapshot.js";

/**
 * The UUID of the challenge that an input names. A text that is not a challenge's id names no open challenge.
 */
export function challengeId(id: string): string {
  return localId("Challenge", id) ?? NOTHING;
}

/** The challenge that an attempt answers; null when it names none. */
export function answeredChallenge(
  id: string | null | undefined,
  purpose: AskedChallenge["purpose"],
): AskedChallenge | null {
  return id == null ? null : { id: challengeId(id), purpose };
}
