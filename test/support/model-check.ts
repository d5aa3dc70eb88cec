import fc from "fast-check";

/** The number of runs, or the seed to repeat, from the environment. */
function asked(name: "MODEL_RUNS" | "MODEL_SEED"): number | undefined {
  const text = process.env[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`${name} is a whole number`);
  return number;
}

/** How long a smaller example of a failure is searched, in milliseconds. */
const SHRINKING = 120_000;

/** The timeout of every test of the default tier (see vitest.config.ts), in milliseconds. */
const AT_LEAST = 240_000;

/** The time limit of a test with so many runs, in milliseconds: far more than it needs, also on a busy machine. */
export function timeout(runs: number): number {
  return Math.max(AT_LEAST, getRuns(runs) * 60_000) + SHRINKING;
}

/** How often a property is checked. @param runs unless MODEL_RUNS is set. */
function getRuns(runs: number): number {
  return asked("MODEL_RUNS") ?? runs;
}

/**
 * Checks a property with random values, which differ at each call unless MODEL_SEED is set.
 * @param name of the test, with which it can be repeated.
 * @returns null when it holds; else the seed, and the smallest failing example that was found.
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
      // The search for a smaller example stops here.
      if (firstFailure !== null && performance.now() - firstFailure > SHRINKING) return;
      try {
        await property(value);
      } catch (error) {
        firstFailure ??= performance.now();
        throw error;
      }
    }),
    { numRuns: getRuns(runs), ...(seed === undefined ? {} : { seed }) },
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
