import { act, type Action } from "../actions/action.js";
import type { ActingServices, UseCaseServices } from "../actions/services.js";
import { inTransaction } from "../database/transaction.js";
import { Prisma } from "../database/generated/client.js";
import type { Reason } from "../events/event-types.js";
import { globalId } from "../global-id.js";
import { forgetWrong } from "../passwords/check.js";
import { forgive } from "../passwords/delays.js";
import { isStillSet } from "../passwords/password-store.js";
import { RequestError } from "../request-error.js";
import { type Portal, resourceClosed, staysOpen } from "../self-service/portal.js";
import { holdProof, mayEnter, readPortalMembership } from "../self-service/portal-membership.js";
import { beginPortalSession, type Visitor, type Way } from "../sessions/begin.js";
import { sessionEnded } from "../sessions/ended.js";
import { hashSecret, newSecret } from "../sessions/session-secret.js";
import { findUser, type UserRow } from "../users/user-store.js";
import { startAgain } from "./answer-challenge.js";
import { lockedAnswer } from "./locked.js";
import { isGranted } from "./page-attempt.js";
import type { OwnSession } from "./person.js";
import { isMailboxAlone, isMailboxAloneIn, mailboxAlone } from "./mailbox-alone.js";
import { setNewPassword } from "./new-password.js";
import { goOnAtPortal, portalOfSession, type PortalStep } from "./portal-step.js";
import { portalCaller } from "./start-sign-in.js";
import type { StartedSignIn } from "./sign-in-store.js";

/** One sentence for every reason: the client does not learn which part was wrong. */
export function portalRefused(): RequestError {
  return new RequestError(
    "SIGN_IN_REFUSED",
    "The sign-in failed. Type the next code. If the login or the password may be wrong, start again: no code corrects them. If you never had a token here, ask the helpdesk for an invitation.",
  );
}

/** By what a sign-in was begun. */
function getSignInMethod({ passwordVersion, newPassword }: StartedSignIn): Way {
  return passwordVersion === null && newPassword === null ? "MAIL_CODE" : "PASSWORD";
}

/**
 * The user of a sign-in who may enter, or null. The portal stays open until the action ends; it is held before what it takes away
 * when it closes, so that neither waits for the other.
 * @param way by what; by default, by what the sign-in was begun. @throws RequestError ATTEMPT_EXPIRED when the portal was closed.
 */
export async function entering(
  action: Action,
  portal: Portal,
  started: StartedSignIn,
  way = getSignInMethod(started),
): Promise<UserRow | null> {
  const { transaction, accountId, now } = action;
  const { userId, passwordVersion } = started;
  if (!(await staysOpen(action, portal))) throw startAgain();
  if (userId === null) return null;
  const first = getSignInMethod(started);
  // The portal may have stopped letting people in by it since the sign-in was begun.
  if (!portal.policy.signIn.some((one) => one === first)) return null;
  // The password may have been reset since the sign-in was begun.
  if (passwordVersion !== null && !(await isStillSet(transaction, accountId, userId, passwordVersion))) {
    return null;
  }
  const membership = await readPortalMembership(
    inTransaction(transaction),
    accountId,
    userId,
    portal.resource.id,
    now,
  );
  if (membership === null || !mayEnter(portal.policy, membership, way, now)) return null;
  return findUser(transaction, accountId, { id: userId });
}

/** Uses a sign-in up, with the link that began it, and begins the session. @throws Refusal, RequestError */
export async function enter(
  action: Action,
  portal: Portal,
  started: StartedSignIn,
  user: UserRow,
  level: 1 | 2,
  visitor: Visitor,
  { way, sessionId } = { way: getSignInMethod(started), sessionId: action.newId() },
): Promise<string> {
  await forgetWrong(action, user.id);
  const { count } = await action.transaction.signIn.deleteMany({ where: { hash: started.hash } });
  if (count === 0) throw startAgain();
  await setNewPassword(action, portal, started, user, visitor, sessionId);
  return beginPortalSession(action, user, level, visitor, { resource: portal.resource, way, id: sessionId });
}

/** Why the user cannot sign in by this attempt, whatever the code is. */
export function getObstacle({ userId, role }: StartedSignIn): Reason | null {
  if (userId === null) return "WRONG_PASSWORD";
  return role === null ? null : "HAS_ROLE";
}

/** Whether a user has a token that opens level 2 in a portal; the token does so until the action ends. */
function isStillProof(
  { transaction, accountId, now }: Action,
  { resource }: Portal,
  userId: string,
): Promise<boolean> {
  return holdProof(inTransaction(transaction), accountId, userId, resource.id, now);
}

/**
 * Whether somebody learns that the resource is disabled: a person who proved the first factor and may enter. They learn by that no
 * more than by entering without a code; all others get the answer for a wrong password.
 */
async function learnsClosed(
  services: ActingServices,
  portal: Portal,
  started: StartedSignIn,
): Promise<boolean> {
  if (portal.isResourceEnabled || getObstacle(started) !== null) return false;
  const caller = portalCaller(services, portal.accountId);
  return act(services, caller, services.clock(), async (action) => {
    return (await entering(action, portal, started)) !== null;
  });
}

/**
 * Why a code opened nothing.
 * @param isAlone whether a mailbox would be both proofs. @param isClosed whether it is said that the resource is disabled.
 * @param locked the error that is sent of a token that is locked; null when it is not, or when the client may not learn it.
 */
function getRefusal(
  portal: Portal,
  isAlone: boolean,
  isClosed: boolean,
  locked: RequestError | null,
): RequestError {
  if (isClosed) return resourceClosed(portal);
  return isAlone ? mailboxAlone() : (locked ?? portalRefused());
}

/**
 * Completes a sign-in to a portal with a code. With a wrong password, the token is not touched, so that no person locks it who
 * does not know the password. A bypass opens nothing here: else only a password would let somebody enrol.
 * @returns the cookie of the new session. @throws RequestError SIGN_IN_REFUSED, ATTEMPT_EXPIRED, FORBIDDEN
 */
export async function answerPortalSignIn(
  services: UseCaseServices,
  visitor: Visitor,
  { attempt, passcode }: { readonly attempt: string; readonly passcode: string },
): Promise<string> {
  const { started, portal } = await goOnAtPortal(services, visitor, attempt, "CODE");
  const { accountId, login, userId } = started;
  const caller = portalCaller(services, accountId);
  const isAlone = await isMailboxAlone(services.database.prisma, started);
  const granted = await isGranted(
    services,
    caller,
    { door: "PORTAL", obstacle: getObstacle(started) ?? (isAlone ? "MAILBOX_ALONE" : null) },
    visitor,
    {
      ...started,
      passcode,
      // The user who proved the first factor; the login may be somebody else's by now.
      subject: userId === null ? { login } : { id: globalId("User", userId) },
    },
  );
  if (!granted) {
    const known = { accountId, userId: userId ?? "", resourceId: portal.resource.id };
    const locked =
      userId === null || getObstacle(started) !== null ? null : await lockedAnswer(services, known);
    throw getRefusal(portal, isAlone, await learnsClosed(services, portal, started), locked);
  }
  await forgive(services, { accountId, login, network: visitor.network });
  const secret = await act(services, caller, services.clock(), async (action) => {
    const user = await entering(action, portal, started);
    // Somebody may have stopped the token since its code was checked.
    if (user === null || !(await isStillProof(action, portal, user.id))) throw portalRefused();
    // The token may have been replaced meanwhile.
    if (await isMailboxAlone(action.transaction, started)) throw mailboxAlone();
    return enter(action, portal, started, user, 2, visitor);
  });
  if (started.newPassword !== null) services.sessions.clear();
  return secret;
}

/** Records that a sign-in to a portal let no user in. @param tried what the person tried. */
export async function recordDenied(
  action: Action,
  { started, portal }: PortalStep,
  visitor: Visitor,
  reason: Reason,
  tried: "WITHOUT_CODE" | "RECOVERY_CODE",
): Promise<void> {
  const { login, userId } = started;
  // The user who proved the first factor; the login may be somebody else's by now.
  const named = userId === null ? { login } : { id: userId };
  const known = await findUser(action.transaction, action.accountId, named);
  action.record({
    type: "AUTHENTICATION_DENIED",
    outcome: "DENIED",
    reason,
    token: null,
    resource: portal.resource,
    user: known,
    clientAddress: visitor.address,
    params: { triedAtPortal: tried },
  });
}

/**
 * Completes a sign-in to a portal without a code, for who has no token yet, or lost it. Little may be done in such a session.
 * @returns the cookie of the new session. @throws RequestError SIGN_IN_REFUSED, ATTEMPT_EXPIRED, FORBIDDEN
 */
export async function enterWithoutCode(
  services: ActingServices,
  visitor: Visitor,
  attempt: string,
): Promise<string> {
  const { started, portal } = await goOnAtPortal(services, visitor, attempt, "CODE");
  const { accountId, login } = started;
  const secret = await act(services, portalCaller(services, accountId), services.clock(), async (action) => {
    // A link that sets another password asks for a code: a mailbox by itself is not enough.
    const user = started.newPassword === null ? await entering(action, portal, started) : null;
    if (user !== null) return enter(action, portal, started, user, 1, visitor);
    const reason = getObstacle(started) ?? (started.newPassword === null ? "NOT_LINKED" : "NO_PASSCODE");
    await recordDenied(action, { started, portal }, visitor, reason, "WITHOUT_CODE");
    return null;
  });
  if (secret === null) throw portalRefused();
  await forgive(services, { accountId, login, network: visitor.network });
  return secret;
}

/** A code by which a user proves again who sits before a session. */
export interface CodeAgain {
  readonly passcode: string;
  /** The challenge that the code answers; null when it answers none. */
  readonly challengeId: string | null;
}

/**
 * Proves again with a code who sits before a session, or for the first time in a session that was begun without one. The
 * session continues under another cookie, at level 2.
 * @returns the new cookie. @throws RequestError SIGN_IN_REFUSED, UNAUTHENTICATED, FORBIDDEN
 */
export async function provePortalAgain(
  services: UseCaseServices,
  session: OwnSession,
  visitor: Visitor,
  { passcode, challengeId }: CodeAgain,
): Promise<string> {
  const { accountId, id, userId } = session;
  const portal = await portalOfSession(services, visitor, session);
  const caller = portalCaller(services, accountId);
  const isAlone = await isMailboxAloneIn(services.database.prisma, session, portal.resource.id);
  const obstacle = isAlone ? "MAILBOX_ALONE" : null;
  const granted = await isGranted(services, caller, { door: "PORTAL", obstacle }, visitor, {
    resourceId: portal.resource.id,
    subject: { id: globalId("User", userId) },
    passcode,
    challengeId,
  });
  if (!granted) {
    const known = { accountId, userId, resourceId: portal.resource.id };
    throw getRefusal(portal, isAlone, !portal.isResourceEnabled, await lockedAnswer(services, known));
  }
  const secret = newSecret();
  const raised = await act(services, caller, services.clock(), async (action) => {
    const { transaction, now } = action;
    if (!(await isStillProof(action, portal, userId))) throw portalRefused();
    const moment = new Date(now);
    return transaction.$executeRaw(Prisma.sql`
      UPDATE sessions SET hash = ${hashSecret(secret)}, level = 2, verified_at = ${moment}, seen_at = ${moment}
      WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid AND revoked_at IS NULL`);
  });
  services.sessions.clear();
  if (raised === 0) throw sessionEnded();
  return secret;
}
