import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { StartError } from "../start-error.js";
import type { Database, Sql } from "./database.js";
import { createPrisma } from "./prisma.js";
import { openSignal } from "./postgres-signal.js";
import { statementNames } from "./statement-names.js";

/** "tokenplane" in ASCII: the advisory lock that one process at a time holds. */
export const LOCK = 0x746f_6b65;

/** "seal": the one that whoever seals events holds. */
const SEALING = 0x7365_616c;

/**
 * Connects to PostgreSQL.
 * @throws StartError when it cannot be reached or is older than 15.
 */
export async function openPostgres(url: string, poolSize: number): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    application_name: "tokenplane",
    // Statements of a long list are costly to the planner's eye, and done in milliseconds: compiling them first took ten
    // times as long. The pool waits for it before it gives the connection to anybody.
    async onConnect(client) {
      await client.query("SET jit = off");
    },
  });
  // A connection that breaks while idle is replaced by the pool; the next statement says what is wrong.
  pool.on("error", () => {});
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
    async exclusively(work) {
      const holder = await pool.connect();
      try {
        await holder.query("SELECT pg_advisory_lock($1)", [LOCK]);
        return await work();
      } finally {
        await holder.query("SELECT pg_advisory_unlock($1)", [LOCK]).catch(() => {});
        holder.release();
      }
    },
    listen: (heard, log) => openSignal(pool, url, heard, log),
    async sealing(work) {
      const holder = await pool.connect();
      try {
        const { rows } = await holder.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [
          SEALING,
        ]);
        if (rows[0]?.held !== true) return;
        try {
          await work();
        } finally {
          await holder.query("SELECT pg_advisory_unlock($1)", [SEALING]).catch(() => {});
        }
      } finally {
        holder.release();
      }
    },
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
