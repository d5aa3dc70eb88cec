import { Prisma } from "../database/generated/client.js";
import { namesCreatedBy, readMigrations } from "../database/migrate.js";
import type { Session } from "../database/session.js";
import { StartError } from "../start-error.js";
import { VERSION as TOKENPLANE } from "../version.js";
import { quoted, getSequences, getTables, type Table } from "./catalogue.js";
import { VERSION, type Header, type Part } from "./format.js";

/** The approximate number of characters that are read at once. */
const BATCH = 1_000_000;

/** The maximum number of rows that are read at once. */
const MAX_ROWS = 1_024;

const NOTHING_THERE = "The database does not contain Tokenplane. Check DATABASE_URL.";

/** Settings for values as text, independent of the database's own settings. */
export const PLAIN_TEXT = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1;`;

async function getHeader(session: Session, database: Header["database"], now: number): Promise<Header> {
  const [found] = await session.query<{ isThere: boolean }>(
    Prisma.sql`SELECT to_regclass('_prisma_migrations') IS NOT NULL AND to_regclass('installation') IS NOT NULL AS "isThere"`,
  );
  if (found?.isThere !== true) throw new StartError(NOTHING_THERE);
  const migrations = await session.query<{ name: string; checksum: string }>(Prisma.sql`
    SELECT migration_name::text AS name, checksum::text FROM _prisma_migrations ORDER BY migration_name`);
  const [installation] = await session.query<{ masterKeyCheck: string }>(Prisma.sql`
    SELECT encode(master_key_check, 'hex') AS "masterKeyCheck" FROM installation`);
  if (installation === undefined) throw new StartError(NOTHING_THERE);
  const [oldest] = await session.query<{ time: string | null }>(
    Prisma.sql`SELECT min(occurred_at)::text AS time FROM events`,
  );
  return {
    version: VERSION,
    tokenplane: TOKENPLANE,
    createdAt: new Date(now).toISOString(),
    database,
    migrations,
    masterKeyCheck: installation.masterKeyCheck,
    oldestEvent: oldest?.time ?? null,
  };
}

/** The rows of a table, read through a cursor: only one batch is in memory, however large the table is. */
async function* getRows(session: Session, { name, columns }: Table): AsyncGenerator<string[], void> {
  const texts = columns.map((column) => `${quoted(column)}::text`).join(", ");
  await session.script(
    `DECLARE dumped NO SCROLL CURSOR FOR SELECT row_to_json(dumped)::text AS row FROM (SELECT ${texts} FROM ${quoted(name)}) AS dumped`,
  );
  for (let count = 16; ;) {
    const rows = await session.query<{ row: string }>(
      Prisma.sql`FETCH ${Prisma.raw(`${count}`)} FROM dumped`,
    );
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < count) break;
    const length = rows.reduce((sum, { row }) => sum + row.length, 0);
    if (length < BATCH / 2) count = Math.min(count * 2, MAX_ROWS);
    else if (length > BATCH && count > 1) count /= 2;
  }
  await session.script("CLOSE dumped");
}

/**
 * The names of Tokenplane's tables and sequences; null when they are not known, because a newer version migrated the database: then
 * everything is written.
 */
function namesIn({ migrations }: Header): ReadonlySet<string> | null {
  const known = readMigrations();
  const names = new Set(known.map(({ name }) => name));
  return migrations.every(({ name }) => names.has(name)) ? namesCreatedBy(known) : null;
}

/**
 * The whole contents of a database at one moment, without tables that are not Tokenplane's: no restore could make these.
 * @param now milliseconds since 1970 UTC.
 * @param leaveOut is called with the names of the tables that are left out.
 */
export async function* dump(
  session: Session,
  database: Header["database"],
  now: number,
  leaveOut: (tables: readonly string[]) => void,
): AsyncGenerator<Part, void> {
  await session.script(`BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; ${PLAIN_TEXT}`);
  try {
    const header = await getHeader(session, database, now);
    yield { kind: "header", header };
    const names = namesIn(header);
    const tables = await getTables(session);
    const isOurs = ({ name }: Table) => names === null || names.has(name);
    leaveOut(tables.filter((table) => !isOurs(table)).map(({ name }) => name));
    for (const table of tables.filter(isOurs)) {
      yield { kind: "table", table };
      for await (const rows of getRows(session, table)) yield { kind: "rows", rows };
    }
    // Sequences are not transactional. Read after the rows, they have reached at least the numbers in the
    // rows.
    yield { kind: "sequences", sequences: await getSequences(session, names) };
  } finally {
    await session.script("ROLLBACK");
  }
}
