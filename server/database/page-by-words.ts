import type { Database, Sql } from "./database.js";
import { Prisma } from "./generated/client.js";
import {
  byParent,
  type Counted,
  EVERYTHING,
  type Found,
  keyColumns,
  type KeyedRow,
  type Listing,
  ofEachParent,
  type Parts,
  getParts,
} from "./listing.js";
import { containsAll, type Piece, getQuery, type WordSearch } from "./search.js";
import { countFirst, countFurther, getShare, getTests, toCounted, walk, walkFurther } from "./walk.js";

/** How many rows of a list are tested one by one before the index of words is used. */
const TESTED_FIRST = 2_000;

/** How many are tested for one page where the index does not help. */
const TESTED_AT_MOST = 10_000;

/** Maximum number of parents for which the word index is used: it is queried once for each of them. */
const MAX_INDEXED_PARENTS = 10;

/** Number of rows that the word index finds quickly. */
const INDEXED_ROWS = 20_000;

/** How many blocks of a table are read to learn how frequent words are: a thousand rows and more. */
const SAMPLED_BLOCKS = 100;

/** Of how many queries the sample tells at most whether they are rare. */
const MAX_SAMPLED = 32;

/**
 * Learns which queries of a search are rare in the table: so few rows match that an index finds them quickly. Statistics
 * of the planner cannot tell this of the beginning of a word. A sample of the table can.
 */
async function rareQueries(
  database: Database,
  { table, column, pieces }: WordSearch,
): Promise<ReadonlySet<string>> {
  const all = new Set([...pieces.map(getQuery), ...pieces.flatMap(({ parts }) => parts)]);
  const queries = [...all].slice(0, MAX_SAMPLED);
  const hits = Prisma.join(
    queries.map((query) => Prisma.sql`count(*) FILTER (WHERE words @@ ${query}::tsquery)`),
  );
  // Without OFFSET 0, the words of a row would be computed again for each query.
  const [row] = await database.query<{ share: number; hits: string[] }>(Prisma.sql`
    WITH blocks AS (
      SELECT greatest(coalesce(sum(pg_relation_size(relid)), pg_relation_size(${table.text}::regclass))
        / current_setting('block_size')::int, 1) AS count
      FROM pg_partition_tree(${table.text}::regclass) WHERE isleaf
    ), part AS (
      SELECT least(${SAMPLED_BLOCKS}::float8 / count, 1) AS share FROM blocks
    )
    SELECT (SELECT share FROM part) AS share, ARRAY[${hits}]::text[] AS hits FROM (
      SELECT array_to_tsvector(${column}) AS words
      FROM ${table} TABLESAMPLE SYSTEM ((SELECT 100 * share FROM part)) OFFSET 0
    ) AS sample`);
  if (row === undefined) throw new TypeError("an aggregate gave no row");
  return new Set(queries.filter((_query, index) => Number(row.hits[index]) / row.share <= INDEXED_ROWS));
}

/**
 * The query of the index for a rare piece: without parts that are frequent. The index would collect all rows of a frequent
 * part ("tp" of the serial number TP-100231) before it knows which of them have the others, too.
 */
function getLookUp(piece: Piece, rare: ReadonlySet<string>): Piece {
  const parts = piece.parts.filter((part) => rare.has(part));
  return parts.length === 0 || parts.length === piece.parts.length ? piece : { ...piece, parts };
}

/** The queries of the index of words in a search; nothing where it would not help. */
async function getLookUps(
  database: Database,
  words: WordSearch,
  parents: readonly string[],
): Promise<Piece[]> {
  if (parents.length > MAX_INDEXED_PARENTS) return [];
  const rare = await rareQueries(database, words);
  return words.pieces.filter((piece) => rare.has(getQuery(piece))).map((piece) => getLookUp(piece, rare));
}

/** The rows of a list that the index finds, and that meet the conditions without an index. */
function lookedUp({ among, listing }: Parts, { column }: WordSearch, lookUps: readonly Piece[]): Sql {
  // Without OFFSET 0, the planner would search the list in its order again, or look frequent words up in the index.
  return Prisma.sql`${among} AND ${Prisma.join([containsAll(column, lookUps), ...(listing.tested ?? [])], " AND ")} OFFSET 0`;
}

/** The conditions on rows that the index found: for the other pieces. */
function unlessLookedUp({ pieces }: WordSearch, lookUps: readonly Piece[]): Sql {
  const others = pieces.filter((piece) => !lookUps.includes(piece));
  return others.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${containsAll(Prisma.raw("words"), others)}`;
}

/** Finds rows by the index of rare words, and tests them for the other words. @param lookUps what the index is asked. */
async function byIndex(
  database: Database,
  parts: Parts,
  words: WordSearch,
  lookUps: readonly Piece[],
  parents: readonly string[],
): Promise<Map<string, Found>> {
  const { size, listing, direction } = parts;
  const { named, key, names } = keyColumns(listing.order);
  const sort = Prisma.join(names.map((name) => Prisma.sql`${name} ${direction}`));
  const rows = await database.query<KeyedRow & { parent: string }>(
    ofEachParent(
      parents,
      Prisma.sql`SELECT id, ARRAY[${key}] AS key, row_number() OVER (ORDER BY ${sort}) AS number FROM (
          SELECT ${listing.id} AS id, ${named}, ${words.column} AS words ${lookedUp(parts, words, lookUps)}
        ) AS found ${unlessLookedUp(words, lookUps)} ORDER BY ${sort} LIMIT ${size + 1}::int`,
    ),
  );
  return new Map([...byParent(rows)].map(([parent, found]) => [parent, { rows: found, stoppedAt: null }]));
}

/**
 * Finds the rows that contain some words. No index has both the words and the order, and the planner cannot know how
 * many rows contain the words. In the order of the list, rare words would need a walk through the whole list. In the
 * index, frequent words would give millions of rows to sort. So the first rows of the list are tested one by one, which
 * is enough for frequent words. For rare words, the index is used. Words that are frequent, but not here, remain: the walk
 * then ends after a number of rows, and the page says so.
 */
export async function readByWords(
  database: Database,
  parts: Parts,
  words: WordSearch,
  parents: readonly string[],
): Promise<Map<string, Found>> {
  if (words.pieces.length === 0) return new Map();
  const matches = getTests(parts.listing);
  const near = await walk(database, parts, matches, parents, getShare(parents, TESTED_FIRST));
  const unfinished = parents.filter((parent) => (near.get(parent)?.stoppedAt ?? null) !== null);
  if (unfinished.length === 0) return near;
  const lookUps = await getLookUps(database, words, unfinished);
  if (lookUps.length === 0)
    return walkFurther(database, parts, matches, near, getShare(unfinished, TESTED_AT_MOST));
  const far = await byIndex(database, parts, words, lookUps, unfinished);
  return new Map(
    parents.map((parent) => [
      parent,
      (unfinished.includes(parent) ? far : near).get(parent) ?? { rows: [], stoppedAt: null },
    ]),
  );
}

/**
 * Counts the rows that contain some words, without a walk through lists of any length: among the first rows of the list, or
 * all that the index of words finds. Of words that are frequent, only those among the first rows are counted.
 * @param most where counting stops.
 */
export async function countByWords(
  database: Database,
  listing: Listing,
  words: WordSearch,
  parents: readonly string[],
  most: number,
): Promise<Map<string, Counted>> {
  if (words.pieces.length === 0) return new Map();
  const parts = getParts(listing, EVERYTHING);
  const matches = getTests(listing);
  const tested = getShare(parents, TESTED_AT_MOST);
  const near = await countFirst(database, parts, matches, parents, tested);
  const counts = toCounted(near);
  const unfinished = parents.filter((parent) => counts.get(parent)?.isExact === false);
  if (unfinished.length === 0) return counts;
  const lookUps = await getLookUps(database, words, unfinished);
  if (lookUps.length === 0) return toCounted(await countFurther(database, parts, matches, near, tested));
  const far = await database.query<{ parent: string; count: number }>(Prisma.sql`
    SELECT parents.id AS parent, counted.* FROM unnest(${unfinished}::uuid[]) AS parents (id) CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM (
          SELECT ${words.column} AS words ${lookedUp(parts, words, lookUps)}
        ) AS found ${unlessLookedUp(words, lookUps)} LIMIT ${most}::int
      ) AS matching
    ) AS counted`);
  for (const { parent, count } of far) counts.set(parent, { count, isExact: count < most });
  return counts;
}
