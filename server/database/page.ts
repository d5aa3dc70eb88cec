import type { Database, Sql } from "./database.js";
import { Prisma } from "./generated/client.js";

/** The order of a list: columns whose values together are unique, all in the same direction. */
export interface Order {
  /** Distinguishes the cursors of one order from those of another. */
  readonly name: string;
  readonly columns: readonly { readonly column: Sql; readonly type: Sql }[];
  readonly descending: boolean;
}

/** A list, or one list for each of several parents. */
export interface Listing {
  readonly from: Sql;
  readonly id: Sql;
  /** The column with the id of the list's parent. */
  readonly parent: Sql;
  readonly where: readonly Sql[];
  /** The condition of a text search; it is separate from the other conditions. */
  readonly words?: Sql | undefined;
  readonly order: Order;
}

/** A range of a list; exactly one of first and last is given. */
export interface Stretch {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: string | null;
  readonly before: string | null;
}

export interface PageRow {
  readonly id: string;
  readonly cursor: string;
}

export interface Page {
  readonly rows: readonly PageRow[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

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

/** How many rows of a list are tested one by one before the index of words is used. */
const LOOKED_THROUGH = 2_000;

/**
 * A page of the rows that contain some words. No index has both the words and the order, and the planner cannot
 * know how many rows contain the words. In the order of the list, rare words would need a search through the
 * whole list; in the index, frequent words would give millions of rows to sort. So the first rows of the list
 * are tested, which is enough for frequent words; only for rarer ones, the index is used.
 */
function pageByWords(
  { id, order }: Listing,
  direction: Sql,
  selected: Sql,
  among: Sql,
  inOrder: Sql,
  words: Sql,
  size: number,
): Sql {
  const columns = order.columns.map(({ column }, index) => ({ column, name: Prisma.raw(`k${index}`) }));
  const named = Prisma.join(columns.map(({ column, name }) => Prisma.sql`${column} AS ${name}`));
  const key = Prisma.join(columns.map(({ name }) => Prisma.sql`${name}::text`));
  const sort = Prisma.join(columns.map(({ name }) => Prisma.sql`${name} ${direction}`));
  // Without OFFSET 0, the planner would search the list in its order again.
  return Prisma.sql`
    WITH near AS MATERIALIZED (
      SELECT id, key, number FROM (
        SELECT ${selected}, ${words} AS has_words ${among} ${inOrder} LIMIT ${LOOKED_THROUGH}::int
      ) AS first WHERE has_words LIMIT ${size + 1}::int
    ), far AS MATERIALIZED (
      SELECT id, ARRAY[${key}] AS key, row_number() OVER (ORDER BY ${sort}) AS number FROM (
        SELECT * FROM (
          SELECT ${id} AS id, ${named} ${among} AND ${words} AND (SELECT count(*) FROM near) <= ${size}::int OFFSET 0
        ) AS found ORDER BY ${sort} LIMIT ${size + 1}::int
      ) AS chosen
    )
    SELECT id, key, number FROM near WHERE (SELECT count(*) FROM near) > ${size}::int
    UNION ALL SELECT id, key, number FROM far ORDER BY number LIMIT ${size + 1}::int`;
}

/** SQLSTATE class 22, data exceptions: values in a forged cursor that do not have the columns' types. */
const WRONG_VALUE = /^22/;

/**
 * Reads a page for each parent, in one statement, by keyset. A page far down costs as much as the first, and
 * rows that are added or deleted meanwhile do not move other rows.
 * @throws ForeignCursorError
 */
export async function readPages(
  database: Database,
  listing: Listing,
  parents: readonly string[],
  { first, last, after, before }: Stretch,
): Promise<Page[]> {
  const { order, words } = listing;
  const size = first ?? last ?? 0;
  const where = [...listing.where];
  if (after !== null) where.push(beyond(order, after, true));
  if (before !== null) where.push(beyond(order, before, false));
  const direction = order.descending === (first !== null) ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const sort = Prisma.join(order.columns.map(({ column }) => Prisma.sql`${column} ${direction}`));
  const key = Prisma.join(order.columns.map(({ column }) => Prisma.sql`${column}::text`));
  const conditions = where.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(where, " AND ")}`;
  const selected = Prisma.sql`${listing.id} AS id, ARRAY[${key}] AS key, row_number() OVER (ORDER BY ${sort}) AS number`;
  const among = Prisma.sql`FROM ${listing.from} WHERE ${listing.parent} = parents.id ${conditions}`;
  const inOrder = Prisma.sql`ORDER BY ${sort}`;
  const page =
    words === undefined
      ? Prisma.sql`SELECT ${selected} ${among} ${inOrder} LIMIT ${size + 1}::int`
      : pageByWords(listing, direction, selected, among, inOrder, words, size);
  const statement = Prisma.sql`
    SELECT parents.id AS parent, page.id, page.key
    FROM unnest(${parents}::uuid[]) WITH ORDINALITY AS parents (id, position)
    CROSS JOIN LATERAL (${page}) AS page
    ORDER BY parents.position, page.number`;
  const rows = await database
    .query<{ parent: string; id: string; key: string[] }>(statement)
    .catch((error: unknown) => {
      const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
      if ((after ?? before) !== null && typeof code === "string" && WRONG_VALUE.test(code)) {
        throw new ForeignCursorError();
      }
      throw error;
    });
  const byParent = new Map<string, { id: string; key: string[] }[]>();
  for (const row of rows) {
    const found = byParent.get(row.parent);
    if (found === undefined) byParent.set(row.parent, [row]);
    else found.push(row);
  }
  return parents.map((parent) => {
    const found = byParent.get(parent) ?? [];
    const more = found.length > size;
    const kept = found
      .slice(0, size)
      .map(({ id, key: values }) => ({ id, cursor: encodeCursor(order, values) }));
    return first !== null
      ? { rows: kept, hasNextPage: more || before !== null, hasPreviousPage: after !== null }
      : { rows: kept.toReversed(), hasNextPage: before !== null, hasPreviousPage: more || after !== null };
  });
}

/** How many rows each parent's list has, counted up to `most` (then the number is `most`). */
export async function countRows(
  database: Database,
  listing: Listing,
  parents: readonly string[],
  most: number,
): Promise<number[]> {
  const where = listing.words === undefined ? [...listing.where] : [...listing.where, listing.words];
  const conditions = where.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(where, " AND ")}`;
  const rows = await database.query<{ parent: string; count: number }>(Prisma.sql`
    SELECT parents.id AS parent, (
      SELECT count(*)::int FROM (
        SELECT 1 FROM ${listing.from} WHERE ${listing.parent} = parents.id ${conditions} LIMIT ${most}::int
      ) AS counted
    ) AS count
    FROM unnest(${parents}::uuid[]) AS parents (id)`);
  const byParent = new Map(rows.map(({ parent, count }) => [parent, count]));
  return parents.map((parent) => byParent.get(parent) ?? 0);
}
