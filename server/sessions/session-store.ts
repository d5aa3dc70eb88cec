import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import { IDLE_MS, PORTAL_IDLE_MS } from "./session-limits.js";

export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/** A session of the account, or null. */
export function findSession(transaction: Client | Transaction, accountId: string, id: string) {
  return transaction.userSession.findUnique({ where: { accountId_id: { accountId, id } } });
}

/** The data that decides whether a session is let in. */
export interface KnownSession {
  readonly accountId: string;
  readonly id: string;
  readonly userId: string;
  readonly login: string;
  readonly kind: string;
  /** The portal's resource; null for the console, and for a portal that was closed. */
  readonly resourceId: string | null;
  /** The address of that portal now. */
  readonly portalAddress: string | null;
  /** null when the person has no role any more; of a user in a portal, null as it should be. */
  readonly role: string | null;
  readonly level: number;
  readonly verifiedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly userEnabled: boolean;
  readonly accountEnabled: boolean;
  /** As precise as a minute. */
  seenAt: Date;
}

/** A session, or null. @param which a condition on `sessions AS s` that names one. */
async function lookUp(database: Pick<Database, "query">, which: Sql): Promise<KnownSession | null> {
  const [row] = await database.query<KnownSession>(Prisma.sql`
    SELECT s.account_id AS "accountId", s.id, s.user_id AS "userId", u.login, s.kind, p.id AS "resourceId", p.portal_address AS "portalAddress", r.role, s.level::int AS level, s.verified_at AS "verifiedAt",
      s.expires_at AS "expiresAt", s.revoked_at AS "revokedAt", s.seen_at AS "seenAt", u.enabled AS "userEnabled",
      a.enabled AS "accountEnabled"
    FROM sessions AS s JOIN accounts AS a ON a.id = s.account_id
    JOIN users AS u ON u.account_id = s.account_id AND u.id = s.user_id
    LEFT JOIN administrators AS r ON r.account_id = s.account_id AND r.user_id = s.user_id
    LEFT JOIN resources AS p ON p.account_id = s.account_id AND p.id = s.resource_id AND p.portal_address IS NOT NULL
    WHERE ${which}`);
  return row ?? null;
}

/** The session whose cookie has a hash, or null. */
export function lookUpSession(database: Database, hash: Buffer): Promise<KnownSession | null> {
  return lookUp(database, Prisma.sql`s.hash = ${hash}`);
}

/** A session that was valid before, as it is now; null when it was deleted. */
export function lookUpSessionAgain(
  database: Pick<Database, "query">,
  { accountId, id }: Pick<KnownSession, "accountId" | "id">,
): Promise<KnownSession | null> {
  return lookUp(database, Prisma.sql`s.account_id = ${accountId}::uuid AND s.id = ${id}::uuid`);
}

/** Which sessions still open something, of those in `sessions AS s`. @param now milliseconds since 1970 UTC. */
function stillOpen(now: number): Sql {
  return Prisma.sql`s.revoked_at IS NULL AND s.expires_at > ${new Date(now)}
    AND s.seen_at > CASE s.kind WHEN 'CONSOLE' THEN ${new Date(now - IDLE_MS)}::timestamptz ELSE ${new Date(now - PORTAL_IDLE_MS)}::timestamptz END
    AND EXISTS (SELECT 1 FROM accounts AS a WHERE a.id = s.account_id AND a.enabled)
    AND EXISTS (SELECT 1 FROM users AS u WHERE u.account_id = s.account_id AND u.id = s.user_id AND u.enabled)
    AND (s.kind = 'CONSOLE') = EXISTS (SELECT 1 FROM administrators AS r WHERE r.account_id = s.account_id AND r.user_id = s.user_id)
    AND (s.kind = 'CONSOLE' OR EXISTS (
      SELECT 1 FROM resources AS p WHERE p.account_id = s.account_id AND p.id = s.resource_id AND p.portal_address IS NOT NULL))`;
}

/** The ids of sessions that are still valid. @param now milliseconds since 1970 UTC. */
export async function validSessions(
  database: Database,
  sessions: readonly { readonly accountId: string; readonly id: string }[],
  now: number,
): Promise<readonly string[]> {
  const accounts = sessions.map(({ accountId }) => accountId);
  const ids = sessions.map(({ id }) => id);
  const rows = await database.query<{ id: string }>(Prisma.sql`
    SELECT s.id FROM unnest(${accounts}::uuid[], ${ids}::uuid[]) AS streaming (account_id, id)
    JOIN sessions AS s USING (account_id, id) WHERE ${stillOpen(now)}`);
  return rows.map(({ id }) => id);
}

/** Sessions by id; null for those that the caller does not see. @param userId of the only person whose sessions are seen; null for all. */
export async function readSessions(
  { prisma }: Database,
  accountId: string,
  userId: string | null,
  ids: readonly string[],
): Promise<(SessionRow | null)[]> {
  const where = { accountId, id: { in: [...ids] }, ...(userId === null ? {} : { userId }) };
  return inOrder(ids, await prisma.userSession.findMany({ where }));
}

/** The sessions that are open, newest first. @param userId of one person; null for all. @param now milliseconds since 1970 UTC. */
export function sessionListing(userId: string | null, now: number): Listing {
  return {
    from: Prisma.raw("sessions AS s"),
    id: Prisma.raw("s.id"),
    parent: Prisma.raw("s.account_id"),
    where: [stillOpen(now), ...(userId === null ? [] : [Prisma.sql`s.user_id = ${userId}::uuid`])],
    order: {
      name: "sessions",
      columns: [
        { column: Prisma.raw("s.created_at"), type: Prisma.raw("timestamptz") },
        { column: Prisma.raw("s.id"), type: Prisma.raw("uuid") },
      ],
      descending: true,
    },
  };
}
