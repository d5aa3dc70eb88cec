import fc from "fast-check";
import { action, aToken, chosen } from "./model-action.js";
import { checkStep, passcodeOf } from "./model-attempts.js";
import { someCode, type CodeChoice } from "./model-codes.js";
import { KINDS, lockNow, tokenNamed, type Token } from "./model-state.js";
import { unlockStep } from "./model-tokens.js";

const WRONG: CodeChoice = { typed: "wrong" };

/** Number of wrong codes, with unlocks by hand between them, after which the next codes contain the hundredth in a row. */
export const failInARow = action(
  4,
  fc.record({
    choice: aToken,
    row: fc.integer({ min: 97, max: 99 }),
    codes: fc.array(someCode, { maxLength: 4 }),
  }),
  function* failInARowSteps(model, { choice, row, codes }) {
    // Answers count as codes do; a question for each would take long.
    const isOpen = ({ enabled, status, kind }: Token) =>
      enabled && status === "ACTIVE" && KINDS[kind].suite === null;
    const name = chosen(model, choice, isOpen);
    const { consecutiveFailures = row } = tokenNamed(model, name) ?? {};
    const wrong = Array.from({ length: Math.max(row - consecutiveFailures, 0) }, () => WRONG);
    for (const code of [...wrong, ...codes]) {
      const token = tokenNamed(model, name);
      if (token === undefined || !isOpen(token)) return;
      if (lockNow(token, model.now) !== null) yield unlockStep(model, name, "helpdesk");
      yield checkStep(model, name, passcodeOf(model, name, code));
    }
  },
);
