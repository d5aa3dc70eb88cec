import type { InputBuilder } from "../mutation.js";

/** The input field of a challenge that is answered. */
export function challengeField(t: InputBuilder) {
  return t.id({
    description:
      "The challenge from challengeCreate that the code answers. Required for tokens that answer questions, for codes that were sent, and for requests on a phone; ignored for others.",
  });
}
