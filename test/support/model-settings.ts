import fc from "fast-check";
import { action, aToken, chosen, done, refused, tokenStep } from "./model-action.js";
import { KINDS, type Token } from "./model-state.js";

// Settings of a token.

/** The code lengths that can be set while its secret stays; none when the length is fixed. */
function lengthsOf({ kind }: Token): readonly number[] {
  const { isApp, lengths } = KINDS[kind];
  return isApp || lengths.length === 1 ? [] : lengths;
}

/** The code length of a device changes while its secret stays. Apps learn it only with a new secret. */
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

/** Seconds from now at which a validity begins or ends; mostly none, so that tokens work. */
const someMoment = fc.constantFrom(undefined, null, null, -60, 0, 45, 600);

/** The validity of a token changes; a bound that is left out stays. */
export const validity = action(
  12,
  fc.record({ choice: aToken, from: someMoment, until: someMoment }),
  function* validitySteps(model, { choice, from, until }) {
    const name = chosen(model, choice);
    const at = (seconds: number | null) => (seconds === null ? null : model.now + seconds * 1_000);
    const [validFrom, validUntil] = [from, until].map((one) => (one === undefined ? undefined : at(one)));
    const text = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());
    const input = {
      ...(validFrom === undefined ? {} : { validFrom: text(validFrom) }),
      ...(validUntil === undefined ? {} : { validUntil: text(validUntil) }),
    };
    const words = `${name} is to be valid as ${JSON.stringify(input)} says`;
    yield tokenStep(model, name, { words, mutation: "tokenUpdate", input }, (token) => {
      const { validFrom: begins = token.validFrom, validUntil: ends = token.validUntil } = {
        ...(validFrom === undefined ? {} : { validFrom }),
        ...(validUntil === undefined ? {} : { validUntil }),
      };
      if (begins !== null && ends !== null && begins >= ends) return refused("VALIDATION_FAILED");
      if (begins === token.validFrom && ends === token.validUntil) return done();
      token.validFrom = begins;
      token.validUntil = ends;
      return done("TOKEN_UPDATED");
    });
  },
);
