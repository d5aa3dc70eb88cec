import type { Actor, Credential } from "../actions/actor.js";
import { isRole } from "../actions/permissions.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { IDLE_MS, PORTAL_IDLE_MS, SEEN_RESOLUTION_MS } from "../sessions/session-limits.js";
import { hashSecret } from "../sessions/session-secret.js";
import {
  type KnownSession,
  lookUpSession,
  lookUpSessionAgain,
  validSessions,
} from "../sessions/session-store.js";
import type { CredentialKind, CredentialServices, Presented, Rejection } from "./credential.js";
import { DENIALS } from "./denials.js";

/** Stores when a session was used, at most once a minute. If that fails, it is logged, and the request continues. */
function keepSeen({ database, log }: CredentialServices, session: KnownSession, now: number): void {
  if (now - session.seenAt.getTime() < SEEN_RESOLUTION_MS) return;
  const { accountId, id } = session;
  session.seenAt = new Date(now);
  database
    .query(
      Prisma.sql`UPDATE sessions SET seen_at = ${session.seenAt} WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`,
    )
    .catch((error: unknown) => log.warn({ err: error }, "the last use of a session was not stored"));
}

/** Where a session is: in the console, or in the portal with an address. */
export type SessionPlace =
  { readonly kind: "CONSOLE" } | { readonly kind: "PORTAL"; readonly address: string };

/** Whether a session of a person is still of use: in the console with a role, in an open portal without one. */
function hasPlace({ kind, role, portalAddress }: KnownSession): boolean {
  return kind === "CONSOLE" ? role !== null : role === null && portalAddress !== null;
}

/** Whether a session is still of use, and was begun in the place whose page asks. */
function isInPlace(session: KnownSession, place: SessionPlace): boolean {
  if (session.kind !== place.kind || !hasPlace(session)) return false;
  return place.kind === "CONSOLE" || session.portalAddress === place.address;
}

/** Whether a session was ended, or has come to its end. The idle time is not checked here. */
function isOver({ revokedAt, userEnabled, expiresAt }: KnownSession, now: number): boolean {
  return revokedAt !== null || !userEnabled || expiresAt.getTime() <= now;
}

/**
 * Why a session that was valid before opens nothing any more; null while it is valid. One that was not used for long is valid
 * here: what its person asked for may take longer. So is one whose portal has another address now.
 */
export async function checkSessionAgain(
  database: Pick<Database, "query">,
  credential: Credential,
  now: number,
): Promise<Rejection | null> {
  const session = await lookUpSessionAgain(database, credential);
  if (session === null || !hasPlace(session) || isOver(session, now)) return "SESSION_ENDED";
  return session.accountEnabled ? null : "ACCOUNT_DISABLED";
}

/**
 * A session that is open, of whatever level; null when the cookie opens nothing.
 * @param place whose page asks: a session of another place opens nothing there.
 * @param isBackground whether the page asks by itself: a session that its person does not use ends.
 */
export async function getOpenSession(
  services: CredentialServices,
  hash: Buffer,
  place: SessionPlace,
  isBackground: boolean,
): Promise<KnownSession | "ACCOUNT_DISABLED" | null> {
  const session = await services.sessions.find(hash.toString("base64"), () =>
    lookUpSession(services.database, hash),
  );
  const now = services.clock();
  if (session === null || !isInPlace(session, place)) return null;
  if (isOver(session, now)) return null;
  const idle = place.kind === "CONSOLE" ? IDLE_MS : PORTAL_IDLE_MS;
  if (now - session.seenAt.getTime() >= idle) return null;
  if (!session.accountEnabled) return "ACCOUNT_DISABLED";
  if (!isBackground) keepSeen(services, session, now);
  return session;
}

async function authenticate(
  services: CredentialServices,
  hash: Buffer,
  { isBackground }: Presented,
): Promise<Actor | Rejection> {
  const checkedAt = performance.now();
  const session = await getOpenSession(services, hash, { kind: "CONSOLE" }, isBackground);
  if (session === "ACCOUNT_DISABLED") return session;
  if (session === null) return "SESSION_ENDED";
  if (session.level < 2) return "LEVEL_TOO_LOW";
  const { id, accountId, userId, login, role, verifiedAt } = session;
  if (role === null || !isRole(role)) return "SESSION_ENDED";
  const credential: Credential = { kind: "SESSION", accountId, id, checkedAt };
  // A key or a link that a person makes does not end with the session that it was made in.
  const expiresAt = null;
  return {
    kind: "ADMINISTRATOR",
    id: userId,
    name: login,
    role,
    accountId,
    resourceId: null,
    expiresAt,
    credential,
    verifiedAt,
  };
}

/** Sessions of people in the console. */
export const sessions: CredentialKind = {
  hash: hashSecret,
  authenticate,
  checkAgain: checkSessionAgain,
  stillValid: validSessions,
  ended: DENIALS.SESSION_ENDED.message,
};
