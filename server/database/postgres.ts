import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { StartError } from "../start-error.js";
import type { Database, Sql } from "./database.js";
import { createPrisma } from "./prisma.js";
import { exclusively, sealing } from "./postgres-held.js";
import { openPool, type OnConnect } from "./postgres-pool.js";
import { openSignal } from "./postgres-signal.js";
import { statementNames } from "./statement-names.js";

/**
 * Connects to PostgreSQL.
 * @param onConnect what is done on each new connection before anybody gets it; when it throws, it is not used.
 * @throws StartError when it cannot be reached or is older than 15.
 */
export async function openPostgres(
  url: string,
  poolSize: number,
  onConnect: OnConnect = async () => {},
): Promise<Database> {
  const pool = openPool(url, poolSize, onConnect);
  try {
    const { rows } = await pool.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < 150_000) {
      throw new StartError(
        `The database is PostgreSQL ${Math.floor(version / 10_000)}; Tokenplane needs 15 or newer.`,
      );
    }
  } catch (error) {
    await pool.end();
    if (error instanceof StartError) throw error;
    const reason =
      error instanceof Error ? error.message || String(Reflect.get(error, "code")) : String(error);
    throw new StartError(`The database of DATABASE_URL cannot be used: ${reason}.`);
  }
  const nameOf = statementNames();
  const prisma = createPrisma(new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }));
  return {
    prisma,
    embedded: false,
    async query<Row>(statement: Sql) {
      const { rows } = await pool.query<Row & pg.QueryResultRow>({
        name: nameOf(statement.text),
        text: statement.text,
        values: statement.values,
      });
      return rows;
    },
    async script(text) {
      await pool.query(text);
    },
    exclusively: (work) => exclusively(pool, work),
    listen: (heard, log) => openSignal(pool, url, onConnect, heard, log),
    sealing: (work) => sealing(pool, work),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
