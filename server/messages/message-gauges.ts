import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { IS_AFTER_CODES } from "./outbox.js";

/** How far a message is put off at most that is left to another server, or to a database that comes back, in milliseconds. */
const MOMENT_MS = 10_000;

/**
 * The contents of the outbox, as rows of `Gauge`: how many messages of each kind are to be sent or are being sent, and for how many
 * seconds the oldest of them has been there that no limit of its channel holds back; codes, for which somebody waits, apart from links
 * and notices. All are read from the indexes that the sender uses.
 * @param now milliseconds since 1970 UTC.
 */
export function messageGauges(now: number): Sql {
  const purpose = Prisma.sql`CASE WHEN ${IS_AFTER_CODES} THEN 'LINK_OR_NOTICE' ELSE 'CODE' END AS purpose`;
  const open = Prisma.sql`
    SELECT kind, ${purpose}, created_at, attempts = 0 AND next_at > ${new Date(now + MOMENT_MS)} AS held_back
    FROM messages WHERE state = 'PENDING'
    UNION ALL SELECT kind, ${purpose}, created_at, false FROM messages WHERE state = 'SENDING'`;
  return Prisma.sql`
    SELECT 'messages_waiting' AS what, kind AS label, count(*)::float8 AS value FROM (${open}) AS open GROUP BY kind
    UNION ALL SELECT 'message_oldest', kind || ' ' || purpose,
      greatest(extract(epoch FROM ${new Date(now)}::timestamptz - min(created_at)), 0)::float8
    FROM (${open}) AS open WHERE NOT held_back GROUP BY kind, purpose`;
}
