import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Api } from "../support/api.js";
import type { Step } from "../support/model-action.js";
import { ACTIONS, ACTS, ATTEMPTS } from "../support/model-actions.js";
import { CrowdedWalk } from "../support/model-at-once.js";
import { counterexample, timeout } from "../support/model-check.js";
import { TOKEN_NAMES, type Model } from "../support/model-state.js";
import { beginWalk } from "../support/model-walk.js";
import { byTier } from "../support/tier.js";
import { openWorld, type World } from "../support/world.js";

// The same model as in test/graphql/model.test.ts. It knows nothing of two things at once, so whatever two
// servers answer, tell and show must be what it says of some order of them.

const RUNS = byTier(1, 5);

/** What comes together: attempts with codes, each once or several times, and now and then something else. */
const crowds = fc.record({
  /** The token that most of it is about. */
  around: fc.constantFrom(...TOKEN_NAMES),
  attempts: fc.array(fc.record({ move: fc.oneof(...ATTEMPTS), times: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 5,
    size: "max",
  }),
  acts: fc.array(fc.oneof(...ACTS), { maxLength: 2, size: "max" }),
});
type Crowd = typeof crowds extends fc.Arbitrary<infer Value> ? Value : never;

/** Now one thing after the other, and now a crowd. */
const walks = fc.noBias(fc.array(fc.oneof(fc.oneof(...ACTIONS), crowds), { maxLength: 24, size: "max" }));

/** What a crowd does in a state. */
function atOnce(model: Model, { around, attempts, acts }: Crowd): Step[] {
  const tokens = model.tokens.filter(({ name }) => name === around);
  const view = tokens.length > 0 ? { ...model, tokens } : model;
  return [...attempts, ...acts.map((move) => ({ move, times: 1 }))].flatMap(({ move, times }) => {
    const [step] = move.steps(view);
    return step === undefined ? [] : Array.from({ length: times }, () => step);
  });
}

describe.skipIf(inject("postgresUrl") === undefined)("two servers on one PostgreSQL", () => {
  let world: World;
  let replica: string;

  beforeAll(async () => {
    world = await openWorld("PostgreSQL");
    replica = await world.replica();
  });

  afterAll(async () => {
    await world.end();
  });

  it(
    "do what comes at the same moment as if it came in some order",
    async () => {
      const found = await counterexample("test/faults/interleavings.test.ts", RUNS, walks, async (moves) => {
        const walk = await beginWalk(world, ["T1", "T2", "T3"]);
        const other = {
          ...walk,
          admin: new Api(replica, walk.admin.key),
          helpdesk: new Api(replica, walk.helpdesk.key),
        };
        const crowded = await CrowdedWalk.from(walk, [walk, other]);
        for (const move of moves) {
          if ("steps" in move) for (const step of move.steps(walk.model)) await crowded.take([step]);
          else await crowded.take(atOnce(walk.model, move));
        }
      });
      expect(found === null, found ?? "").toBe(true);
    },
    timeout(RUNS),
  );
});
