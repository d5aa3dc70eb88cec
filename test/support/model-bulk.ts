import fc from "fast-check";
import { inBulk } from "./bulk.js";
import { action, type Action, type Move, type Single, type Reported } from "./model-action.js";
import { assign, link, unassign, unlink } from "./model-assignments.js";
import { grant, revoke } from "./model-bypass.js";
import type { Model } from "./model-state.js";
import { userCreation, userDeletion, userEnabling } from "./model-surroundings.js";
import { deletion, enabling } from "./model-tokens.js";

// Bulk mutations: the rule of each item, one after the other; all items or none, or those that are not refused.

/** The actions with a bulk form. */
const SINGLES: readonly Action[] = [
  userCreation,
  userEnabling,
  userDeletion,
  assign,
  unassign,
  link,
  unlink,
  enabling,
  deletion,
  grant,
  revoke,
];

/** `tokenEnable` is `tokensEnable` for many. */
function nameOf(mutation: string): string {
  return mutation.replace(/^(token|assignment|user)/, "$1s");
}

/**
 * The items of a bulk mutation, from the drawn moves: those with the same mutation and caller as the first.
 */
function singlesOf(model: Model, moves: readonly Move[]): Single[] {
  const all = moves.flatMap((move) => {
    const [step] = move.steps(model);
    return step?.single === undefined ? [] : [step.single];
  });
  return all.filter(({ mutation, by }) => mutation === all[0]?.mutation && by === all[0].by);
}

function bulkRule(model: Model, singles: readonly Single[], skips: boolean): Reported {
  const after = structuredClone(model);
  const reported = singles.map(({ rule }) => rule(after));
  const answers = reported.map(({ answer }) => answer);
  if (!skips && answers.some((answer) => answer !== "done")) {
    return { answer: `refused: ${answers.filter((answer) => answer !== "done").join(", ")}`, events: [] };
  }
  Object.assign(model, after);
  return { answer: answers.join(", "), events: reported.flatMap(({ events }) => events) };
}

/** The same action for several tokens. Some may occur twice, or not exist any more. */
export const bulk = action(
  40,
  fc.constantFrom(...SINGLES).chain(({ arbitrary }) =>
    fc.record({
      moves: fc.array(arbitrary, { minLength: 1, maxLength: 5, size: "max" }),
      skips: fc.boolean(),
    }),
  ),
  function* bulkSteps(model, { moves, skips }) {
    const singles = singlesOf(model, moves);
    const [first] = singles;
    if (first === undefined) return;
    const name = nameOf(first.mutation);
    const items = singles.map(({ input }) => input);
    yield {
      words: `${name} by ${first.by}, ${skips ? "SKIP" : "ABORT"}: ${JSON.stringify(items)}`,
      send: async (real) => {
        const { results, refused } = await inBulk(real[first.by], name, items, {
          onRefusal: skips ? "SKIP" : "ABORT",
        });
        const codes = (results ?? refused).map((reported) => reported.split(" ")[0] ?? "").join(", ");
        return {
          answer: results === null ? `refused: ${codes}` : codes,
          rule: (after) => bulkRule(after, singles, skips),
        };
      },
    };
  },
);
