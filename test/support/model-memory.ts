import { KINDS, type Enrolment, type Kind, type Model, type Token } from "./model-state.js";

// What an account remembers of the secrets that its tokens had: when a secret comes again, it continues there. Counters
// are never near the time steps, so that one says nothing about the other.

/** Time steps that are this far back are out of reach. */
const OUT_OF_REACH = 2_000;

interface Mark {
  readonly used: number;
  readonly drift: number;
}

/** The last used steps of one secret, for each unit of its steps; and how often it failed in a row. */
export interface Remembered {
  readonly marks: Map<string, Mark>;
  failures: number;
}

/** What determines the codes of a kind, besides the steps: the secret, and the hash or the suite. */
function codesOf(kind: Kind, secret: string): string {
  const { hash, suite } = KINDS[kind];
  return `${secret} ${hash} ${suite ?? ""}`;
}

/** The unit of a kind's steps: periods of so many seconds, or presses. */
function unitOf(kind: Kind): string {
  const { suite, periodSeconds } = KINDS[kind];
  return suite === null ? String(periodSeconds) : "answers";
}

function remember(
  { memory }: Model,
  kind: Kind,
  secret: string,
  { used, drift }: Mark,
  failures: number,
): void {
  if (used < 0 && failures === 0) return;
  const codes = codesOf(kind, secret);
  const known = memory.get(codes) ?? { marks: new Map<string, Mark>(), failures: 0 };
  const unit = unitOf(kind);
  known.marks.set(unit, { used: Math.max(used, known.marks.get(unit)?.used ?? -1), drift });
  known.failures = Math.max(known.failures, failures);
  memory.set(codes, known);
}

/** A token loses its secret. */
export function leave(model: Model, token: Token): void {
  if (token.secret !== null) remember(model, token.kind, token.secret, token, token.consecutiveFailures);
}

/** A secret that waited for its first code is deleted. */
export function leaveWaiting(model: Model, kind: Kind, waiting: Enrolment | null): void {
  if (waiting !== null) remember(model, kind, waiting.secret, waiting, 0);
}

/**
 * A token got a secret, and so far has the given values. It continues where the secret was: in tokens that lost it, and
 * in those that have it, too.
 * @returns the event of a lock that stays.
 */
export function arrive(model: Model, token: Token): string[] {
  const { kind, secret } = token;
  if (secret === null) return [];
  const [codes, unit] = [codesOf(kind, secret), unitOf(kind)];
  const others = model.tokens.filter((other) => other !== token);
  const same = (other: Token, its: string | null) => its !== null && codesOf(other.kind, its) === codes;
  const known = model.memory.get(codes);
  const mark = known?.marks.get(unit);
  const { periodSeconds, suite } = KINDS[kind];
  const now = periodSeconds === null || suite !== null ? null : Math.floor(model.now / 1_000 / periodSeconds);
  const [last] = [
    ...(mark === undefined ? [] : [mark]),
    ...others.filter((other) => same(other, other.secret) && unitOf(other.kind) === unit),
    ...others.flatMap((other) =>
      same(other, other.enrolment?.secret ?? null) && unitOf(other.kind) === unit
        ? (other.enrolment ?? [])
        : [],
    ),
  ]
    .filter(({ used }) => now === null || used + OUT_OF_REACH > now)
    .toSorted((a, b) => b.used - a.used || b.drift - a.drift);
  if (last !== undefined && last.used > token.used) {
    token.used = last.used;
    token.drift = last.drift;
  }
  const failures = Math.max(
    known?.failures ?? 0,
    ...others.filter((other) => same(other, other.secret)).map((other) => other.consecutiveFailures),
  );
  known?.marks.delete(unit);
  if (known !== undefined) known.failures = 0;
  if (failures <= token.consecutiveFailures) return [];
  token.consecutiveFailures = failures;
  if (failures < 100) return [];
  token.lock = { reason: "FAILURE_CEILING", until: null };
  return ["TOKEN_LOCKED FAILURE_CEILING"];
}
