import type { Database } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import { notYetKnown, type Passed } from "../../database/listing.js";

/** How many seals are looked at in one statement. Each covers up to 1,000 events. */
const MAX_SEALS = 50_000;

/** Times that events are looked for in; null is no bound. */
export interface TimeRange {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The next seal that may have events of a time range, or else the last one that was looked at. */
interface NextSeal {
  readonly number: number;
  readonly isInRange: boolean;
  /** Whether no seal follows this one. */
  readonly isNewest: boolean;
  /** The number of the seal that has the place. */
  readonly covering: number;
  /** Places in the feed: of its last event, and of the last event of the seal before. */
  readonly end: readonly string[];
  readonly beginning: readonly string[] | null;
}

/**
 * Passes over events of other times without reading them: a seal says between which times its events lie. The order of the feed
 * does not say it, because the clocks of servers differ, and some transactions take long.
 * @param place in the feed. @param isAscending whether later events in the order of the feed follow, or earlier ones.
 */
export async function passOver(
  database: Database,
  accountId: string,
  { from, to }: TimeRange,
  place: readonly string[],
  isAscending: boolean,
): Promise<Passed> {
  const [epoch = "", xid = "", position = ""] = place;
  const at = Prisma.join(
    [
      Prisma.sql`${epoch}::text::integer`,
      Prisma.sql`${xid}::text::xid8`,
      Prisma.sql`${position}::text::bigint`,
    ].map(notYetKnown),
  );
  const account = Prisma.sql`account_id = ${accountId}::uuid`;
  const isInRange = Prisma.sql`(${from === null ? Prisma.sql`true` : Prisma.sql`newest_at >= ${from}`}
    AND ${to === null ? Prisma.sql`true` : Prisma.sql`oldest_at < ${to}`})`;
  const [found] = await database.query<NextSeal>(Prisma.sql`
    SELECT seal.*, covering.number AS covering,
      NOT EXISTS (SELECT 1 FROM event_seals WHERE ${account} AND number = seal.number + 1) AS "isNewest",
      (SELECT ARRAY[last_epoch::text, last_xid::text, last_position::text] FROM event_seals
        WHERE ${account} AND number = seal.number - 1) AS beginning
    FROM (
      SELECT number, ${
        isAscending
          ? Prisma.sql`least(number + ${MAX_SEALS}::int, (SELECT max(number) FROM event_seals WHERE ${account}))`
          : Prisma.sql`greatest(number - ${MAX_SEALS}::int, 1)`
      } AS edge
      FROM event_seals
      WHERE ${account} AND (last_epoch, last_xid, last_position) ${isAscending ? Prisma.sql`>` : Prisma.sql`>=`} (${at})
      ORDER BY last_epoch, last_xid, last_position LIMIT 1
    ) AS covering CROSS JOIN LATERAL (
      SELECT number, ${isInRange} AS "isInRange",
        ARRAY[last_epoch::text, last_xid::text, last_position::text] AS "end"
      FROM event_seals
      WHERE ${account} AND number BETWEEN least(covering.number, edge) AND greatest(covering.number, edge)
        AND (${isInRange} OR number = edge)
      ORDER BY number ${isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT 1
    ) AS seal`);
  // Events that are not sealed yet must be read, and so must the rest of a seal.
  if (found === undefined || (found.isInRange && found.number === found.covering))
    return { isEnd: false, place, mayMatch: true };
  if (!found.isInRange) {
    if (!isAscending && found.number === 1) return { isEnd: true };
    return { isEnd: false, place: found.end, mayMatch: isAscending && found.isNewest };
  }
  return { isEnd: false, place: isAscending ? (found.beginning ?? place) : after(found.end), mayMatch: true };
}

/** The place after an event, and before the next one. */
function after([epoch = "", xid = "", position = ""]: readonly string[]): string[] {
  return [epoch, xid, String(BigInt(position) + 1n)];
}
