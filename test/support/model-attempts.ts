import { mutationStep, tokenRef, tokenStep, type Step, type Told } from "./model-action.js";
import { isLetIn } from "./model-bypass.js";
import { deviceOf, typedCode, waitingDevice, worthOf, type CodeChoice } from "./model-codes.js";
import {
  ELSEWHERE,
  failuresNow,
  lockNow,
  tokenAt,
  tokenNamed,
  type Limits,
  type Login,
  type Model,
  type Place,
  type Token,
  type TokenName,
} from "./model-state.js";

// What attempts with a code come to: sign-in and check.

/** So many wrong codes in a row lock for good. */
const CEILING = 100;

/** What a token shows when it is asked for a code. */
export function passcodeOf(model: Model, name: TokenName, choice: CodeChoice): string {
  const token = tokenNamed(model, name);
  const device = token === undefined ? undefined : deviceOf(token);
  if (token === undefined || device === undefined) return "000000";
  const others = { former: token.formerSecrets[0], next: waitingDevice(token) };
  return typedCode(device, others, choice, model.now);
}

/** Why the code of a token is not looked at; null when it is. */
export function tokenObstacle(token: Token, now: number): string | null {
  if (!token.enabled) return "TOKEN_DISABLED";
  if (token.status === "PENDING") return "PENDING";
  const lock = lockNow(token, now);
  if (lock === null) return null;
  return lock.reason === "FAILURES" ? "LOCKED" : "FAILURE_CEILING";
}

/** One wrong code more. @returns the event of the lock, if it locks. */
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

/** A code is used up: a success forgets all failures. */
export function useUp(token: Token, step: number, drift: number, now: number): void {
  token.used = step;
  token.drift = drift;
  token.failures = 0;
  token.consecutiveFailures = 0;
  token.lock = null;
  token.lastUsedAt = now;
}

/** Tries a code of a token that nothing stands in the way of. @returns why it failed (null: it did not) and its lock. */
function tryCode(
  token: Token,
  passcode: string,
  now: number,
  limits: Limits,
): { readonly reason: string | null; readonly locked: string[] } {
  const obstacle = tokenObstacle(token, now);
  if (obstacle !== null) return { reason: obstacle, locked: [] };
  const device = deviceOf(token);
  if (device === undefined) throw new Error("a token that is ACTIVE has a secret");
  const worth = worthOf(device, passcode, now);
  // A used code does not count.
  if (worth === "REPLAYED") return { reason: worth, locked: [] };
  if (worth === "WRONG_CODE") return { reason: worth, locked: countFailure(token, now, limits) };
  useUp(token, worth.step, worth.drift, now);
  return { reason: null, locked: [] };
}

/** Who signs in: a user, whom nobody may know, or whoever has a token. */
export type Subject = { readonly user: Login | "mallory" } | { readonly token: TokenName };

/** Which token a sign-in is about, or why it is about none. */
function tokenOf(model: Model, subject: Subject, place: Place): Token | string {
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
): Told {
  const from = address === null ? "" : ` from ${address}`;
  const denied = (reason: string, ...more: string[]): Told => ({
    answer: "denied",
    events: [`AUTHENTICATION_DENIED ${reason}${from}`, ...more],
  });
  // Of several causes the event names the first of these.
  if (!model.resources[place].enabled) return denied("RESOURCE_DISABLED");
  if (place === "Vault" && address?.startsWith("10.") !== true) return denied("ADDRESS_NOT_ALLOWED");
  const token = tokenOf(model, subject, place);
  if (typeof token === "string") return denied(token);
  if (token.user !== null && !model.users[token.user].enabled) return denied("USER_DISABLED");
  // A bypass lifts the check of the code and nothing else; whatever was typed is not looked at.
  if (tokenObstacle(token, model.now) === null && isLetIn(model, token, place)) {
    return { answer: "let in", events: [`AUTHENTICATION_GRANTED BYPASS${from}`] };
  }
  const { reason, locked } = tryCode(token, passcode, model.now, model.resources[place].limits);
  if (reason !== null) return denied(reason, ...locked);
  return { answer: "granted", events: [`AUTHENTICATION_GRANTED${from}`] };
}

/** A sign-in with a passcode. @param address null when the authenticator does not state it. */
export function signInStep(
  model: Model,
  subject: Subject,
  place: Place,
  passcode: string,
  address: string | null,
): Step {
  const who = "user" in subject ? subject.user : `somebody with ${subject.token}`;
  return mutationStep<{ granted: boolean; method: string | null }>(
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
      selection: "granted method",
      answerOf: ({ granted, method }) => (granted ? (method === "BYPASS" ? "let in" : "granted") : "denied"),
    },
    (after) => signInRule(after, subject, place, passcode, address),
  );
}

/** A check of a passcode, away from any resource. */
export function checkStep(model: Model, name: TokenName, passcode: string): Step {
  return tokenStep<{ reason: string | null }>(
    model,
    name,
    {
      words: `a code of ${name} is checked: ${JSON.stringify(passcode)}`,
      mutation: "tokenCheckOtp",
      input: { passcode },
      selection: "valid reason",
      answerOf: ({ reason }) => reason ?? "valid",
    },
    (token, { now }) => {
      const { reason, locked } = tryCode(token, passcode, now, ELSEWHERE);
      if (reason === null) return { answer: "valid", events: ["TOKEN_CHECKED"] };
      return { answer: reason, events: [`TOKEN_CHECKED ${reason}`, ...locked] };
    },
  );
}
