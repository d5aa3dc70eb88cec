import type { Database } from "./database.js";
import { type Counted, EVERYTHING, type Found, type Listing, type Parts, getParts } from "./listing.js";
import { countFirst, countFurther, getShare, getTests, toCounted, walk, walkFurther } from "./walk.js";

/** How many rows are tested for one page, or for a count. It is more than for words, because these tests are quick. */
const TESTED_AT_MOST = 50_000;

/** The same in the embedded database: nothing else is done meanwhile. */
const TESTED_EMBEDDED = 20_000;

/** How many are tested before rows that cannot match are passed over. */
const TESTED_FIRST = 2_000;

/** How many rows of each parent's list are tested at most. */
function maxTested({ embedded }: Database, parents: readonly string[]): number {
  return getShare(parents, embedded ? TESTED_EMBEDDED : TESTED_AT_MOST);
}

/**
 * Finds the rows that meet conditions which no index serves. Few rows may meet them, or none: the walk through the list ends after
 * a number of rows, and the page says so.
 */
export async function readByTests(
  database: Database,
  parts: Parts,
  parents: readonly string[],
): Promise<Map<string, Found>> {
  const matches = getTests(parts.listing);
  const most = maxTested(database, parents);
  if (parts.listing.passOver === undefined) return walk(database, parts, matches, parents, most);
  const near = await walk(database, parts, matches, parents, getShare(parents, TESTED_FIRST));
  return walkFurther(database, parts, matches, near, most);
}

/** Counts the rows that meet conditions which no index serves: among the first rows of the list that can meet them. */
export async function countByTests(
  database: Database,
  listing: Listing,
  parents: readonly string[],
): Promise<Map<string, Counted>> {
  const parts = getParts(listing, EVERYTHING);
  const matches = getTests(listing);
  const most = maxTested(database, parents);
  const near = await countFirst(database, parts, matches, parents, most);
  return toCounted(await countFurther(database, parts, matches, near, most));
}
