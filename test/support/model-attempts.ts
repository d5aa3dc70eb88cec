import fc from "fast-check";
import {
  action,
  aToken,
  chosen,
  mostly,
  mutationStep,
  tokenRef,
  tokenStep,
  type Reported,
  type Step,
} from "./model-action.js";
import {
  codeBehindPin,
  someCode,
  somePin,
  typedCode,
  withPin,
  getWorth,
  type CodeChoice,
  type PinChoice,
} from "./model-codes.js";
import {
  ELSEWHERE,
  failuresNow,
  KINDS,
  lockNow,
  PLACES,
  tokenAt,
  tokenNamed,
  type Limits,
  type Login,
  type Model,
  type Place,
  type Token,
  type TokenName,
} from "./model-state.js";
import { passStep } from "./model-time.js";

// Attempts with a code, sign-ins and checks, single and in rows; and the rules for them.

/** Number of wrong codes in a row after which a lock has no time limit. */
const CEILING = 100;

/** The passcode for a token. */
function getPasscode(model: Model, name: TokenName, code: CodeChoice, pin: PinChoice = "right"): string {
  const token = tokenNamed(model, name);
  return token === undefined ? "000000" : withPin(token, typedCode(token, code, model.now), pin);
}

/** Why the code of a token is not checked; null when it is. */
function getObstacle(token: Token, now: number): string | null {
  if (!token.enabled) return "TOKEN_DISABLED";
  const lock = lockNow(token, now);
  if (lock === null) return null;
  return lock.reason === "FAILURES" ? "LOCKED" : "FAILURE_CEILING";
}

/** Counts one wrong code. @returns the event of the lock, if it locks. */
function countFailure(token: Token, now: number, { limit, lockMinutes }: Limits): string[] {
  token.failures = failuresNow(token, now) + 1;
  token.consecutiveFailures += 1;
  token.lock = null;
  if (token.consecutiveFailures >= CEILING) {
    token.lock = { reason: "FAILURE_CEILING", until: null };
    return ["TOKEN_LOCKED FAILURE_CEILING"];
  }
  if (token.failures < limit) return [];
  token.lock = { reason: "FAILURES", until: lockMinutes === 0 ? null : now + lockMinutes * 60_000 };
  return ["TOKEN_LOCKED LOCKED"];
}

interface Tried {
  /** Why it failed; null when it did not. */
  readonly reason: string | null;
  /** The event of the lock, if it locked. */
  readonly locked: string[];
}

/** Checks the code of a token. */
function tryCode(token: Token, passcode: string, now: number, limits: Limits): Tried {
  const obstacle = getObstacle(token, now);
  if (obstacle !== null) return { reason: obstacle, locked: [] };
  // An empty passcode is no guess.
  if (passcode === "") return { reason: "NO_PASSCODE", locked: [] };
  const code = codeBehindPin(token, passcode);
  // With a wrong PIN, no code counts.
  if (code === null) return { reason: "WRONG_PIN", locked: countFailure(token, now, limits) };
  const worth = getWorth(token, code, now);
  // A used code does not count.
  if (worth === "REPLAYED") return { reason: worth, locked: [] };
  if (worth === "WRONG_CODE") return { reason: worth, locked: countFailure(token, now, limits) };
  Object.assign(token, { used: worth.step, drift: worth.drift, lastUsedAt: now });
  // The success resets the failures.
  Object.assign(token, { failures: 0, consecutiveFailures: 0, lock: null });
  return { reason: null, locked: [] };
}

/** The subject of a sign-in: a user, who may not exist, or the user of a token. */
type Subject = { readonly user: Login | "mallory" } | { readonly token: TokenName };

/** The token of a sign-in, or why there is none. */
function getToken(model: Model, subject: Subject, place: Place): Token | string {
  if ("user" in subject) {
    if (subject.user === "mallory") return "UNKNOWN_USER";
    return tokenAt(model, subject.user, place) ?? "NOT_LINKED";
  }
  const token = tokenNamed(model, subject.token);
  if (token === undefined) return "UNKNOWN_TOKEN";
  return token.links.includes(place) ? token : "NOT_LINKED";
}

function signInRule(
  model: Model,
  subject: Subject,
  place: Place,
  passcode: string,
  address: string | null,
): Reported {
  const from = address === null ? "" : ` from ${address}`;
  const denied = (reason: string, ...more: string[]): Reported => ({
    answer: "denied",
    events: [`AUTHENTICATION_DENIED ${reason}${from}`, ...more],
  });
  const { enabled, limits } = model.resources[place];
  // If there are several reasons, the event has the first of these.
  if (!enabled) return denied("RESOURCE_DISABLED");
  if (place === "Vault" && address?.startsWith("10.") !== true) return denied("ADDRESS_NOT_ALLOWED");
  const token = getToken(model, subject, place);
  if (typeof token === "string") return denied(token);
  if (!model.users[token.user].enabled) return denied("USER_DISABLED");
  const { reason, locked } = tryCode(token, passcode, model.now, limits);
  if (reason !== null) return denied(reason, ...locked);
  return { answer: "granted", events: [`AUTHENTICATION_GRANTED${from}`] };
}

/** A sign-in with a passcode. @param address null when the caller does not give it. */
function signInStep(
  model: Model,
  subject: Subject,
  place: Place,
  passcode: string,
  address: string | null,
): Step {
  const who = "user" in subject ? subject.user : `somebody with ${subject.token}`;
  return mutationStep<{ granted: boolean }>(
    {
      words: `${who} signs in at ${place} with ${JSON.stringify(passcode)}${address === null ? "" : ` from ${address}`}`,
      mutation: "authenticate",
      input: {
        resource: { name: place },
        subject:
          "user" in subject ? { user: { login: subject.user } } : { token: tokenRef(model, subject.token) },
        passcode,
        clientAddress: address,
      },
      selection: "granted",
      getAnswer: ({ granted }) => (granted ? "granted" : "denied"),
    },
    (after) => signInRule(after, subject, place, passcode, address),
  );
}

/** A check of a passcode, without a resource. */
function checkStep(model: Model, name: TokenName, passcode: string): Step {
  return tokenStep<{ reason: string | null }>(
    model,
    name,
    {
      words: `a code of ${name} is checked: ${JSON.stringify(passcode)}`,
      mutation: "tokenCheckOtp",
      input: { passcode },
      selection: "valid reason",
      getAnswer: ({ reason }) => reason ?? "valid",
    },
    (token, { now }) => {
      const { reason, locked } = tryCode(token, passcode, now, ELSEWHERE);
      if (reason === null) return { answer: "valid", events: ["TOKEN_CHECKED"] };
      return { answer: reason, events: [`TOKEN_CHECKED ${reason}`, ...locked] };
    },
  );
}

/** Where an attempt comes from: mostly from inside. Two that are alike are rare, so that events tell them apart. */
const someAddress = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 250 }).map((host) => `10.0.0.${host}`) },
  { weight: 1, arbitrary: fc.constantFrom("192.0.2.7", null) },
);

const somePlace = fc.constantFrom(...PLACES);

/** Whether a user can sign in with a token: it is linked, and has no obstacle. */
function worksFor({ now }: Model): (token: Token) => boolean {
  return (token) => token.links.length > 0 && getObstacle(token, now) === null;
}

/** One of the resources that a token is linked to; the one that was drawn, when there is none. */
function linkedPlace(model: Model, name: TokenName, drawn: Place): Place {
  const links = tokenNamed(model, name)?.links ?? [];
  return links[PLACES.indexOf(drawn) % links.length] ?? drawn;
}

/** The subject of a sign-in with a token: its user by name, or the token without a user. */
function getSubject(model: Model, name: TokenName, byUser: boolean): Subject {
  return byUser ? { user: tokenNamed(model, name)?.user ?? "mallory" } : { token: name };
}

export const signIn = action(
  140,
  fc.record({
    token: aToken,
    byUser: fc.boolean(),
    place: somePlace,
    linked: mostly,
    code: someCode,
    pin: somePin,
    address: someAddress,
  }),
  function* signInSteps(model, { token, byUser, place, linked, code, pin, address }) {
    const name = chosen(model, token, worksFor(model));
    const where = linked ? linkedPlace(model, name, place) : place;
    const passcode = getPasscode(model, name, code, pin);
    yield signInStep(model, getSubject(model, name, byUser), where, passcode, address);
  },
);

export const check = action(
  40,
  fc.record({ token: aToken, code: someCode, pin: somePin }),
  function* checkSteps(model, { token, code, pin }) {
    const name = chosen(model, token);
    yield checkStep(model, name, getPasscode(model, name, code, pin));
  },
);

/** Wrong codes until the token is locked. */
export const guess = action(
  20,
  fc.record({ choice: aToken, byUser: fc.boolean(), place: somePlace }),
  function* guessSteps(model, { choice, byUser, place }) {
    const name = chosen(model, choice, worksFor(model));
    const where = linkedPlace(model, name, place);
    for (let attempt = 0; attempt < model.resources[where].limits.limit; attempt += 1) {
      const token = tokenNamed(model, name);
      if (token === undefined || !worksFor(model)(token)) return;
      const passcode = getPasscode(model, name, { typed: "wrong" });
      yield signInStep(model, getSubject(model, name, byUser), where, passcode, "10.0.0.251");
    }
  },
);

/** A device whose clock wanders: one success after the other, each a step further from what was expected. */
export const wander = action(
  10,
  fc.record({
    choice: aToken,
    direction: fc.constantFrom(-1, 1),
    times: fc.integer({ min: 2, max: 12 }),
  }),
  function* wanderSteps(model, { choice, direction, times }) {
    const name = chosen(model, choice, ({ kind }) => KINDS[kind].periodSeconds !== null);
    for (let time = 0; time < times; time += 1) {
      const token = tokenNamed(model, name);
      if (token === undefined || getObstacle(token, model.now) !== null) return;
      const { periodSeconds } = KINDS[token.kind];
      if (periodSeconds === null) return;
      yield passStep(2 * periodSeconds);
      yield checkStep(model, name, getPasscode(model, name, { steps: direction }));
    }
  },
);
