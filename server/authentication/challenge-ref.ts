import { localId, NOTHING } from "../graphql/global-id.js";
import type { InputBuilder } from "../graphql/mutation.js";
import type { AskedChallenge } from "./snapshot.js";

/** The input field of a challenge that is answered. */
export function challengeField(t: InputBuilder) {
  return t.id({
    description:
      "The challenge from challengeCreate that the code answers. Required for tokens that answer challenges; ignored for others.",
  });
}

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
