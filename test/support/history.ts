// The history of sign-ins, as clients and the event log recorded it while processes and connections were killed, and whether it
// is consistent. Pure: it does not know how the sign-ins were made.

export type Verdict = "GRANTED" | "DENIED";

/** One request of an attempt. */
export interface Send {
  /** When it was sent, and when its answer came or the client gave up, by a clock that ticks at each of these. */
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
  /** The counter whose code was sent; null for a wrong code. */
  readonly counter: number | null;
  readonly sends: readonly Send[];
}

/** An event of a token. */
export interface LoggedEvent {
  readonly type: string;
  readonly reason: string | null;
  readonly token: string;
  /** null for events that no attempt caused. */
  readonly mark: string | null;
}

export interface History {
  readonly attempts: readonly Attempt[];
  /** All events of their tokens, oldest first. */
  readonly events: readonly LoggedEvent[];
  /** How many failures since its last success or unlock each token shows at the end. */
  readonly failures: ReadonlyMap<string, number>;
}

function getName({ mark, counter, token }: Attempt): string {
  return `${mark} (${counter === null ? "a wrong code" : `code ${counter}`} of ${token})`;
}

function groupBy<Item>(items: readonly Item[], getKey: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = getKey(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Each attempt by itself: what was answered has one event, and all repeats got the same answer. */
function eachIsReported(
  attempts: readonly Attempt[],
  getEvents: ReadonlyMap<string, readonly LoggedEvent[]>,
): string[] {
  return attempts.flatMap((attempt) => {
    const reported = getEvents.get(attempt.mark) ?? [];
    const verdicts = new Set(
      attempt.sends.map(({ verdict }) => verdict).filter((verdict) => verdict !== null),
    );
    if (reported.length > 1) return [`${getName(attempt)} happened ${reported.length} times`];
    if (verdicts.size > 1) return [`${getName(attempt)} was answered in different ways`];
    const [verdict] = verdicts;
    const [event] = reported;
    if (verdict === undefined) return [];
    if (event === undefined) return [`${getName(attempt)} was answered ${verdict} and is in no event`];
    return event.type === `AUTHENTICATION_${verdict}`
      ? []
      : [`${getName(attempt)} was answered ${verdict} and logged as ${event.type}`];
  });
}

/** All attempts with one token: codes work once and in order, and no code is refused as used that was not used. */
function codesWorkOnce(
  attempts: readonly Attempt[],
  getEvents: ReadonlyMap<string, readonly LoggedEvent[]>,
): string[] {
  const is = (type: string) => (attempt: Attempt) =>
    getEvents.get(attempt.mark)?.some((event) => event.type === type);
  const granted = attempts.filter(is("AUTHENTICATION_GRANTED"));
  const problems = granted
    .filter(({ counter }) => counter === null)
    .map((one) => `${getName(one)} was granted`);
  for (const [, together] of groupBy(granted, ({ counter }) => String(counter))) {
    const [first, second] = together;
    if (first !== undefined && second !== undefined) {
      problems.push(`${getName(first)} worked again as ${second.mark}`);
    }
  }
  for (const earlier of granted) {
    const known = Math.min(
      ...earlier.sends.flatMap(({ verdict, to }) => (verdict === "GRANTED" ? [to] : [])),
    );
    for (const later of granted) {
      const began = Math.min(...later.sends.map(({ from }) => from));
      if (began > known && (later.counter ?? 0) < (earlier.counter ?? 0)) {
        problems.push(`${getName(later)} worked after ${getName(earlier)}`);
      }
    }
  }
  const used = new Set(granted.map(({ counter }) => counter));
  for (const attempt of attempts) {
    const replayed = getEvents.get(attempt.mark)?.some(({ reason }) => reason === "REPLAYED") === true;
    if (replayed && !used.has(attempt.counter)) problems.push(`${getName(attempt)} was used up by nobody`);
  }
  return problems;
}

/** The failure count that a token must have after its events. */
function failuresAfter(events: readonly LoggedEvent[]): number {
  let failures = 0;
  for (const { type, reason } of events) {
    if (type === "AUTHENTICATION_GRANTED" || type === "TOKEN_UNLOCKED") failures = 0;
    else if (type === "AUTHENTICATION_DENIED" && reason === "WRONG_CODE") failures += 1;
  }
  return failures;
}

/**
 * Checks that a history is consistent: nothing that was answered is lost; what was not answered happened once or not at
 * all; no code works twice or after a later one; a repeat gets the first verdict; failure counts agree with events.
 * @returns the contradictions, as sentences; none when it is consistent.
 */
export function contradictions({ attempts, events, failures }: History): string[] {
  const marked = events.filter(({ mark }) => mark !== null);
  const getEvents = groupBy(marked, ({ mark }) => String(mark));
  const sent = new Set(attempts.map(({ mark }) => mark));
  const problems = [...getEvents.keys()]
    .filter((mark) => !sent.has(mark))
    .map((mark) => `${mark} is in an event and was never sent`);
  problems.push(...eachIsReported(attempts, getEvents));
  for (const [, ofToken] of groupBy(attempts, ({ token }) => token)) {
    problems.push(...codesWorkOnce(ofToken, getEvents));
  }
  for (const [token, ofToken] of groupBy(events, (event) => event.token)) {
    const expected = failuresAfter(ofToken);
    const says = failures.get(token);
    if (says !== expected) problems.push(`${token} says ${says} failures, its events say ${expected}`);
  }
  return problems;
}
