import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import { StartError } from "../start-error.js";
import { getForeignKeys, quoted, getTables, getTypes, type Table } from "./catalogue.js";
import { PLAIN_TEXT } from "./dump.js";
import type { Part } from "./format.js";

/** Characters of rows that are written at once, about. */
const BATCH = 1_000_000;

/**
 * The statement that turns rows of a backup into rows of their table. PostgreSQL reads every value from its
 * text.
 */
async function insertInto(
  session: Session,
  { name, columns }: Table,
): Promise<(rows: readonly string[]) => Sql> {
  const types = await getTypes(session, name);
  const names = columns.map(quoted).join(", ");
  const declared = columns.map((column) => `${quoted(column)} text`).join(", ");
  const values = columns.map((column) => {
    const type = types.get(column);
    if (type === undefined)
      throw new StartError(`The backup has values for ${name}.${column}, which does not exist.`);
    return `loaded.${quoted(column)}::${type}`;
  });
  const into = Prisma.raw(
    `INSERT INTO ${quoted(name)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values.join(", ")}`,
  );
  const loaded = Prisma.raw(`AS loaded (${declared})`);
  return (rows) => Prisma.sql`${into} FROM json_to_recordset(${`[${rows.join(",")}]`}::text::json) ${loaded}`;
}

/**
 * Loads the contents of a backup into a database whose tables were just created; what their creation inserted is
 * replaced. The caller has begun a transaction.
 * @param progress is called with the number of rows that are loaded.
 * @returns the names of tables in the backup that are not Tokenplane's, and so were left out.
 */
export async function load(
  session: Session,
  contents: AsyncIterable<Part>,
  progress: (rows: number) => void,
): Promise<string[]> {
  await session.script(PLAIN_TEXT);
  // Rows are loaded table by table; foreign keys are checked when all are loaded.
  const keys = await getForeignKeys(session);
  for (const { table, name } of keys)
    await session.script(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  // The rows are loaded as they are: no trigger adds or changes anything.
  const names = new Set((await getTables(session)).map(({ name }) => name));
  const tables = [...names].map(quoted);
  const leftOut: string[] = [];
  for (const table of tables) await session.script(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const table of tables) await session.script(`DELETE FROM ${table}`);

  let loaded = 0;
  let statement: ((rows: readonly string[]) => Sql) | undefined;
  let waiting: string[] = [];
  let length = 0;
  const flush = async () => {
    if (waiting.length > 0 && statement !== undefined) await session.query(statement(waiting));
    progress((loaded += waiting.length));
    waiting = [];
    length = 0;
  };
  for await (const part of contents) {
    if (part.kind === "rows") {
      for (const row of part.rows) {
        waiting.push(row);
        length += row.length;
        if (length >= BATCH) await flush();
      }
      continue;
    }
    await flush();
    if (part.kind === "table") {
      const isOurs = names.has(part.table.name);
      if (!isOurs) leftOut.push(part.table.name);
      statement = isOurs ? await insertInto(session, part.table) : undefined;
    }
    if (part.kind === "sequences") {
      for (const { name, value } of part.sequences) {
        // One that is not there belongs to a table that was left out: then this does nothing.
        await session.query(Prisma.sql`SELECT setval(to_regclass(${quoted(name)}::text), ${value}::bigint)`);
      }
    }
  }
  await flush();
  for (const table of tables) await session.script(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of keys) {
    await session.script(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
  }
  return leftOut;
}
