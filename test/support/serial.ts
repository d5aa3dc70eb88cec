/** Things that were done at once, equal ones grouped. */
interface Kind<Done> {
  readonly done: Done;
  readonly count: number;
}

function alikeTogether<Done>(all: readonly Done[], getName: (done: Done) => string): Kind<Done>[] {
  const kinds = new Map<string, Kind<Done>>();
  for (const done of all) {
    const name = getName(done);
    kinds.set(name, { done, count: (kinds.get(name)?.count ?? 0) + 1 });
  }
  return [...kinds.values()];
}

/**
 * The possible end states of things that were done at once, if they were done one after the other in some order. All
 * orders are tried; equal things count once.
 * @param before the state before all of them; states are plain data.
 * @param byItself the state after one of them is done by itself; null when its result would have been different.
 * @param getName the same for equal things.
 * @returns the states, as they are found; none when no order explains the results.
 */
export function* serialEnds<State, Done>(
  all: readonly Done[],
  before: State,
  byItself: (state: State, done: Done) => State | null,
  getName: (done: Done) => string,
): Generator<State> {
  const kinds = alikeTogether(all, getName);
  const seen = new Set<string>();
  function* follow(state: State, left: readonly number[]): Generator<State> {
    const here = JSON.stringify([state, left]);
    if (seen.has(here)) return;
    seen.add(here);
    if (left.every((count) => count === 0)) yield state;
    for (const [index, { done }] of kinds.entries()) {
      if (left[index] === 0) continue;
      const next = byItself(state, done);
      if (next === null) continue;
      yield* follow(
        next,
        left.map((count, other) => (other === index ? count - 1 : count)),
      );
    }
  }
  yield* follow(
    before,
    kinds.map(({ count }) => count),
  );
}

/** The result of one attempt with a counter token's code, as its event shows it. */
export interface Attempted {
  /** The counter whose code was tried; null for a code that is wrong at every counter. */
  readonly counter: number | null;
  readonly outcome: "GRANTED" | "REPLAYED" | "WRONG_CODE" | "LOCKED";
}

/** The state of a counter token between attempts. */
export interface CounterState {
  /** The last used counter; -1 before the first. */
  readonly last: number;
  readonly failures: number;
  readonly locked: boolean;
}

/** RFC 4226 §7.4 with our look-ahead: counters from the next one that still work. */
const LOOK_AHEAD = 10;

/** The only possible result of one attempt in some state. */
function alone(
  state: CounterState,
  counter: number | null,
  limit: number,
): { readonly outcome: Attempted["outcome"]; readonly next: CounterState } {
  if (state.locked) return { outcome: "LOCKED", next: state };
  if (counter !== null && counter > state.last && counter <= state.last + 1 + LOOK_AHEAD) {
    return { outcome: "GRANTED", next: { last: counter, failures: 0, locked: false } };
  }
  // Only the last used code is recognized as used; earlier ones are wrong codes.
  if (counter !== null && counter === state.last) return { outcome: "REPLAYED", next: state };
  const failures = state.failures + 1;
  return { outcome: "WRONG_CODE", next: { ...state, failures, locked: failures >= limit } };
}

function isSame(one: CounterState, other: CounterState): boolean {
  return one.last === other.last && one.failures === other.failures && one.locked === other.locked;
}

/**
 * Whether the results of parallel attempts are those of some serial order: from the state before to the state after,
 * each with its own outcome.
 */
export function isSerial(
  attempts: readonly Attempted[],
  before: CounterState,
  after: CounterState,
  limit: number,
): boolean {
  const ends = serialEnds(
    attempts,
    before,
    (state, { counter, outcome }) => {
      const one = alone(state, counter, limit);
      return one.outcome === outcome ? one.next : null;
    },
    ({ counter, outcome }) => JSON.stringify([counter, outcome]),
  );
  for (const end of ends) if (isSame(end, after)) return true;
  return false;
}
