import type pg from "pg";
import { StartError } from "../start-error.js";
import type { Sql } from "./database.js";
import { PostgresClient } from "./postgres-client.js";

/** One connection, and so transactions that are begun and ended by statements. An embedded database is one. */
export interface Session {
  query<Row>(statement: Sql): Promise<Row[]>;
  /** Several statements without parameters, as one simple query. */
  script(text: string): Promise<void>;
}

/** A connection as a session. */
export function sessionOver(client: pg.ClientBase): Session {
  return {
    async query<Row>({ text, values }: Sql) {
      const { rows } = await client.query<Row & pg.QueryResultRow>({ text, values });
      return rows;
    },
    async script(text) {
      await client.query(text);
    },
  };
}

/** The address of a database without its password, for messages. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = "";
  shown.search = "";
  return shown.href;
}

/**
 * Opens one connection to PostgreSQL.
 * @throws StartError when it cannot be reached or is older than 15.
 */
export async function openSession(url: string): Promise<Session & { close(): Promise<void> }> {
  const client = new PostgresClient({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "tokenplane",
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < 150_000) {
      throw new StartError(
        `The database is PostgreSQL ${Math.floor(version / 10_000)}; Tokenplane needs 15 or newer.`,
      );
    }
  } catch (error) {
    await client.end().catch(() => {});
    if (error instanceof StartError) throw error;
    const reason =
      error instanceof Error ? error.message || String(Reflect.get(error, "code")) : String(error);
    throw new StartError(`The database at ${withoutPassword(url)} cannot be used: ${reason}.`);
  }
  return { ...sessionOver(client), close: () => client.end() };
}
