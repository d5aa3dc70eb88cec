/** Things that were done at once, alike ones together. */
interface Kind<Done> {
  readonly done: Done;
  readonly count: number;
}

function alikeTogether<Done>(all: readonly Done[], nameOf: (done: Done) => string): Kind<Done>[] {
  const kinds = new Map<string, Kind<Done>>();
  for (const done of all) {
    const name = nameOf(done);
    kinds.set(name, { done, count: (kinds.get(name)?.count ?? 0) + 1 });
  }
  return [...kinds.values()];
}

/**
 * The states in which things that were done at once can have ended, if they were done one after the other in some
 * order. Tries all orders; what is alike counts once.
 * @param before the state before all of them; states are plain data.
 * @param byItself what one of them makes of a state when it is done alone; null when it would not have come to what
 *   it came to.
 * @param nameOf the same for those that are alike.
 * @returns one after the other, as they are found; none when no order explains what they came to.
 */
export function* serialEnds<State, Done>(
  all: readonly Done[],
  before: State,
  byItself: (state: State, done: Done) => State | null,
  nameOf: (done: Done) => string,
): Generator<State> {
  const kinds = alikeTogether(all, nameOf);
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

/** What one attempt with a counter token's code came to, as its event says. */
export interface Attempted {
  /** The counter whose code was tried; null for a code that is wrong at every counter. */
  readonly counter: number | null;
  readonly outcome: "GRANTED" | "REPLAYED" | "WRONG_CODE" | "LOCKED";
}

/** What a counter token's row says between attempts. */
export interface CounterState {
  /** The last used counter; -1 before the first. */
  readonly last: number;
  readonly failures: number;
  readonly locked: boolean;
}

/** RFC 4226 §7.4 with our look-ahead: counters from the next one that still work. */
const LOOK_AHEAD = 10;

/** The one thing that happens to a token in some state when one attempt is made alone. */
function alone(
  state: CounterState,
  counter: number | null,
  limit: number,
): { readonly outcome: Attempted["outcome"]; readonly next: CounterState } {
  if (state.locked) return { outcome: "LOCKED", next: state };
  if (counter !== null && counter > state.last && counter <= state.last + 1 + LOOK_AHEAD) {
    return { outcome: "GRANTED", next: { last: counter, failures: 0, locked: false } };
  }
  // Only the code used last is known to have been used; those before it are wrong codes.
  if (counter !== null && counter === state.last) return { outcome: "REPLAYED", next: state };
  const failures = state.failures + 1;
  return { outcome: "WRONG_CODE", next: { ...state, failures, locked: failures >= limit } };
}

function isSame(one: CounterState, other: CounterState): boolean {
  return one.last === other.last && one.failures === other.failures && one.locked === other.locked;
}

/**
 * Whether parallel attempts ended as some serial order of them would have: one after the other, from the state
 * before to the state after, each with its own outcome.
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
