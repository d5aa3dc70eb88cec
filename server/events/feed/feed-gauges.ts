import type { Sql } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import { CURRENT_EPOCH } from "../record.js";

/**
 * For how many seconds the first event waits whose place in the feed is not final yet, as a row of `Gauge`; 0 when none does. It
 * waits for the oldest transaction that is open anywhere on the PostgreSQL server, and so does everything after it.
 * @param now milliseconds since 1970 UTC.
 */
export function feedGauges(now: number): Sql {
  return Prisma.sql`
    SELECT 'feed_held_back' AS what, '' AS label,
      coalesce(max(greatest(extract(epoch FROM ${new Date(now)}::timestamptz - occurred_at), 0)), 0)::float8 AS value
    FROM (
      SELECT occurred_at FROM events
      WHERE (epoch, xid, position) >= (${CURRENT_EPOCH}, pg_snapshot_xmin(pg_current_snapshot()), 0)
      ORDER BY epoch, xid, position LIMIT 1
    ) AS first`;
}
