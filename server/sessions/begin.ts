import type { Action } from "../actions/action.js";
import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import { LONGEST_LEVEL_1_MS, LONGEST_MS, PORTAL_LONGEST_MS } from "./session-limits.js";
import { hashSecret, newSecret } from "./session-secret.js";

/** Where a request comes from. */
export interface Visitor {
  readonly address: string;
  /** The unit that limits count. */
  readonly network: string;
  /** The name that the browser gives itself. */
  readonly agent: string | null;
}

/** Characters of a browser's name that are kept. */
const LONGEST_AGENT = 200;

/**
 * Keeps account and user enabled until the transaction ends: a session that is begun meanwhile would outlive their end. The lock of
 * the account is the weakest that does so: a transaction that takes a place of its plan, as a request with many items does, holds up
 * no other one.
 */
async function stayEnabled({ transaction, accountId }: Action, userId: string): Promise<void> {
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM accounts JOIN users ON users.account_id = accounts.id
    WHERE accounts.id = ${accountId}::uuid AND users.id = ${userId}::uuid AND accounts.enabled AND users.enabled
    FOR KEY SHARE OF accounts FOR SHARE OF users`);
  if (rows.length === 0) {
    throw new RequestError(
      "SIGN_IN_REFUSED",
      "This account or this user was disabled. Ask an administrator.",
    );
  }
}

/** By what a person began to sign in to a portal. */
export const WAYS = ["PASSWORD", "MAIL_CODE", "INVITATION", "RECOVERY_CODE"] as const;
export type Way = (typeof WAYS)[number];

/** The new ways of sessions that were begun to connect one token, once it is connected. */
export const USED_WAYS = { INVITATION: "INVITATION_USED", RECOVERY_CODE: "RECOVERY_CODE_USED" } as const;

/** The same of a session as it is now: what an invitation or a recovery code allows once may be used up. */
export type SessionOrigin = Way | (typeof USED_WAYS)[keyof typeof USED_WAYS];

export function isSessionOrigin(text: string | null): text is SessionOrigin {
  return [...WAYS, ...Object.values(USED_WAYS)].some((way) => way === text);
}

type Person = { readonly id: string; readonly login: string };

/** How long a session lasts at most, and where it is; null for the console. */
interface Place {
  readonly lastsMs: number;
  readonly portal: { readonly resourceId: string; readonly way: Way } | null;
}

/** Stores a session. @param id of the session. @returns the cookie. @throws RequestError SIGN_IN_REFUSED */
async function keepSession(
  action: Action,
  id: string,
  { id: userId }: Person,
  level: 1 | 2,
  { address, network, agent }: Visitor,
  { lastsMs, portal }: Place,
): Promise<string> {
  await stayEnabled(action, userId);
  const { transaction, accountId, now } = action;
  const secret = newSecret();
  const moment = new Date(now);
  await transaction.userSession.create({
    data: {
      accountId,
      id,
      userId,
      kind: portal === null ? "CONSOLE" : "PORTAL",
      ...portal,
      hash: hashSecret(secret),
      level,
      verifiedAt: moment,
      createdAt: moment,
      seenAt: moment,
      expiresAt: new Date(now + lastsMs),
      address,
      network,
      agent: agent?.slice(0, LONGEST_AGENT) ?? null,
    },
  });
  return secret;
}

/**
 * Begins a session of a person in the console.
 * @param level 1: by a link or a password, only to enrol a token; 2: by a one-time password, too.
 * @returns the cookie; it is not stored and cannot be shown again.
 * @throws RequestError SIGN_IN_REFUSED when the account or the user was disabled meanwhile.
 */
export async function beginSession(
  action: Action,
  user: Person,
  level: 1 | 2,
  visitor: Visitor,
): Promise<string> {
  const lastsMs = level === 2 ? LONGEST_MS : LONGEST_LEVEL_1_MS;
  const secret = await keepSession(action, action.newId(), user, level, visitor, { lastsMs, portal: null });
  action.record({
    type: "SESSION_STARTED",
    user,
    resource: null,
    clientAddress: visitor.address,
    params: { way: level === 2 ? null : "INVITATION", withCode: level === 2 },
  });
  return secret;
}

/** Where a session of a portal is, and by what it begins. */
interface NewPortalSession {
  readonly resource: { readonly id: string; readonly name: string };
  readonly way: Way;
  /** The session's id, where it is named before. */
  readonly id?: string;
}

/**
 * Begins a session of a person in the portal of a resource.
 * @param level 1: only by what `way` says; 2: by a one-time password, too.
 * @returns the cookie; it is not stored and cannot be shown again.
 * @throws RequestError SIGN_IN_REFUSED when the account or the user was disabled meanwhile.
 */
export async function beginPortalSession(
  action: Action,
  user: Person,
  level: 1 | 2,
  visitor: Visitor,
  { resource, way, id = action.newId() }: NewPortalSession,
): Promise<string> {
  const portal = { resourceId: resource.id, way };
  const secret = await keepSession(action, id, user, level, visitor, { lastsMs: PORTAL_LONGEST_MS, portal });
  action.record({
    type: "SESSION_STARTED",
    user,
    resource,
    clientAddress: visitor.address,
    params: { way, withCode: level === 2 },
  });
  return secret;
}
