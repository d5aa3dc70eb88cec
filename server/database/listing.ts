import type { Database, Sql } from "./database.js";
import { Prisma } from "./generated/client.js";
import type { WordSearch } from "./search.js";

/** The order of a list: columns whose values together are unique, all in the same direction. */
export interface Order {
  /** Distinguishes the cursors of one order from those of another. */
  readonly name: string;
  readonly columns: readonly { readonly column: Sql; readonly type: Sql }[];
  readonly descending: boolean;
}

/** The knowledge about the rows after a place in a list without reading them: that none can match, or none up to another place. */
export type Passed =
  | { readonly isEnd: true }
  | {
      readonly isEnd: false;
      readonly place: readonly string[];
      /** Whether the rows after that place may match. If not, nothing is known of them. */
      readonly mayMatch: boolean;
    };

/** A list, or one list for each of several parents. */
export interface Listing {
  readonly from: Sql;
  readonly id: Sql;
  /** The column with the id of the list's parent. */
  readonly parent: Sql;
  readonly where: readonly Sql[];
  /** Conditions that no index serves: rows are tested one by one, and only so many for a page. */
  readonly tested?: readonly Sql[] | undefined;
  /** Passes over rows after a place that cannot match the tested conditions. @param place the key of a row. */
  readonly passOver?:
    ((database: Database, place: readonly string[], isAscending: boolean) => Promise<Passed>) | undefined;
  /** A text search; it is separate from the other conditions. */
  readonly words?: WordSearch | undefined;
  readonly order: Order;
}

/** A range of a list; exactly one of first and last is given. */
export interface Stretch {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: string | null;
  readonly before: string | null;
}

/** The whole list, in its order. */
export const EVERYTHING: Stretch = { first: 0, last: null, after: null, before: null };

/** A cursor that does not belong to this list. */
export class ForeignCursorError extends Error {
  override name = "ForeignCursorError";
}

/** The cursor of a row: the values of the order's columns. */
export function encodeCursor(order: Order, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([order.name, ...key])).toString("base64url");
}

/** The values of the order's columns in a cursor. @throws ForeignCursorError */
export function decodeCursor(order: Order, cursor: string): string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw new ForeignCursorError();
  }
  if (!Array.isArray(parts) || parts.length !== order.columns.length + 1 || parts[0] !== order.name) {
    throw new ForeignCursorError();
  }
  return parts.slice(1).map((part: unknown) => {
    if (typeof part !== "string" || part.includes("\0")) throw new ForeignCursorError();
    return part;
  });
}

/**
 * Hides a value from the planner. The planner estimates `(a, b) > (x, y)` only by the first column. If most rows
 * have the same value there, as with an event's epoch, it expects one row or none, and reads and sorts all that
 * follow (ten million events: 20 s instead of 5 ms). For an unknown value it expects a third of the rows.
 */
export function notYetKnown(value: Sql): Sql {
  return Prisma.sql`(SELECT ${value})`;
}

function beyond(order: Order, cursor: string, following: boolean): Sql {
  const key = decodeCursor(order, cursor);
  const columns = Prisma.join(order.columns.map(({ column }) => column));
  const values = Prisma.join(
    order.columns.map(({ type }, index) => notYetKnown(Prisma.sql`${key[index]}::text::${type}`)),
  );
  return following === order.descending
    ? Prisma.sql`(${columns}) < (${values})`
    : Prisma.sql`(${columns}) > (${values})`;
}

/** A row of a page, as the statement gives it. */
export interface KeyedRow {
  readonly id: string;
  readonly key: string[];
}

/** Some rows of a parent's list, in the order in which they are asked for. */
export interface Found {
  /** At most one more than the page has. */
  readonly rows: readonly KeyedRow[];
  /** The last row that was tested, when the search stopped there; null when it did not. */
  readonly stoppedAt: readonly string[] | null;
}

/** How many rows a list has. */
export interface Counted {
  readonly count: number;
  /** False when there may be more than were counted. */
  readonly isExact: boolean;
}

/** The parts of the statements that read a page. */
export interface Parts {
  readonly listing: Listing;
  readonly stretch: Stretch;
  /** How many rows the page has. */
  readonly size: number;
  readonly isAscending: boolean;
  readonly direction: Sql;
  /** The list of `parents.id`, from the cursor on. */
  readonly among: Sql;
  readonly key: Sql;
  readonly sort: Sql;
}

export function getParts(listing: Listing, stretch: Stretch): Parts {
  const { order } = listing;
  const { first, last, after, before } = stretch;
  const where = [...listing.where];
  if (after !== null) where.push(beyond(order, after, true));
  if (before !== null) where.push(beyond(order, before, false));
  const isAscending = order.descending !== (first !== null);
  const direction = isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const conditions = where.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(where, " AND ")}`;
  return {
    listing,
    stretch,
    size: first ?? last ?? 0,
    isAscending,
    direction,
    among: Prisma.sql`FROM ${listing.from} WHERE ${listing.parent} = parents.id ${conditions}`,
    key: Prisma.join(order.columns.map(({ column }) => Prisma.sql`${column}::text`)),
    sort: Prisma.join(order.columns.map(({ column }) => Prisma.sql`${column} ${direction}`)),
  };
}

/** The rest of a page, from a place on. @param size how many rows it still has. */
export function partsFrom({ listing, stretch }: Parts, place: readonly string[], size: number): Parts {
  const cursor = encodeCursor(listing.order, place);
  return getParts(
    listing,
    stretch.first === null
      ? { ...stretch, last: size, before: cursor }
      : { ...stretch, first: size, after: cursor },
  );
}

/** The order's columns with names of their own, and a row's key of these: it is made for few of the rows that are read. */
export function keyColumns({ columns }: Order): {
  readonly named: Sql;
  readonly key: Sql;
  readonly names: readonly Sql[];
} {
  const names = columns.map((_column, index) => Prisma.raw(`k${index}`));
  return {
    named: Prisma.join(
      columns.map(({ column }, index) => Prisma.sql`${column} AS ${Prisma.raw(`k${index}`)}`),
    ),
    key: Prisma.join(names.map((name) => Prisma.sql`${name}::text`)),
    names,
  };
}

/** The statement that reads a page of each parent. @param page gives id, key and number of the rows of `parents.id`. */
export function ofEachParent(parents: readonly string[], page: Sql): Sql {
  return Prisma.sql`
    SELECT parents.id AS parent, page.*
    FROM unnest(${parents}::uuid[]) WITH ORDINALITY AS parents (id, position)
    CROSS JOIN LATERAL (${page}) AS page
    ORDER BY parents.position, page.number`;
}

export function byParent<Row extends { readonly parent: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const earlier = found.get(row.parent);
    if (earlier === undefined) found.set(row.parent, [row]);
    else earlier.push(row);
  }
  return found;
}
