import type { Database, Sql } from "./database.js";
import { Prisma } from "./generated/client.js";
import {
  byParent,
  type Counted,
  type Found,
  keyColumns,
  type KeyedRow,
  type Listing,
  ofEachParent,
  type Parts,
  partsFrom,
} from "./listing.js";
import { containsAll } from "./search.js";

/** How many rows are tested for the lists of all parents together; of each at least some. */
const TESTED_OF_ALL = 100_000;
const TESTED_AT_LEAST = 200;

/** How many rows of each parent's list are tested. @param most for only one parent. */
export function getShare(parents: readonly string[], most: number): number {
  return Math.max(TESTED_AT_LEAST, Math.min(most, Math.floor(TESTED_OF_ALL / parents.length)));
}

/** The tests of each row of a list, which has such conditions or a text search: the quicker tests first. */
export function getTests({ tested = [], words }: Listing): Sql {
  const ofWords = words === undefined ? [] : [containsAll(words.column, words.pieces)];
  return Prisma.join([...tested, ...ofWords], " AND ");
}

/**
 * Tests rows one by one, in the order of the list.
 * @param matches what is tested. @param most rows that are tested of each parent's list.
 */
export async function walk(
  database: Database,
  { size, among, sort, listing }: Parts,
  matches: Sql,
  parents: readonly string[],
  most: number,
): Promise<Map<string, Found>> {
  const { named, key } = keyColumns(listing.order);
  // The last row that is tested is given also when it does not match. It shows that the list continues.
  const rows = await database.query<KeyedRow & { parent: string; number: number; matches: boolean | null }>(
    ofEachParent(
      parents,
      Prisma.sql`SELECT id, ARRAY[${key}] AS key, number, matches FROM (
          SELECT ${listing.id} AS id, ${named}, (row_number() OVER (ORDER BY ${sort}))::int AS number,
            (${matches}) AS matches
          ${among} ORDER BY ${sort} LIMIT ${most}::int
        ) AS tested WHERE matches OR number = ${most}::int LIMIT ${size + 1}::int`,
    ),
  );
  return new Map(
    [...byParent(rows)].map(([parent, tested]) => {
      const found = tested.filter((row) => row.matches === true);
      const last = tested.at(-1);
      const stopped = last?.number === most && found.length <= size;
      return [parent, { rows: found, stoppedAt: stopped ? last.key : null }];
    }),
  );
}

/** The name among some, where there is only one; else null. */
function onlyOf(names: readonly string[]): string | null {
  const [only, ...others] = names;
  return only === undefined || others.length > 0 ? null : only;
}

/** The lists of which a walk tested a part only. */
function getUnfinished(
  parts: ReadonlyMap<string, { readonly stoppedAt: readonly string[] | null }>,
): string[] {
  return [...parts].filter(([, { stoppedAt }]) => stoppedAt !== null).map(([parent]) => parent);
}

/** How many stretches of a list are walked through for one page, where the rows between them cannot match. */
const MAX_STRETCHES = 2;

/**
 * Continues a walk that stopped, after the rows that cannot match.
 * @param further walks on from a place. @returns all that was found.
 */
async function onward<Result extends { readonly stoppedAt: readonly string[] | null }>(
  database: Database,
  { listing, isAscending }: Parts,
  near: Result,
  further: (found: Result, place: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { passOver } = listing;
  if (passOver === undefined) return near;
  let found = near;
  for (let stretches = 0; found.stoppedAt !== null; stretches += 1) {
    const passed = await passOver(database, found.stoppedAt, isAscending);
    if (passed.isEnd) return { ...found, stoppedAt: null };
    const isSame = passed.place.join() === found.stoppedAt.join();
    // Where nothing was passed over, the walk stopped among rows that may match.
    if (!passed.mayMatch || stretches === MAX_STRETCHES || (isSame && stretches > 0))
      return { ...found, stoppedAt: passed.place };
    found = await further(found, passed.place);
  }
  return found;
}

/**
 * Continues walks that stopped. A single one continues where it stopped, after the rows that cannot match. Several begin again, and
 * test more rows of each list.
 * @param most rows that are tested of each list.
 */
export async function walkFurther(
  database: Database,
  parts: Parts,
  matches: Sql,
  near: ReadonlyMap<string, Found>,
  most: number,
): Promise<Map<string, Found>> {
  const unfinished = getUnfinished(near);
  if (unfinished.length === 0) return new Map(near);
  const none: Found = { rows: [], stoppedAt: null };
  const only = parts.listing.passOver === undefined ? null : onlyOf(unfinished);
  if (only === null) {
    const far = await walk(database, parts, matches, unfinished, most);
    return new Map([...near, ...unfinished.map((parent) => [parent, far.get(parent) ?? none] as const)]);
  }
  const found = await onward(database, parts, near.get(only) ?? none, async (before, place) => {
    const rest = partsFrom(parts, place, parts.size - before.rows.length);
    const { rows, stoppedAt } = (await walk(database, rest, matches, [only], most)).get(only) ?? none;
    return { rows: [...before.rows, ...rows], stoppedAt };
  });
  return new Map([...near, [only, found]]);
}

/** A count of what matches in a part of a list. */
export interface CountedTo {
  readonly count: number;
  /** The last row that was tested; null when it was the last one of the list. */
  readonly stoppedAt: readonly string[] | null;
}

/** Counts as the API shows them. */
export function toCounted(counts: ReadonlyMap<string, CountedTo>): Map<string, Counted> {
  return new Map(
    [...counts].map(([parent, { count, stoppedAt }]) => [parent, { count, isExact: stoppedAt === null }]),
  );
}

/** Counts what matches among the first rows of each parent's list. @param most rows that are tested of each. */
export async function countFirst(
  database: Database,
  { among, sort, listing }: Parts,
  matches: Sql,
  parents: readonly string[],
  most: number,
): Promise<Map<string, CountedTo>> {
  const { named, key } = keyColumns(listing.order);
  const rows = await database.query<CountedTo & { parent: string }>(Prisma.sql`
    SELECT parents.id AS parent, counted.* FROM unnest(${parents}::uuid[]) AS parents (id) CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE matches))::int AS count,
        max(ARRAY[${key}]) FILTER (WHERE number = ${most + 1}::int) AS "stoppedAt"
      FROM (
        SELECT ${named}, (row_number() OVER (ORDER BY ${sort}))::int AS number, (${matches}) AS matches
        ${among} ORDER BY ${sort} LIMIT ${most + 1}::int
      ) AS first_rows
    ) AS counted`);
  return new Map(rows.map(({ parent, count, stoppedAt }) => [parent, { count, stoppedAt }]));
}

/** Continues a count that stopped, of one list only, after the rows that cannot match. @param most rows that are tested. */
export async function countFurther(
  database: Database,
  parts: Parts,
  matches: Sql,
  near: ReadonlyMap<string, CountedTo>,
  most: number,
): Promise<Map<string, CountedTo>> {
  const only = onlyOf(getUnfinished(near));
  if (only === null) return new Map(near);
  const none: CountedTo = { count: 0, stoppedAt: null };
  const counted = await onward(database, parts, near.get(only) ?? none, async (before, place) => {
    const rest = await countFirst(database, partsFrom(parts, place, 0), matches, [only], most);
    const { count, stoppedAt } = rest.get(only) ?? none;
    return { count: before.count + count, stoppedAt };
  });
  return new Map([...near, [only, counted]]);
}
