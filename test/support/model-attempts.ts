import { mutationStep, tokenRef, tokenStep, type Step, type Reported } from "./model-action.js";
import { isLetIn } from "./model-bypass.js";
import { deviceOf, suiteOf, typedCode, waitingDevice, worthOf, type CodeChoice } from "./model-codes.js";
import { pinIsRight, splitByPin, withPin, type PinChoice } from "./model-pins.js";
import {
  ELSEWHERE,
  failuresNow,
  lockNow,
  tokenAt,
  tokenNamed,
  type Challenge,
  type Limits,
  type Login,
  type Model,
  type Place,
  type Token,
  type TokenName,
} from "./model-state.js";

// The rules for attempts with a code: sign-in and check.

/** Number of wrong codes in a row after which a lock has no time limit. */
const CEILING = 100;

/**
 * What else is typed, and for which challenge. By default the code answers no challenge, and the PIN is right.
 */
interface Typed {
  readonly pin?: PinChoice;
  readonly challenge?: Challenge | null;
}

/** The passcode for a token. */
export function passcodeOf(
  model: Model,
  name: TokenName,
  choice: CodeChoice,
  { pin = "right", challenge = null }: Typed = {},
): string {
  const token = tokenNamed(model, name);
  const device = token === undefined ? undefined : deviceOf(token, challenge?.question);
  if (token === undefined || device === undefined) return "000000";
  const others = { former: token.formerSecrets[0], next: waitingDevice(token) };
  return withPin(token, typedCode(device, others, choice, model.now), pin);
}

/** The challenge that an answer names, if it is open and has that purpose and place. */
export function openChallenge(
  { challenges }: Token,
  asked: Challenge | null,
  purpose: Challenge["purpose"],
  place: Place | null,
  now: number,
): Challenge | undefined {
  return challenges.find(
    (one) => one.id === asked?.id && one.purpose === purpose && one.place === place && now < one.expiresAt,
  );
}

/** A challenge is answered: it is removed. */
export function takeChallenge(token: Token, { id }: Challenge): void {
  token.challenges = token.challenges.filter((one) => one.id !== id);
}

/** Why the code of a token is not checked; null when it is. */
export function tokenObstacle(token: Token, now: number): string | null {
  if (!token.enabled) return "TOKEN_DISABLED";
  if (token.validFrom !== null && now < token.validFrom) return "NOT_YET_VALID";
  if (token.validUntil !== null && now >= token.validUntil) return "VALIDITY_ENDED";
  if (token.status === "PENDING") return "PENDING";
  const lock = lockNow(token, now);
  if (lock === null) return null;
  return lock.reason === "FAILURES" ? "LOCKED" : "FAILURE_CEILING";
}

/** Counts one wrong code. @returns the event of the lock, if it locks. */
export function countFailure(token: Token, now: number, { limit, lockMinutes }: Limits): string[] {
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

/** A code is used up. The success resets the failures. */
export function useUp(token: Token, step: number, drift: number, now: number): void {
  token.used = step;
  token.drift = drift;
  token.failures = 0;
  token.consecutiveFailures = 0;
  token.lock = null;
  token.lastUsedAt = now;
}

/** The answered challenge, and the purpose. */
interface Answering {
  readonly challenge: Challenge | null;
  readonly purpose: "SIGN_IN" | "CHECK";
  readonly place: Place | null;
}

/** Why an answer is not checked; null when it is, or when the token shows codes and has no challenge. */
function answerObstacle(token: Token, { challenge, purpose, place }: Answering, now: number): string | null {
  const suite = suiteOf(token.kind);
  if (suite === null) return null;
  if (suite.pin !== null && token.suitePin === null) return "PIN_NOT_SET";
  if (challenge === null) return "CHALLENGE_REQUIRED";
  return openChallenge(token, challenge, purpose, place, now) === undefined ? "CHALLENGE_EXPIRED" : null;
}

interface Tried {
  /** Why it failed; null when it did not. */
  readonly reason: string | null;
  /** The event of the lock, if it locked. */
  readonly locked: string[];
}

/** Checks the code of a token without any other obstacle. */
function tryCode(token: Token, passcode: string, now: number, limits: Limits, answering: Answering): Tried {
  const obstacle = tokenObstacle(token, now) ?? answerObstacle(token, answering, now);
  if (obstacle !== null) return { reason: obstacle, locked: [] };
  const { challenge } = answering;
  const device = deviceOf(token, challenge?.question);
  if (device === undefined) throw new Error("a token that is ACTIVE has a secret");
  // An empty passcode is no guess.
  if (passcode === "") return { reason: "NO_PASSCODE", locked: [] };
  // With a wrong PIN, no code counts.
  if (!pinIsRight(token, passcode, false)) {
    return { reason: "WRONG_PIN", locked: countFailure(token, now, limits) };
  }
  const worth = worthOf(device, splitByPin(token, passcode).otp, now);
  // A used code does not count.
  if (worth === "REPLAYED") return { reason: worth, locked: [] };
  if (worth === "WRONG_CODE") return { reason: worth, locked: countFailure(token, now, limits) };
  useUp(token, worth.step, worth.drift, now);
  if (challenge !== null) takeChallenge(token, challenge);
  return { reason: null, locked: [] };
}

function answerTo(challenge: Challenge | null): string {
  return challenge === null ? "" : ` to the question ${challenge.question}`;
}

/** The subject of a sign-in: a user, who may not exist, or the user of a token. */
export type Subject = { readonly user: Login | "mallory" } | { readonly token: TokenName };

/** The token of a sign-in, or why there is none. */
export function tokenOf(model: Model, subject: Subject, place: Place): Token | string {
  if ("user" in subject) {
    const { user } = subject;
    if (user === "mallory" || !model.users[user].exists) return "UNKNOWN_USER";
    return tokenAt(model, user, place) ?? "NOT_LINKED";
  }
  const token = tokenNamed(model, subject.token);
  if (token === undefined) return "UNKNOWN_TOKEN";
  if (token.user === null) return "UNASSIGNED";
  return token.links.includes(place) ? token : "NOT_LINKED";
}

function signInRule(
  model: Model,
  subject: Subject,
  place: Place,
  passcode: string,
  address: string | null,
  challenge: Challenge | null,
): Reported {
  const from = address === null ? "" : ` from ${address}`;
  const denied = (reason: string, ...more: string[]): Reported => ({
    answer: "denied",
    events: [`AUTHENTICATION_DENIED ${reason}${from}`, ...more],
  });
  // If there are several reasons, the event has the first of these.
  if (!model.resources[place].enabled) return denied("RESOURCE_DISABLED");
  if (place === "Vault" && address?.startsWith("10.") !== true) return denied("ADDRESS_NOT_ALLOWED");
  const token = tokenOf(model, subject, place);
  if (typeof token === "string") return denied(token);
  if (token.user !== null && !model.users[token.user].enabled) return denied("USER_DISABLED");
  const { limits } = model.resources[place];
  // A bypass makes only the code unnecessary: a PIN is still required, alone or at its usual place.
  if (tokenObstacle(token, model.now) === null && isLetIn(model, token, place)) {
    return pinIsRight(token, passcode, true)
      ? { answer: "let in", events: [`AUTHENTICATION_GRANTED BYPASS${from}`] }
      : passcode === ""
        ? denied("NO_PASSCODE")
        : denied("WRONG_PIN", ...countFailure(token, model.now, limits));
  }
  const answering = { challenge, purpose: "SIGN_IN", place } as const;
  const { reason, locked } = tryCode(token, passcode, model.now, limits, answering);
  if (reason !== null) return denied(reason, ...locked);
  return { answer: "granted", events: [`AUTHENTICATION_GRANTED${from}`] };
}

/**
 * A sign-in with a passcode.
 * @param address null when the caller does not give it. @param challenge that the passcode answers.
 */
export function signInStep(
  model: Model,
  subject: Subject,
  place: Place,
  passcode: string,
  address: string | null,
  challenge: Challenge | null = null,
): Step {
  const who = "user" in subject ? subject.user : `somebody with ${subject.token}`;
  return mutationStep<{ granted: boolean; method: string | null }>(
    {
      words: `${who} signs in at ${place} with ${JSON.stringify(passcode)}${answerTo(challenge)}${address === null ? "" : ` from ${address}`}`,
      mutation: "authenticate",
      input: {
        resource: { name: place },
        subject:
          "user" in subject ? { user: { login: subject.user } } : { token: tokenRef(model, subject.token) },
        passcode,
        challenge: challenge?.id,
        clientAddress: address,
      },
      selection: "granted method",
      answerOf: ({ granted, method }) => (granted ? (method === "BYPASS" ? "let in" : "granted") : "denied"),
    },
    (after) => signInRule(after, subject, place, passcode, address, challenge),
  );
}

/** A check of a passcode, without a resource. @param challenge that it answers. */
export function checkStep(
  model: Model,
  name: TokenName,
  passcode: string,
  challenge: Challenge | null = null,
): Step {
  return tokenStep<{ reason: string | null }>(
    model,
    name,
    {
      words: `a code of ${name} is checked: ${JSON.stringify(passcode)}${answerTo(challenge)}`,
      mutation: "tokenCheckOtp",
      input: { passcode, challenge: challenge?.id },
      selection: "valid reason",
      answerOf: ({ reason }) => reason ?? "valid",
    },
    (token, { now }) => {
      const answering = { challenge, purpose: "CHECK", place: null } as const;
      const { reason, locked } = tryCode(token, passcode, now, ELSEWHERE, answering);
      if (reason === null) return { answer: "valid", events: ["TOKEN_CHECKED"] };
      // Only the event says which of the two was wrong.
      const answer = reason === "WRONG_PIN" ? "WRONG_CODE" : reason;
      return { answer, events: [`TOKEN_CHECKED ${reason}`, ...locked] };
    },
  );
}
