import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";

/**
 * What is in the outbox, as rows of `Gauge`: how many messages of each kind are to be sent or are being sent, and for how many
 * seconds the oldest of them has been there. Both are read from the indexes that the sender uses.
 * @param now milliseconds since 1970 UTC.
 */
export function messageGauges(now: number): Sql {
  const open = Prisma.sql`
    SELECT kind, created_at FROM messages WHERE state = 'PENDING'
    UNION ALL SELECT kind, created_at FROM messages WHERE state = 'SENDING'`;
  return Prisma.sql`
    SELECT 'messages_waiting' AS what, kind AS label, count(*)::float8 AS value FROM (${open}) AS open GROUP BY kind
    UNION ALL SELECT 'message_oldest', kind,
      greatest(extract(epoch FROM ${new Date(now)}::timestamptz - min(created_at)), 0)::float8
    FROM (${open}) AS open GROUP BY kind`;
}
