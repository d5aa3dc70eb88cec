import { Refusal } from "@tokenplane/rules/refusal";
import { lockAccount } from "../accounts/account-store.js";
import { act, type Action } from "../actions/action.js";
import type { Caller } from "../actions/actor.js";
import { noRoom, getRoom } from "../actions/quota.js";
import type { ActingServices, Services, UseCaseServices } from "../actions/services.js";
import { getRefusal } from "../actions/use-case.js";
import { getConsoleToken } from "../administrators/invite.js";
import { makeAdministrator } from "../administrators/make.js";
import {
  type OpenInvitation,
  openInvitation,
  takeInvitation,
  voidInvitations,
} from "../invitations/invitation-store.js";
import { mailNotice } from "../messages/mail.js";
import { checkPassword, countWrong, forgetWrong, isStillRight } from "../passwords/check.js";
import { checkChosen, hashChosen } from "../passwords/choose.js";
import { forgive } from "../passwords/delays.js";
import { storePassword } from "../passwords/password-store.js";
import { beginSession, type Visitor } from "../sessions/begin.js";
import { endSessions } from "../sessions/end.js";
import { isSecret } from "../sessions/session-secret.js";
import { createUser, loginTaken } from "../users/create-user.js";
import { findUser, type UserRow } from "../users/user-store.js";
import { demandAllowed } from "./sign-in-account.js";
import { personCaller } from "./person.js";
import { consoleCaller } from "./start-sign-in.js";
import type { Front } from "./sign-in-store.js";

/** The form that a person who opened a link sends. Only the first administrator sends names. */
export interface AcceptedInvitation {
  readonly token: string;
  readonly password: string;
  readonly login: string | null;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** The next step: a token is enrolled in a session of level 1, or the person signs in. */
export type NextStep = { readonly next: "ENROL"; readonly session: string } | { readonly next: "SIGN_IN" };

export function deadLink(): Refusal {
  return new Refusal(
    "NOT_FOUND",
    "This link does not work: it was used or revoked, or it has expired. Ask for another link.",
    ["token"],
  );
}

/**
 * The link that somebody opened. Looking at it uses nothing up.
 * @param front where it was opened: a link to the other place is none here. @throws Refusal NOT_FOUND
 */
export async function readInvitation(
  services: Pick<Services, "clock" | "database">,
  token: string,
  front: Front = "CONSOLE",
): Promise<OpenInvitation> {
  const open = isSecret(token) ? await openInvitation(services.database, token, services.clock()) : null;
  if (open === null || (open.resourceId === null) !== (front === "CONSOLE")) throw deadLink();
  return open;
}

/**
 * Uses a link up, in an action that undoes this when it fails.
 * @param resource whose portal it leads to; null for the console. @throws Refusal NOT_FOUND
 */
export async function useInvitation(
  action: Action,
  { id, userId, login }: Pick<OpenInvitation, "id" | "userId" | "login">,
  resource: { readonly id: string; readonly name: string } | null = null,
): Promise<void> {
  if (!(await takeInvitation(action, id))) throw deadLink();
  action.record({
    type: "INVITATION_USED",
    user: userId === null ? null : { id: userId, login },
    resource,
    params: {},
  });
}

async function invited(action: Action, { userId }: OpenInvitation): Promise<UserRow> {
  const user = userId === null ? null : await findUser(action.transaction, action.accountId, { id: userId });
  if (user === null) throw deadLink();
  return user;
}

/** Sets a person's password, ends the sessions that were begun with another one, and mails a notice. */
async function setPassword(action: Action, user: UserRow, hash: string, { address }: Visitor): Promise<void> {
  const { transaction, accountId, now } = action;
  await storePassword(transaction, accountId, user.id, hash, now);
  action.record({ type: "PASSWORD_SET", user, resource: null, params: { byLink: true } });
  await endSessions(action, user, "PASSWORD_SET");
  await mailNotice(action, user, "PASSWORD_SET", address);
}

/** Without a token at the console, one is enrolled; else its code signs in: a link does not replace it. */
async function nextStep(action: Action, user: UserRow, visitor: Visitor): Promise<NextStep> {
  const token = await getConsoleToken(action, user.id);
  if (token !== null && token.status === "ACTIVE") return { next: "SIGN_IN" };
  // A link is not used up for a token that would then be refused.
  const room = await getRoom(action.transaction, action.accountId, "tokens");
  if (token === null && room.used >= room.plan) throw noRoom("tokens", room, 1);
  return { next: "ENROL", session: await beginSession(action, user, 1, visitor) };
}

/** Makes the first administrator of an account. @throws Refusal */
async function setUp(
  services: ActingServices & Pick<Services, "passwords">,
  caller: Caller,
  open: OpenInvitation,
  given: AcceptedInvitation,
  visitor: Visitor,
): Promise<NextStep> {
  const login = given.login ?? "";
  const { email, firstName, lastName } = given;
  await checkChosen(given.password, [login, email, firstName, lastName, open.account], ["password"]);
  return act(services, caller, services.clock(), async (action) => {
    const { transaction, accountId } = action;
    await lockAccount(transaction, accountId);
    if ((await transaction.administrator.count({ where: { accountId } })) > 0) throw deadLink();
    await useInvitation(action, open);
    await voidInvitations(action, null, "FIRST_ADMINISTRATOR");
    const user = await createUser(action, { login, email, firstName, lastName }, []);
    await makeAdministrator(action, user, "ADMIN");
    await setPassword(action, user, await hashChosen(services, accountId, given.password, user.id), visitor);
    return nextStep(action, user, visitor);
  });
}

/** Sets a person's password by a link. @throws Refusal */
async function choosePassword(
  services: ActingServices & Pick<Services, "passwords" | "sessions">,
  open: OpenInvitation,
  user: { readonly id: string; readonly login: string },
  given: AcceptedInvitation,
  visitor: Visitor,
): Promise<NextStep> {
  const { accountId, account, firstName, lastName } = open;
  await checkChosen(given.password, [user.login, firstName, lastName, account], ["password"]);
  const hash = await hashChosen(services, accountId, given.password, user.id);
  const caller = personCaller(services, accountId, user, visitor);
  const next = await act(services, caller, services.clock(), async (action): Promise<NextStep> => {
    await useInvitation(action, open);
    const person = await invited(action, open);
    await setPassword(action, person, hash, visitor);
    // A reset does not lift the second factor: without a token, another link enrols one, which asks for the password.
    return open.purpose === "PASSWORD" ? { next: "SIGN_IN" } : nextStep(action, person, visitor);
  });
  services.sessions.clear();
  return next;
}

/**
 * Lets a person who knows the password enrol another token, by a link. Other sessions of the person end: the token was lost, and
 * maybe a browser with it.
 * @throws Refusal, RequestError
 */
async function proveThenEnrol(
  services: UseCaseServices & Pick<Services, "bounds">,
  open: OpenInvitation,
  user: { readonly id: string; readonly login: string },
  { password }: AcceptedInvitation,
  visitor: Visitor,
): Promise<NextStep> {
  const { accountId } = open;
  const { network } = visitor;
  const typed = { accountId, login: user.login, password, network };
  const checked = await checkPassword(services, typed);
  // The right password was no guess, also when the link is void by now.
  if (checked.isRight) await forgive(services, typed);
  const caller = personCaller(services, accountId, user, visitor);
  const next = await act(services, caller, services.clock(), async (action) => {
    await countWrong(action, checked);
    if (!(await isStillRight(action, checked, user.id))) return null;
    await useInvitation(action, open);
    await forgetWrong(action, user.id);
    const person = await invited(action, open);
    await endSessions(action, person, "LINK_USED");
    return nextStep(action, person, visitor);
  });
  services.sessions.clear();
  if (next === null) throw new Refusal("VALIDATION_FAILED", "This is not your password.", ["password"]);
  return next;
}

const CONSTRAINTS = { users_account_id_login_lower_key: () => loginTaken(["login"]) };

/**
 * Uses a link up: sets the password, or lets a token be enrolled. If anything is refused, the link still works.
 * @throws Refusal, RequestError
 */
export async function acceptInvitation(
  services: UseCaseServices & Pick<Services, "bounds">,
  visitor: Visitor,
  given: AcceptedInvitation,
): Promise<NextStep> {
  const open = await readInvitation(services, given.token);
  await demandAllowed(services, open.accountId, visitor);
  try {
    if (open.purpose === "SETUP") {
      return await setUp(services, consoleCaller(services, open.accountId), open, given, visitor);
    }
    const { userId, login } = open;
    if (userId === null || login === null) throw deadLink();
    const user = { id: userId, login };
    return open.purpose === "TOKEN"
      ? await proveThenEnrol(services, open, user, given, visitor)
      : await choosePassword(services, open, user, given, visitor);
  } catch (error) {
    throw getRefusal(error, CONSTRAINTS, given);
  }
}
