import fc from "fast-check";
import { expect, it } from "vitest";
import type { Move } from "../support/model-action.js";
import { ACTIONS } from "../support/model-actions.js";
import { counterexample, timeout } from "../support/model-check.js";
import { beginWalk, compare, take, type Walk } from "../support/model-walk.js";
import { byTier } from "../support/tier.js";
import { onSharedStore } from "../support/world.js";

// The rules are written down once more, as plainly as they can be, in test/support/model-*.ts. Whatever is done
// in whatever order, the server answers, tells and shows what they say.

const RUNS = byTier(1, 6);

/** A move as fast-check wants it: it may leave out those that make no sense. */
class Command implements fc.AsyncCommand<Walk, Walk> {
  constructor(private readonly move: Move) {}

  check({ model }: Walk): boolean {
    const { done } = this.move.steps(model)[Symbol.iterator]().next();
    return done !== true;
  }

  async run({ model }: Walk, walk: Walk): Promise<void> {
    const since = walk.events.length;
    for (const step of this.move.steps(model)) await take(walk, step);
    await compare(walk, since);
  }
}

// Without bias, which would make most walks short.
const walks = fc.noBias(
  fc.commands(
    [
      fc.oneof(
        ...ACTIONS.map(({ weight, arbitrary }) => ({
          weight,
          arbitrary: arbitrary.map((move) => new Command(move)),
        })),
      ),
    ],
    { maxCommands: 60, size: "max" },
  ),
);

onSharedStore("whatever is done in whatever order", (world) => {
  it(
    "is answered, logged and shown as the rules say",
    async () => {
      const found = await counterexample("test/graphql/model.test.ts", RUNS, walks, async (moves) => {
        const setup = async () => {
          const walk = await beginWalk(world());
          return { model: walk, real: walk };
        };
        await fc.asyncModelRun(setup, moves);
      });
      expect(found === null, found ?? "").toBe(true);
    },
    timeout(RUNS),
  );
});
