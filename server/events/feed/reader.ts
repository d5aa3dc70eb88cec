import type { Database, Sql } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import { notYetKnown } from "../../database/listing.js";
import { CURRENT_EPOCH } from "../record.js";
import { EVENT_COLUMNS, type EventRow } from "../store.js";
import { laterOf, type Position, positionOf } from "./position.js";

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
function placeAt(frontier: Frontier | undefined): Position {
  if (frontier === undefined) throw new TypeError("a snapshot has an xmin");
  return { epoch: frontier.now, xid: BigInt(frontier.xmin), position: 0n };
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
    row.accountId === null ? [] : [{ ...row, accountId: row.accountId, at: positionOf(row.cursorKey) }],
  );
  const last = rows.at(-1);
  const hasMore = rows.length === most;
  // (If the database has less than was read before, the same events must not be read again.)
  const upTo = hasMore && last !== undefined ? last.at : laterOf(after, placeAt(read[0]));
  return { rows, upTo, hasMore };
}

/** The current position of the feed: everything that is committed later comes after it. */
export async function readFrontier(database: Database): Promise<Position> {
  const [frontier] = await database.query<Frontier>(
    Prisma.sql`SELECT now, xmin::text AS xmin FROM (${FRONTIER}) AS frontier`,
  );
  return placeAt(frontier);
}

/**
 * Reads what one subscriber missed.
 * @param conditions of `eventConditions`; the account is one of them.
 * @param upTo a position that was read already, so that nothing will be added before it.
 */
export async function readMissed(
  database: Database,
  conditions: readonly Sql[],
  after: Position,
  upTo: Position,
  most: number,
): Promise<FeedRow[]> {
  const rows = await database.query<Omit<FeedRow, "at">>(Prisma.sql`
    SELECT ${EVENT_COLUMNS}, account_id AS "accountId", actor_id AS "actorId" FROM events
    WHERE ${Prisma.join([...conditions], " AND ")} AND ${beyond(after)}
      AND (events.epoch, events.xid, events.position) <= ${rowValue(upTo)}
    ORDER BY events.epoch, events.xid, events.position LIMIT ${most}::int`);
  return rows.map((row) => ({ ...row, at: positionOf(row.cursorKey) }));
}
