import type { Database, Sql } from "./database.js";
import { Prisma } from "./generated/client.js";

/** What a list is ordered by: columns whose values together are unique, all in one direction. */
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
  /** The column that says whose list a row is in. */
  readonly parent: Sql;
  readonly where: readonly Sql[];
  /** What words ask of a row, apart from the other conditions. */
  readonly words?: Sql | undefined;
  readonly order: Order;
}

/** A stretch of a list; exactly one of first and last. */
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

/** A cursor that this list did not give. */
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
 * A value that the planner does not look at before it chooses its way. It judges `(a, b) > (x, y)` by the first column
 * alone: where that is the same in most rows, as an event's epoch, it expects one row or none, and reads and sorts all
 * that follows (ten million events: 20 s instead of 5 ms). Of a value that it does not know it expects a third.
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

/** Rows of a list that are looked at one by one before words are looked up in their index. */
const LOOKED_THROUGH = 2_000;

/**
 * A page of the rows that have some words. No index has both the words and the order, and the planner cannot know how
 * many rows have the words: taken in the list's order, rare ones would be looked for through all of it; looked up,
 * frequent ones would give millions of rows to sort. So the first rows of the list are looked through, which gives a
 * page of what is frequent; only what is rarer than that is looked up.
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
  // Without OFFSET 0 the planner would look for rare words in the list's order again.
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

/** SQLSTATE class 22, data exceptions: a forged cursor's values that are not of the columns' types. */
const WRONG_VALUE = /^22/;

/**
 * Reads a page for each parent, in one statement, by keyset: a page far down costs what the first costs,
 * and a row that was deleted or added meanwhile moves no other row.
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
