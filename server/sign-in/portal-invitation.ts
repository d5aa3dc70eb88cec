import { Refusal } from "@tokenplane/rules/refusal";
import { act, type Action } from "../actions/action.js";
import type { ActingServices, Services, UseCaseServices } from "../actions/services.js";
import { unlessRefused } from "../actions/use-case.js";
import { inTransaction } from "../database/transaction.js";
import { globalId } from "../global-id.js";
import type { OpenInvitation } from "../invitations/invitation-store.js";
import { userUpdate } from "../leaving/update-user.js";
import { mailPortalChange } from "../messages/portal-mail.js";
import { checkPassword, countWrong, forgetWrong, isStillRight } from "../passwords/check.js";
import { checkChosen, hashChosen } from "../passwords/choose.js";
import { forgive } from "../passwords/delays.js";
import { storePassword } from "../passwords/password-store.js";
import { demandAllowed, type Portal, getPortal, resourceClosed, staysOpen } from "../self-service/portal.js";
import { mayEnter, readPortalMembership } from "../self-service/portal-membership.js";
import { beginPortalSession, type Visitor } from "../sessions/begin.js";
import { endSessions } from "../sessions/end.js";
import { hashSecret, newSecret } from "../sessions/session-secret.js";
import { findUser, loginKey } from "../users/user-store.js";
import { deadLink, readInvitation, useInvitation } from "./invitation.js";
import { portalPersonCaller } from "./person.js";
import { portalCaller, SIGN_IN_TTL_MS } from "./start-sign-in.js";

/**
 * The step that the page asks for, besides the link: to prove the password, to choose one, or nothing; or to choose another one, and
 * then a code of the token.
 */
export type AskedPassword = "PROVE" | "SET" | "NONE" | "RESET";

/** The next step: a session in which a token is connected, or a code of the token, which continues the attempt. */
export type PortalNext = { readonly session: string } | { readonly attempt: string };

/** A link to a portal that somebody opened. */
export interface OpenedPortalLink {
  readonly open: OpenInvitation;
  readonly portal: Portal;
  readonly user: { readonly id: string; readonly login: string };
  readonly asksFor: AskedPassword;
}

/** The link to a portal that somebody opened. Looking at it uses nothing up. @throws Refusal NOT_FOUND, RequestError */
export async function readPortalInvitation(
  services: Pick<Services, "clock" | "database">,
  visitor: Visitor,
  token: string,
): Promise<OpenedPortalLink> {
  const open = await readInvitation(services, token, "PORTAL");
  const { accountId, resourceId, userId: id, login } = open;
  const portal = resourceId === null ? null : await getPortal(services.database, accountId, resourceId);
  if (portal === null || id === null || login === null) throw deadLink();
  demandAllowed(portal, visitor);
  // It still works when the resource is enabled again, if that is in its time.
  if (!portal.isResourceEnabled) throw resourceClosed(portal);
  const passwords = await services.database.prisma.password.count({ where: { accountId, userId: id } });
  const signsInByPassword = portal.policy.signIn.includes("PASSWORD");
  const asksFor =
    open.purpose === "PASSWORD" ? "RESET" : passwords > 0 ? "PROVE" : signsInByPassword ? "SET" : "NONE";
  return { open, portal, user: { id, login }, asksFor };
}

/**
 * Holds the portal open until the action ends, before what it takes away when it closes: neither waits for the other.
 * @throws Refusal
 */
async function holdOpen(action: Action, portal: Portal): Promise<void> {
  if (!(await staysOpen(action, portal))) throw deadLink();
}

/** The form that the page sends when the link is used. */
interface UsedLink extends OpenedPortalLink {
  /** The language of the page; null when it is not known. */
  readonly locale: string | null;
}

/** Keeps the language of the page with the user, unless one was kept before. @throws Refusal VALIDATION_FAILED */
async function keepLanguage(action: Action, { open, user, locale }: UsedLink): Promise<void> {
  if (open.locale !== null || locale === null) return;
  unlessRefused(await userUpdate.run({ locale, user: { id: globalId("User", user.id) } }, action));
}

/**
 * Uses the link up, and lets the user in.
 * @param sessionId of the session that begins, where it is named before. @throws Refusal, RequestError
 */
async function enter(
  action: Action,
  link: UsedLink,
  visitor: Visitor,
  sessionId = action.newId(),
): Promise<string> {
  const { open, portal, user } = link;
  const { transaction, accountId, now } = action;
  await useInvitation(action, open, portal.resource);
  const membership = await readPortalMembership(
    inTransaction(transaction),
    accountId,
    user.id,
    portal.resource.id,
    now,
  );
  if (membership === null || !mayEnter(portal.policy, membership, "INVITATION", now)) throw deadLink();
  await keepLanguage(action, link);
  const session = { resource: portal.resource, way: "INVITATION", id: sessionId } as const;
  return beginPortalSession(action, user, 1, visitor, session);
}

/** With a password that is set, the link by itself is not enough (NIST SP 800-63B-4, section 4.2). */
async function proveThenEnter(
  services: ActingServices & Pick<Services, "bounds" | "passwords">,
  link: UsedLink,
  password: string,
  visitor: Visitor,
): Promise<string> {
  const { user, portal } = link;
  const { accountId } = portal;
  const typed = { accountId, login: user.login, password, network: visitor.network };
  const checked = await checkPassword(services, typed);
  // The right password was no guess, also when the link is void by now.
  if (checked.isRight) await forgive(services, typed);
  const caller = portalPersonCaller(services, accountId, user, visitor);
  const secret = await act(services, caller, services.clock(), async (action) => {
    await holdOpen(action, portal);
    await countWrong(action, checked);
    if (!(await isStillRight(action, checked, user.id))) return null;
    await forgetWrong(action, user.id);
    return enter(action, link, visitor);
  });
  if (secret === null) throw new Refusal("VALIDATION_FAILED", "This is not your password.", ["password"]);
  return secret;
}

/** Somebody may have set a password meanwhile, by another way: then this link asks for it. @throws Refusal */
async function demandNoPassword({ transaction, accountId }: Action, userId: string): Promise<void> {
  const known = await transaction.password.count({ where: { accountId, userId } });
  if (known > 0) throw deadLink();
}

/** A user who has no password yet chooses one, and gets a notice: the link may have been in other hands. */
async function choosePassword(
  services: ActingServices & Pick<Services, "passwords" | "sessions">,
  link: UsedLink,
  password: string,
  visitor: Visitor,
): Promise<string> {
  const { user, portal, open } = link;
  await checkChosen(password, [user.login, open.firstName, open.lastName, open.account], ["password"]);
  const hash = await hashChosen(services, portal.accountId, password, user.id);
  const caller = portalPersonCaller(services, portal.accountId, user, visitor);
  const secret = await act(services, caller, services.clock(), async (action) => {
    const { transaction, accountId, now } = action;
    await holdOpen(action, portal);
    await demandNoPassword(action, user.id);
    const person = await findUser(transaction, accountId, { id: user.id });
    if (person === null) throw deadLink();
    await storePassword(transaction, accountId, user.id, hash, now);
    action.record({
      type: "PASSWORD_SET",
      user,
      resource: portal.resource,
      params: { byLink: false },
    });
    await endSessions(action, user, "PASSWORD_SET");
    // An alarm about what is done in the session removes the password, too.
    const sessionId = action.newId();
    await mailPortalChange(action, person, {
      change: "PASSWORD_CHANGED",
      resourceName: portal.resource.name,
      token: null,
      clientAddress: visitor.address,
      sessionId,
    });
    return enter(action, link, visitor, sessionId);
  });
  services.sessions.clear();
  return secret;
}

/**
 * Begins the sign-in that sets another password. Nothing is set, and the link works, until a code of the token was right, or a
 * recovery code. @returns what the page sends together with the code.
 */
async function beginReset(
  services: ActingServices & Pick<Services, "passwords">,
  link: OpenedPortalLink,
  password: string,
): Promise<string> {
  const { user, portal, open } = link;
  await checkChosen(password, [user.login, open.firstName, open.lastName, open.account], ["password"]);
  const newPassword = await hashChosen(services, portal.accountId, password, user.id);
  const secret = newSecret();
  const { accountId, resource } = portal;
  const now = services.clock();
  await act(services, portalCaller(services, accountId), now, async ({ transaction }) => {
    await transaction.signIn.create({
      data: {
        hash: hashSecret(secret),
        accountId,
        resourceId: resource.id,
        login: user.login,
        loginLower: loginKey(user.login),
        userId: user.id,
        invitationId: open.id,
        newPassword,
        expiresAt: new Date(now + SIGN_IN_TTL_MS),
      },
    });
  });
  return secret;
}

/**
 * Continues with a link to a portal: it is used up, and the user is let in, to enrol a token; or the user must type a code first.
 * If anything is refused, the link still works.
 * @param password that the user chose or has; null where none is asked for. @param locale the language of the page.
 * @returns the cookie of the session, or the attempt. @throws Refusal, RequestError
 */
export async function acceptPortalInvitation(
  services: UseCaseServices & Pick<Services, "bounds">,
  visitor: Visitor,
  {
    token,
    password,
    locale,
  }: { readonly token: string; readonly password: string | null; readonly locale: string | null },
): Promise<PortalNext> {
  const link = { ...(await readPortalInvitation(services, visitor, token)), locale };
  switch (link.asksFor) {
    case "RESET":
      return { attempt: await beginReset(services, link, password ?? "") };
    case "PROVE":
      return { session: await proveThenEnter(services, link, password ?? "", visitor) };
    case "SET":
      return { session: await choosePassword(services, link, password ?? "", visitor) };
    case "NONE": {
      const caller = portalPersonCaller(services, link.portal.accountId, link.user, visitor);
      const session = await act(services, caller, services.clock(), async (action) => {
        await holdOpen(action, link.portal);
        await demandNoPassword(action, link.user.id);
        return enter(action, link, visitor);
      });
      return { session };
    }
  }
}
