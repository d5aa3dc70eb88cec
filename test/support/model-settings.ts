import fc from "fast-check";
import { action, aToken, chosen, done, refused, tokenStep } from "./model-action.js";
import { KINDS, type Token } from "./model-state.js";

// Settings of a token.

/** Lengths that its codes can be set to while its secret stays; none when the length is fixed. */
function lengthsOf({ kind }: Token): readonly number[] {
  const { isApp, lengths } = KINDS[kind];
  return isApp || lengths.length === 1 ? [] : lengths;
}

/** The codes of a device get another length, while its secret stays. Apps learn that with a new secret only. */
export const lengthen = action(
  10,
  fc.record({ choice: aToken, digits: fc.constantFrom(5, 6, 6, 7, 8) }),
  function* lengthenSteps(model, { choice, digits }) {
    const name = chosen(model, choice, (token) => lengthsOf(token).length > 0 && token.digits !== digits);
    const words = `the codes of ${name} get ${digits} digits`;
    yield tokenStep(model, name, { words, mutation: "tokenUpdate", input: { digits } }, (token) => {
      if (token.digits === digits) return done();
      if (lengthsOf(token).length === 0) return refused("NOT_SUPPORTED_BY_MODEL");
      if (!lengthsOf(token).includes(digits)) return refused("VALIDATION_FAILED");
      token.digits = digits;
      return done("TOKEN_UPDATED");
    });
  },
);
