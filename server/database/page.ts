import type { Database } from "./database.js";
import { Prisma } from "./generated/client.js";
import {
  byParent,
  type Counted,
  encodeCursor,
  ForeignCursorError,
  type Found,
  type KeyedRow,
  type Listing,
  ofEachParent,
  type Parts,
  getParts,
  type Stretch,
} from "./listing.js";
import { countByTests, readByTests } from "./page-by-tests.js";
import { countByWords, readByWords } from "./page-by-words.js";
import { isWrongValue } from "./unreachable.js";

export interface PageRow {
  readonly id: string;
  readonly cursor: string;
}

export interface Page {
  readonly rows: readonly PageRow[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Where a search stopped before the page was full; null when it did not. */
  readonly searchedTo: string | null;
  /** Whether the page was asked for from the end of the list. */
  readonly backward: boolean;
}

async function inOrder(
  database: Database,
  { size, among, key, sort, listing }: Parts,
  parents: readonly string[],
): Promise<Map<string, Found>> {
  const rows = await database.query<KeyedRow & { parent: string }>(
    ofEachParent(
      parents,
      Prisma.sql`SELECT ${listing.id} AS id, ARRAY[${key}] AS key, row_number() OVER (ORDER BY ${sort}) AS number
        ${among} ORDER BY ${sort} LIMIT ${size + 1}::int`,
    ),
  );
  return new Map([...byParent(rows)].map(([parent, found]) => [parent, { rows: found, stoppedAt: null }]));
}

/** Reads the rows of a page, in the way that suits the list's conditions. */
function find(database: Database, parts: Parts, parents: readonly string[]): Promise<Map<string, Found>> {
  const { words, tested = [] } = parts.listing;
  if (words !== undefined) return readByWords(database, parts, words, parents);
  return tested.length > 0 ? readByTests(database, parts, parents) : inOrder(database, parts, parents);
}

/**
 * Reads a page for each parent, by keyset: in one statement, or in three for a search by words. A page far down costs as
 * much as the first, and rows that are added or deleted meanwhile do not move other rows.
 * @throws ForeignCursorError
 */
export async function readPages(
  database: Database,
  listing: Listing,
  parents: readonly string[],
  stretch: Stretch,
): Promise<Page[]> {
  const { order } = listing;
  const { first, after, before } = stretch;
  const parts = getParts(listing, stretch);
  const { size } = parts;
  const found = await find(database, parts, parents).catch((error: unknown) => {
    if ((after ?? before) !== null && isWrongValue(error)) throw new ForeignCursorError();
    throw error;
  });
  return parents.map((parent) => {
    const { rows, stoppedAt } = found.get(parent) ?? { rows: [], stoppedAt: null };
    const more = rows.length > size || stoppedAt !== null;
    const kept = rows.slice(0, size).map(({ id, key }) => ({ id, cursor: encodeCursor(order, key) }));
    const searchedTo = stoppedAt === null ? null : encodeCursor(order, stoppedAt);
    return first !== null
      ? {
          rows: kept,
          hasNextPage: more,
          hasPreviousPage: after !== null,
          searchedTo,
          backward: false,
        }
      : {
          rows: kept.toReversed(),
          hasNextPage: before !== null,
          hasPreviousPage: more,
          searchedTo,
          backward: true,
        };
  });
}

/** Counts in the way that suits the list's conditions. */
function countIn(
  database: Database,
  listing: Listing,
  parents: readonly string[],
  most: number,
): Promise<Map<string, Counted>> {
  const { words, tested = [] } = listing;
  if (words !== undefined) return countByWords(database, listing, words, parents, most);
  return tested.length > 0
    ? countByTests(database, listing, parents)
    : countAll(database, listing, parents, most);
}

/** How many rows each parent's list has. @param most where counting stops. */
export async function countRows(
  database: Database,
  listing: Listing,
  parents: readonly string[],
  most: number,
): Promise<Counted[]> {
  const counts = await countIn(database, listing, parents, most);
  return parents.map((parent) => {
    const { count, isExact } = counts.get(parent) ?? { count: 0, isExact: true };
    return { count, isExact: isExact && count < most };
  });
}

async function countAll(
  database: Database,
  listing: Listing,
  parents: readonly string[],
  most: number,
): Promise<Map<string, Counted>> {
  const { where } = listing;
  const conditions = where.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join([...where], " AND ")}`;
  const rows = await database.query<{ parent: string; count: number }>(Prisma.sql`
    SELECT parents.id AS parent, (
      SELECT count(*)::int FROM (
        SELECT 1 FROM ${listing.from} WHERE ${listing.parent} = parents.id ${conditions} LIMIT ${most}::int
      ) AS counted
    ) AS count
    FROM unnest(${parents}::uuid[]) AS parents (id)`);
  return new Map(rows.map(({ parent, count }) => [parent, { count, isExact: count < most }]));
}
