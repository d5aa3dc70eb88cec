import type { Caller } from "../actions/actor.js";
import type { Outcome, Payload } from "../actions/idempotency.js";
import { type Door, DOORS } from "../actions/doors.js";
import type { UseCaseServices } from "../actions/services.js";
import { done, type Repeatable, makeUseCase } from "../actions/use-case.js";
import type { Method, Reason } from "../events/event-types.js";
import { NIL_UUID } from "../nil-uuid.js";
import { noSuchResource, resourceKey, type ResourceRefInput } from "../resources/resource-ref.js";
import type { AttemptEvent } from "../tokens/attempt-text.js";
import { lockEvents } from "../tokens/attempt-text.js";
import { Attempt } from "./attempt.js";
import { checkAddress } from "./client-address.js";
import type { Decision } from "./decide.js";
import { getAbout, present } from "./event-text.js";
import { getLimit } from "./lock-rule.js";
import type { AnswerInput } from "./given.js";
import { observeSignIn, type SignInResult } from "./observe-sign-in.js";
import { ANYWHERE, signInObstacle } from "./obstacles.js";
import type { Snapshot } from "./snapshot.js";
import { answeredChallenge, isUnknown, subjectHmac, type SubjectInput, getSubject } from "./subject.js";

/** The subject, the resource and the answer of a sign-in. During a bypass, the passcode is only the PIN. */
export interface SignInRequest extends AnswerInput {
  readonly resource: ResourceRefInput;
  readonly subject: SubjectInput;
  /** Global id of the challenge that is answered. */
  readonly challenge?: string | null | undefined;
  /** IP address of the person's device. */
  readonly clientAddress?: string | null | undefined;
}

/** Whether the person is signed in, and why. */
export interface SignIn extends Payload {
  readonly granted: boolean;
  readonly method: Method | null;
}

/**
 * Whether people sign in to a resource at a door. At the console only the server's own page asks: a key could lock all
 * administrators out there, or send them codes, without knowing any password.
 */
export function isOpenAt(door: Door, { resourceKind }: Snapshot): boolean {
  return resourceKind !== "CONSOLE" || DOORS[door].opensConsole;
}

/**
 * The events of a sign-in. @param unknownSubject the HMAC of the subject that was named, if no user or token has that login or token.
 */
function getEvents(
  snapshot: Snapshot,
  decision: Decision,
  clientAddress: string | null,
  unknownSubject: string | null,
  now: number,
): AttemptEvent[] {
  const about = getAbout(snapshot);
  const resource = present(about.resource);
  if (decision.granted) {
    const { method } = decision;
    const params = { bypassUntil: method === "BYPASS" ? decision.until : null };
    const [token, user] = [present(about.token), present(about.user)];
    const granted = { type: "AUTHENTICATION_GRANTED", outcome: "GRANTED", method } as const;
    return [{ ...granted, token, user, resource, clientAddress, params }];
  }
  const { reason, counts } = decision;
  const denied: AttemptEvent = {
    ...about,
    resource,
    clientAddress,
    type: "AUTHENTICATION_DENIED",
    outcome: "DENIED",
    reason,
    // Whatever the reason of the denial: if no user or token has this login or token, the event says so.
    ...(unknownSubject === null ? {} : { subjectHmac: unknownSubject }),
    params: { triedAtPortal: null },
  };
  return counts ? [denied, ...lockEvents(about, getLimit(snapshot), now)] : [denied];
}

/** The rules of a door for a sign-in, besides the resource, the user and the token. */
export interface AtDoor {
  readonly door: Door;
  /** Why it is denied whatever the code is, if nothing else prevents it; null for no such reason. */
  readonly obstacle: Reason | null;
}

async function decideSignIn(
  { door, obstacle }: AtDoor,
  services: UseCaseServices,
  caller: Caller,
  request: SignInRequest & Repeatable,
): Promise<SignInResult<SignIn>> {
  const { actor } = caller;
  const subject = getSubject(request.subject);
  const clientAddress = checkAddress(request.clientAddress);
  const { takesBypass, asksAddresses } = DOORS[door];
  const attempt = new Attempt<SignIn>(services, caller, "authenticate", request, {
    accountId: actor.accountId,
    resource: resourceKey(request.resource) ?? { id: NIL_UUID },
    boundTo: actor.resourceId,
    subject,
    challenge: answeredChallenge(request.challenge, "SIGN_IN"),
  });
  for (;;) {
    const found = await attempt.read();
    const { earlier, snapshot, now } = found;
    if (earlier !== null) return { outcome: earlier, decision: null };
    if (snapshot.resourceId === null || !isOpenAt(door, snapshot))
      throw noSuchResource(["input", "resource"]);
    const from = asksAddresses ? clientAddress : ANYWHERE;
    const denied = signInObstacle(snapshot, subject, from, now) ?? obstacle;
    const decision = await attempt.decide(found, denied, takesBypass);
    const unknown = isUnknown(subject, snapshot) ? subjectHmac(services.hmacKey, subject) : null;
    const events = getEvents(snapshot, decision, clientAddress, unknown, now);
    const { granted } = decision;
    const answer = done({ granted, method: granted ? decision.method : null });
    if (await attempt.settle(found, { decision, limit: getLimit(snapshot), events, answer })) {
      return { outcome: answer, decision };
    }
  }
}

/**
 * Signs a person in at a resource, or denies it. The reason of a denial is only in the event: the answer is the same
 * for every reason, after the same work. A denial by the door's rules counts no failure of the token.
 */
export function signInAt(
  at: AtDoor,
  services: UseCaseServices,
  caller: Caller,
  request: SignInRequest & Repeatable,
): Promise<Outcome<SignIn>> {
  return observeSignIn(services.observer, at.door, () => decideSignIn(at, services, caller, request));
}

/** Signs a person in at a resource by the API, or denies it. */
export const signIn = makeUseCase(
  { operation: "authenticate", errors: ["NOT_FOUND"], takesCode: true },
  (services, caller, request: SignInRequest) =>
    signInAt({ door: "API", obstacle: null }, services, caller, request),
);
