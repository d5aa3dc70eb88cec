import fc from "fast-check";
import { action, aToken, chosen, type Step } from "./model-action.js";
import { honouredUntil } from "./model-bypass.js";
import { PLACES, tokenNamed, type Model, type Token } from "./model-state.js";

/** Time passes, and nothing else happens. @param seconds negative when the clock goes back. */
export function passStep(seconds: number): Step {
  return {
    words: seconds < 0 ? `the clock steps back by ${-seconds} s` : `${seconds} s pass`,
    send: async ({ pass }) => {
      pass(seconds);
      return {
        answer: "done",
        rule: (model) => {
          model.now += seconds * 1_000;
          return { answer: "done", events: [] };
        },
      };
    },
  };
}

/**
 * Whether a clock that goes back would reopen an expired enrolment or challenge. The server deletes expired ones at any
 * time later, so then it would be open or not by chance.
 */
function revives(model: Model, seconds: number): boolean {
  return model.tokens
    .flatMap(({ enrolment, challenges }) => [...(enrolment === null ? [] : [enrolment]), ...challenges])
    .some(({ expiresAt }) => expiresAt <= model.now && model.now + seconds * 1_000 < expiresAt);
}

export const pass = action(
  50,
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(30, 60, 90) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 29 }) },
    { weight: 1, arbitrary: fc.constantFrom(301, 600, 86_400) },
    { weight: 2, arbitrary: fc.constantFrom(-30, -60, -600) },
  ),
  function* passSteps(model, seconds) {
    if (!revives(model, seconds)) yield passStep(seconds);
  },
);

/** Time passes to the end of a lock, an enrolment, a challenge, a bypass or a validity somewhere, or to its beginning, or to the second before it. */
export const passToAnEnd = action(
  20,
  fc.record({ token: aToken, before: fc.constantFrom(0, 1) }),
  function* passToAnEndSteps(model, { token: choice, before }) {
    const endsOf = ({ lock, enrolment, challenges, bypasses, validFrom, validUntil }: Token) =>
      [
        validFrom ?? 0,
        validUntil ?? 0,
        lock?.until ?? 0,
        enrolment?.expiresAt ?? 0,
        ...challenges.map(({ expiresAt }) => expiresAt),
        ...bypasses.flatMap((bypass) => PLACES.map((place) => honouredUntil(model, bypass, place))),
      ].filter((end) => end > model.now && end < Infinity);
    const token = tokenNamed(
      model,
      chosen(model, choice, (one) => endsOf(one).length > 0),
    );
    const ends = token === undefined ? [] : endsOf(token);
    if (ends.length > 0) yield passStep((Math.min(...ends) - model.now) / 1_000 - before);
  },
);
