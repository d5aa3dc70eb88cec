import type { Database, Sql } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import { notYetKnown } from "../../database/listing.js";
import { CURRENT_EPOCH } from "../record.js";
import { EVENT_COLUMNS, type EventRow, type SplitConditions } from "../event-store.js";
import { laterOf, type Position, getPosition } from "./position.js";

// Rows become visible when their transaction commits, which is not the order of their numbers. So the feed is
// ordered by transaction id, and read only below the oldest transaction that is still open: no row can appear
// there any more. Events of earlier epochs are all below it, whatever their ids.

/** An event on its way to subscribers. Those who follow together share one object. */
export interface FeedRow extends EventRow {
  readonly at: Position;
  readonly accountId: string;
  readonly actorId: string | null;
  /** The text that text filters search. */
  readonly search: readonly string[];
}

/** Events in the order of the feed, and how far the read came. */
export interface Stretch {
  readonly rows: readonly FeedRow[];
  /** Everything up to this position was read, and nothing will be added before it. */
  readonly upTo: Position;
  /** Whether there are more events already. */
  readonly hasMore: boolean;
}

/** The epoch that is written now, and the oldest transaction that is still open: of one moment. */
interface Frontier {
  readonly now: number;
  readonly xmin: string;
}

const FRONTIER = Prisma.sql`SELECT ${CURRENT_EPOCH} AS now, pg_snapshot_xmin(pg_current_snapshot()) AS xmin`;

type Read = Omit<FeedRow, "accountId" | "at"> & Frontier & { readonly accountId: string | null };

function rowValue({ epoch, xid, position }: Position): Sql {
  const values = [
    Prisma.sql`${epoch}::int`,
    Prisma.sql`${String(xid)}::text::xid8`,
    Prisma.sql`${String(position)}::text::bigint`,
  ];
  return Prisma.sql`(${Prisma.join(values.map(notYetKnown))})`;
}

function beyond(after: Position): Sql {
  return Prisma.sql`(events.epoch, events.xid, events.position) > ${rowValue(after)}`;
}

/** The position before which nothing will be added. */
function placeAt(highWaterMark: Frontier | undefined): Position {
  if (highWaterMark === undefined) throw new TypeError("a snapshot has an xmin");
  return { epoch: highWaterMark.now, xid: BigInt(highWaterMark.xmin), position: 0n };
}

/** Reads on from a place, for all accounts that are given. */
export async function readOn(
  database: Database,
  after: Position,
  accounts: readonly string[],
  most: number,
): Promise<Stretch> {
  const read = await database.query<Read>(Prisma.sql`
    SELECT frontier.now, frontier.xmin::text AS xmin, page.*
    FROM (${FRONTIER}) AS frontier
    LEFT JOIN LATERAL (
      SELECT ${EVENT_COLUMNS}, account_id AS "accountId", actor_id AS "actorId" FROM events
      WHERE ${beyond(after)} AND (events.epoch < frontier.now OR events.xid < frontier.xmin)
        AND account_id = ANY(${[...accounts]}::uuid[])
      ORDER BY events.epoch, events.xid, events.position LIMIT ${most}::int
    ) AS page ON true`);
  const rows = read.flatMap((row) =>
    row.accountId === null ? [] : [{ ...row, accountId: row.accountId, at: getPosition(row.cursorKey) }],
  );
  const last = rows.at(-1);
  const hasMore = rows.length === most;
  // (If the database has less than was read before, the same events must not be read again.)
  const upTo = hasMore && last !== undefined ? last.at : laterOf(after, placeAt(read[0]));
  return { rows, upTo, hasMore };
}

/** The current position of the feed: everything that is committed later comes after it. */
export async function readHighWaterMark(database: Database): Promise<Position> {
  const [highWaterMark] = await database.query<Frontier>(
    Prisma.sql`SELECT now, xmin::text AS xmin FROM (${FRONTIER}) AS frontier`,
  );
  return placeAt(highWaterMark);
}

/** How many events are tested in one statement for a subscriber. Few may match, or none: a read must be short all the same. */
const TESTED_AT_ONCE = 5_000;

type Tested = Omit<FeedRow, "at"> & { readonly matches: boolean | null; readonly number: number };

/**
 * Reads on for one subscriber that missed events: all up to a place, or a part of them.
 * @param conditions the account is one of them.
 * @param end a position that was read already, so that nothing will be added before it.
 * @param most how many events are given.
 */
export async function readMissed(
  database: Database,
  { served, tested }: SplitConditions,
  after: Position,
  end: Position,
  most: number,
): Promise<Stretch> {
  const order = Prisma.raw("events.epoch, events.xid, events.position");
  const matches = tested.length === 0 ? Prisma.sql`true` : Prisma.join([...tested], " AND ");
  const limit = tested.length === 0 ? most : TESTED_AT_ONCE;
  // The last event that is tested is given also when it does not match: the next read continues there.
  const read = await database.query<Tested>(Prisma.sql`
    SELECT ${EVENT_COLUMNS}, account_id AS "accountId", actor_id AS "actorId", matches, number FROM (
      SELECT events.*, (${matches}) AS matches, (row_number() OVER (ORDER BY ${order}))::int AS number FROM events
      WHERE ${Prisma.join([...served], " AND ")} AND ${beyond(after)} AND (${order}) <= ${rowValue(end)}
      ORDER BY ${order} LIMIT ${limit}::int
    ) AS tested WHERE matches OR number = ${limit}::int ORDER BY epoch, xid, position LIMIT ${most}::int`);
  const rows = read.map(({ matches: isMatch, number, ...row }) => ({
    isMatch: isMatch === true,
    number,
    row: { ...row, at: getPosition(row.cursorKey) },
  }));
  const last = rows.at(-1);
  const hasMore = last !== undefined && (rows.length === most || last.number === limit);
  return {
    rows: rows.flatMap(({ isMatch, row }) => (isMatch ? [row] : [])),
    upTo: hasMore ? last.row.at : end,
    hasMore,
  };
}
