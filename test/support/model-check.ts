import fc from "fast-check";

/** Runs that are checked, or a seed to repeat, as the environment says. */
function asked(name: "MODEL_RUNS" | "MODEL_SEED"): number | undefined {
  const text = process.env[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`${name} is a whole number`);
  return number;
}

/** Milliseconds in which a smaller example of a failure is looked for. */
const SHRINKING = 120_000;

/** Milliseconds for a test of so many runs: far more than it takes. */
export function timeout(runs: number): number {
  return runsOf(runs) * 5_000 + SHRINKING;
}

/** How often a property is tried. @param runs unless the environment says MODEL_RUNS. */
function runsOf(runs: number): number {
  return asked("MODEL_RUNS") ?? runs;
}

/**
 * Tries a property on random values: others at each call, unless the environment says MODEL_SEED.
 * @param name of the test, by which it is repeated.
 * @returns null when it holds; else the seed, and the smallest example of a failure that was found.
 */
export async function counterexample<Value>(
  name: string,
  runs: number,
  arbitrary: fc.Arbitrary<Value>,
  property: (value: Value) => Promise<void>,
): Promise<string | null> {
  const seed = asked("MODEL_SEED");
  let firstFailure: number | null = null;
  const run = await fc.check(
    fc.asyncProperty(arbitrary, async (value) => {
      // Enough is enough: what is smaller still is not looked for.
      if (firstFailure !== null && performance.now() - firstFailure > SHRINKING) return;
      try {
        await property(value);
      } catch (error) {
        firstFailure ??= performance.now();
        throw error;
      }
    }),
    { numRuns: runsOf(runs), ...(seed === undefined ? {} : { seed }) },
  );
  if (!run.failed) return null;
  const { errorInstance: error } = run;
  return [
    `Run ${run.numRuns} failed; this is its smallest example after ${run.numShrinks} reductions.`,
    `To repeat it: MODEL_SEED=${run.seed} npx vitest run ${name}`,
    "",
    error instanceof Error ? error.message : String(error),
  ].join("\n");
}
