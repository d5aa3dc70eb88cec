// What clients and the log of events saw of sign-ins while processes and connections were killed, and whether it can
// be true. Pure: it knows nothing of how the sign-ins were made.

export type Verdict = "GRANTED" | "DENIED";

/** One request of an attempt. */
export interface Send {
  /** When it was sent, and when its answer came or it was given up, by a clock that ticks at each of these. */
  readonly from: number;
  readonly to: number;
  /** null when no answer came: it may have happened or not. */
  readonly verdict: Verdict | null;
}

/** A sign-in with a counter's code. One with an idempotency key may be sent several times, others are sent once. */
export interface Attempt {
  /** Names the attempt; its event has the same mark. */
  readonly mark: string;
  readonly token: string;
  /** The counter whose code was sent; null for a code that is none. */
  readonly counter: number | null;
  readonly sends: readonly Send[];
}

/** An event of a token. */
export interface LoggedEvent {
  readonly type: string;
  readonly reason: string | null;
  readonly token: string;
  /** null for what no attempt did. */
  readonly mark: string | null;
}

export interface History {
  readonly attempts: readonly Attempt[];
  /** Everything that was told of their tokens, oldest first. */
  readonly events: readonly LoggedEvent[];
  /** What each token says at the end of failures since its last success or unlock. */
  readonly failures: ReadonlyMap<string, number>;
}

function nameOf({ mark, counter, token }: Attempt): string {
  return `${mark} (${counter === null ? "a wrong code" : `code ${counter}`} of ${token})`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Each attempt by itself: what was answered is told, once, and no repeat was answered otherwise. */
function eachIsReported(
  attempts: readonly Attempt[],
  eventsOf: ReadonlyMap<string, readonly LoggedEvent[]>,
): string[] {
  return attempts.flatMap((attempt) => {
    const reported = eventsOf.get(attempt.mark) ?? [];
    const verdicts = new Set(
      attempt.sends.map(({ verdict }) => verdict).filter((verdict) => verdict !== null),
    );
    if (reported.length > 1) return [`${nameOf(attempt)} happened ${reported.length} times`];
    if (verdicts.size > 1) return [`${nameOf(attempt)} was answered in different ways`];
    const [verdict] = verdicts;
    const [event] = reported;
    if (verdict === undefined) return [];
    if (event === undefined) return [`${nameOf(attempt)} was answered ${verdict} and is told nowhere`];
    return event.type === `AUTHENTICATION_${verdict}`
      ? []
      : [`${nameOf(attempt)} was answered ${verdict} and told as ${event.type}`];
  });
}

/** All attempts with one token: codes work once and in order, and nobody is denied for what nobody did. */
function codesWorkOnce(
  attempts: readonly Attempt[],
  eventsOf: ReadonlyMap<string, readonly LoggedEvent[]>,
): string[] {
  const is = (type: string) => (attempt: Attempt) =>
    eventsOf.get(attempt.mark)?.some((event) => event.type === type);
  const granted = attempts.filter(is("AUTHENTICATION_GRANTED"));
  const problems = granted
    .filter(({ counter }) => counter === null)
    .map((one) => `${nameOf(one)} was granted`);
  for (const [, together] of groupBy(granted, ({ counter }) => String(counter))) {
    const [first, second] = together;
    if (first !== undefined && second !== undefined) {
      problems.push(`${nameOf(first)} worked again as ${second.mark}`);
    }
  }
  for (const earlier of granted) {
    const known = Math.min(
      ...earlier.sends.flatMap(({ verdict, to }) => (verdict === "GRANTED" ? [to] : [])),
    );
    for (const later of granted) {
      const began = Math.min(...later.sends.map(({ from }) => from));
      if (began > known && (later.counter ?? 0) < (earlier.counter ?? 0)) {
        problems.push(`${nameOf(later)} worked after ${nameOf(earlier)}`);
      }
    }
  }
  const used = new Set(granted.map(({ counter }) => counter));
  for (const attempt of attempts) {
    const replayed = eventsOf.get(attempt.mark)?.some(({ reason }) => reason === "REPLAYED") === true;
    if (replayed && !used.has(attempt.counter)) problems.push(`${nameOf(attempt)} was used up by nobody`);
  }
  return problems;
}

/** What a token's counter of failures must say after its events. */
function failuresAfter(events: readonly LoggedEvent[]): number {
  let failures = 0;
  for (const { type, reason } of events) {
    if (type === "AUTHENTICATION_GRANTED" || type === "TOKEN_UNLOCKED") failures = 0;
    else if (type === "AUTHENTICATION_DENIED" && reason === "WRONG_CODE") failures += 1;
  }
  return failures;
}

/**
 * Whether a history can be true: nothing that was answered is lost, what was not answered happened once or not at
 * all, no code works twice or after a later one, a repeat gets the first verdict, and counters agree with events.
 * @returns what is wrong, in sentences; none when it can.
 */
export function contradictions({ attempts, events, failures }: History): string[] {
  const marked = events.filter(({ mark }) => mark !== null);
  const eventsOf = groupBy(marked, ({ mark }) => String(mark));
  const sent = new Set(attempts.map(({ mark }) => mark));
  const problems = [...eventsOf.keys()]
    .filter((mark) => !sent.has(mark))
    .map((mark) => `${mark} is told and was never sent`);
  problems.push(...eachIsReported(attempts, eventsOf));
  for (const [, ofToken] of groupBy(attempts, ({ token }) => token)) {
    problems.push(...codesWorkOnce(ofToken, eventsOf));
  }
  for (const [token, ofToken] of groupBy(events, (event) => event.token)) {
    const expected = failuresAfter(ofToken);
    const says = failures.get(token);
    if (says !== expected) problems.push(`${token} says ${says} failures, its events say ${expected}`);
  }
  return problems;
}
