import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import { StartError } from "../start-error.js";
import { foreignKeysOf, quoted, tablesOf, typesOf, type Table } from "./catalogue.js";
import { PLAIN_TEXT } from "./dump.js";
import type { Part } from "./format.js";

/** Characters of rows that are written at once, about. */
const BATCH = 1_000_000;

/**
 * The statement that makes rows of a backup rows of their table: every value is read from its text, as PostgreSQL
 * does.
 */
async function insertInto(
  session: Session,
  { name, columns }: Table,
): Promise<(rows: readonly string[]) => Sql> {
  const types = await typesOf(session, name);
  const names = columns.map(quoted).join(", ");
  const declared = columns.map((column) => `${quoted(column)} text`).join(", ");
  const values = columns.map((column) => {
    const type = types.get(column);
    if (type === undefined)
      throw new StartError(`The backup has values of ${name}.${column}, which there is not.`);
    return `loaded.${quoted(column)}::${type}`;
  });
  const into = Prisma.raw(
    `INSERT INTO ${quoted(name)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values.join(", ")}`,
  );
  const loaded = Prisma.raw(`AS loaded (${declared})`);
  return (rows) => Prisma.sql`${into} FROM json_to_recordset(${`[${rows.join(",")}]`}::text::json) ${loaded}`;
}

/**
 * Puts what a backup holds into a database whose tables have just been made, instead of what making them put there.
 * The caller has begun a transaction.
 * @param progress is told how many rows were loaded so far.
 */
export async function load(
  session: Session,
  contents: AsyncIterable<Part>,
  progress: (rows: number) => void,
): Promise<void> {
  await session.script(PLAIN_TEXT);
  // Rows come table by table; that they fit together is looked at when all are there.
  const keys = await foreignKeysOf(session);
  for (const { table, name } of keys)
    await session.script(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  // What a backup holds is taken as it is: nothing follows from its rows but what they say themselves.
  const tables = (await tablesOf(session)).map(({ name }) => quoted(name));
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
    if (part.kind === "table") statement = await insertInto(session, part.table);
    if (part.kind === "sequences") {
      for (const { name, value } of part.sequences) {
        await session.query(Prisma.sql`SELECT setval(${quoted(name)}::text::regclass, ${value}::bigint)`);
      }
    }
  }
  await flush();
  for (const table of tables) await session.script(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of keys) {
    await session.script(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
  }
}
