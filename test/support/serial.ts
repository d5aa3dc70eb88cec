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
 * before to the state after, each with its own outcome. Tries all orders; attempts that are alike count once.
 */
export function isSerial(
  attempts: readonly Attempted[],
  before: CounterState,
  after: CounterState,
  limit: number,
): boolean {
  const kinds = new Map<string, { attempted: Attempted; left: number }>();
  for (const attempted of attempts) {
    const kind = kinds.get(JSON.stringify([attempted.counter, attempted.outcome]));
    if (kind === undefined) {
      kinds.set(JSON.stringify([attempted.counter, attempted.outcome]), { attempted, left: 1 });
    } else kind.left += 1;
  }
  const all = [...kinds.values()];
  const deadEnds = new Set<string>();
  const follow = (state: CounterState, left: readonly number[]): boolean => {
    if (left.every((count) => count === 0)) return isSame(state, after);
    const here = JSON.stringify([state, left]);
    if (deadEnds.has(here)) return false;
    const found = all.some(({ attempted }, index) => {
      if (left[index] === 0) return false;
      const { outcome, next } = alone(state, attempted.counter, limit);
      return (
        outcome === attempted.outcome &&
        follow(
          next,
          left.map((count, other) => (other === index ? count - 1 : count)),
        )
      );
    });
    if (!found) deadEnds.add(here);
    return found;
  };
  return follow(
    before,
    all.map(({ left }) => left),
  );
}
