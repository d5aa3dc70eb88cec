import fc from "fast-check";
import { action, aToken, chosen, type Step } from "./model-action.js";
import { tokenNamed } from "./model-state.js";

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

export const pass = action(
  50,
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(30, 60, 90) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 29 }) },
    { weight: 1, arbitrary: fc.constantFrom(301, 600, 86_400) },
    { weight: 2, arbitrary: fc.constantFrom(-30, -60, -600) },
  ),
  function* passSteps(_model, seconds) {
    yield passStep(seconds);
  },
);

/** Time passes to the end of a lock, or to the second before it. */
export const passToAnEnd = action(
  20,
  fc.record({ choice: aToken, before: fc.constantFrom(0, 1) }),
  function* passToAnEndSteps(model, { choice, before }) {
    const name = chosen(model, choice, ({ lock }) => (lock?.until ?? 0) > model.now);
    const end = tokenNamed(model, name)?.lock?.until ?? 0;
    if (end > model.now) yield passStep((end - model.now) / 1_000 - before);
  },
);
