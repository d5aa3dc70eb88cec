import { Refusal } from "@tokenplane/rules/refusal";
import { act, type Action } from "../actions/action.js";
import type { ActingServices, Services } from "../actions/services.js";
import { inTransaction } from "../database/transaction.js";
import { codeHmac, isCode, newCode } from "../otp/sent-code.js";
import { mailPortalCode } from "../messages/portal-mail.js";
import { NIL_UUID } from "../nil-uuid.js";
import { RequestError } from "../request-error.js";
import { demandAllowed, type Portal, portalAt } from "../self-service/portal.js";
import type { Visitor } from "../sessions/begin.js";
import { mayEnter, readPortalMembership } from "../self-service/portal-membership.js";
import { hashSecret, newSecret } from "../sessions/session-secret.js";
import { findUser, loginKey, type UserRow } from "../users/user-store.js";
import { goOnAtPortal } from "./portal-step.js";
import { checkTyped, keepSignIn, portalCaller, SIGN_IN_TTL_MS, type SignInStart } from "./start-sign-in.js";
import { waitSeconds } from "./wait-seconds.js";
import { type AskedMailCode, beginByMail, goOnByMail, keepProven } from "./sign-in-store.js";

/** The form that a user filled in on the first page of a portal. */
export interface PortalStart extends SignInStart {
  readonly address: string;
}

/** The portal that somebody signs in to, in one of the ways that it has. @throws Refusal, RequestError */
export async function openPortal(
  services: Pick<Services, "database">,
  visitor: Visitor,
  address: string,
  way: "PASSWORD" | "MAIL_CODE",
): Promise<Portal> {
  const portal = await portalAt(services, address);
  demandAllowed(portal, visitor);
  if (!portal.policy.signIn.includes(way)) {
    throw new Refusal(
      "VALIDATION_FAILED",
      way === "PASSWORD"
        ? "This portal does not accept passwords. Request a code by mail."
        : "This portal does not accept mailed codes. Type your password.",
      ["login"],
    );
  }
  return portal;
}

/**
 * Begins a sign-in to a portal with a password.
 * @returns what the page sends together with the code.
 * @throws Refusal when there is no such portal. @throws RequestError RATE_LIMITED, FORBIDDEN
 */
export async function startPortalSignIn(
  services: ActingServices & Pick<Services, "bounds" | "passwords">,
  visitor: Visitor,
  typed: PortalStart,
): Promise<string> {
  checkTyped(typed);
  const { accountId, resource } = await openPortal(services, visitor, typed.address, "PASSWORD");
  const page = { caller: portalCaller(services, accountId), accountId, resourceId: resource.id };
  return keepSignIn(services, visitor, page, typed);
}

/** How long a mailed code is valid, in minutes. */
const CODE_MINUTES = 10;

/** The user who asked for a code, if there is one who may enter by it. */
async function getGuest(action: Action, portal: Portal, login: string): Promise<UserRow | null> {
  const { transaction, accountId, now } = action;
  const user = await findUser(transaction, accountId, { login });
  // The same statements for a login that no user has: the time does not show who exists.
  const id = user?.id ?? NIL_UUID;
  const membership = await readPortalMembership(
    inTransaction(transaction),
    accountId,
    id,
    portal.resource.id,
    now,
  );
  return membership !== null && mayEnter(portal.policy, membership, "MAIL_CODE", now) ? user : null;
}

/** A sign-in that waits for a mailed code. */
export interface MailedStart {
  /** The attempt that the page sends together with the code: the same as before, while that can continue. */
  readonly attempt: string;
  /** false when it was asked for too early: nothing is mailed, and a code from before stays valid. */
  readonly sent: boolean;
  readonly waitSeconds: number;
}

/**
 * Mails a code by which somebody begins to sign in to a portal. The answer is the same for everybody: the client does not learn who
 * exists, who has an address, who may enter, and whether a mail was sent.
 * @param attempt of the page so far, when it asks for another code; null for the first one. Where the code comes too short a time
 *   after the one before, none is mailed, and the one before stays valid.
 * @throws Refusal, RequestError FORBIDDEN
 */
export async function mailPortalSignIn(
  services: ActingServices,
  visitor: Visitor,
  {
    address,
    login,
    attempt,
  }: { readonly address: string; readonly login: string; readonly attempt: string | null },
): Promise<MailedStart> {
  checkTyped({ login, password: "" });
  const portal = await openPortal(services, visitor, address, "MAIL_CODE");
  const { accountId, resource } = portal;
  const now = services.clock();
  return act(services, portalCaller(services, accountId), now, async (action) => {
    const guest = await getGuest(action, portal, login);
    const code = newCode();
    const { mailed, isInTime, nextAt } = await mailPortalCode(
      action,
      guest ?? { id: null, login, email: null },
      {
        code,
        resourceName: resource.name,
        minutes: CODE_MINUTES,
        visitor,
      },
    );
    const askedBy = (hash: Buffer): AskedMailCode => ({
      accountId,
      resourceId: resource.id,
      login,
      loginLower: loginKey(login),
      mailed:
        guest !== null && typeof mailed !== "string"
          ? { userId: guest.id, codeHmac: codeHmac(services.hmacKey, hash.toString("hex"), code) }
          : null,
      expiresAt: new Date(now + CODE_MINUTES * 60_000),
    });
    const { transaction } = action;
    const begun = { sent: isInTime, waitSeconds: waitSeconds(nextAt, now) };
    if (attempt !== null) {
      const hash = hashSecret(attempt);
      if (await goOnByMail(transaction, hash, askedBy(hash), now)) return { ...begun, attempt };
    }
    const secret = newSecret();
    const hash = hashSecret(secret);
    await beginByMail(transaction, hash, askedBy(hash));
    return { ...begun, attempt: secret };
  });
}

/**
 * Proves a mailed code. Five wrong ones end the attempt. The sign-in continues as after a password.
 * @throws RequestError SIGN_IN_REFUSED, ATTEMPT_EXPIRED, FORBIDDEN
 */
export async function proveMailedCode(
  services: Pick<Services, "clock" | "database" | "hmacKey">,
  visitor: Visitor,
  { attempt, code }: { readonly attempt: string; readonly code: string },
): Promise<void> {
  const { database, clock, hmacKey } = services;
  const { started } = await goOnAtPortal(services, visitor, attempt, "CODE");
  const { hash, mailedTo } = started;
  const { codeExpiresAt } = started;
  const isInTime = codeExpiresAt === null || codeExpiresAt.getTime() > clock();
  const isRight =
    isCode(hmacKey, hash.toString("hex"), code, started.codeHmac) && mailedTo !== null && isInTime;
  // A code is proven once: afterwards there is none to try.
  // A code that was mailed and used does not delay the next mail.
  if (!isRight || !(await keepProven(database, started, mailedTo, clock() + SIGN_IN_TTL_MS))) {
    throw new RequestError(
      "SIGN_IN_REFUSED",
      "The code is wrong or has expired. Type it again, or request another one.",
    );
  }
}
