import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";

/** Whether a row of `bypasses` is running. @param now milliseconds since 1970 UTC. */
export function runs(now: number): Sql {
  return Prisma.sql`(bypasses.ended_at IS NULL AND coalesce(bypasses.expires_at > ${new Date(now)}, true))`;
}

/** Whether a row of `bypasses` is valid at a resource: only there, or everywhere. */
export function holdsAt(resourceId: string): Sql {
  return Prisma.sql`(bypasses.resource_id IS NULL OR bypasses.resource_id = ${resourceId}::uuid)`;
}

/**
 * Whether a row of `tokens` has a running bypass.
 * @param now milliseconds since 1970 UTC.
 * @param at the resource that the caller is bound to: bypasses of other resources do not exist for it; null for
 * all.
 */
export function isBypassed(now: number, at: string | null): Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM bypasses WHERE bypasses.account_id = tokens.account_id
    AND bypasses.token_id = tokens.id AND ${runs(now)} ${at === null ? Prisma.empty : Prisma.sql`AND ${holdsAt(at)}`})`;
}
