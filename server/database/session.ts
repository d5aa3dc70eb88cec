import type pg from "pg";
import { StartError } from "../start-error.js";
import type { Sql } from "./database.js";
import { PostgresClient } from "./postgres-client.js";
import { PostgresHosts } from "./postgres-hosts.js";
import { ENDS_WHEN_SILENT, OWN_SETTINGS } from "./postgres-pool.js";
import { getReason, refuseOldPostgres } from "./postgres-version.js";
import { databaseError } from "./unreachable.js";

/** One connection, for transactions that statements begin and end. An embedded database is one. */
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

/** Seconds until a connection is made. */
const CONNECT_WITHIN = 10;

/**
 * Opens one connection to PostgreSQL.
 * @param seconds that a statement may take.
 * @throws StartError when it cannot be reached, or is older than 15.
 */
export async function openSession(
  url: string,
  seconds: number,
): Promise<Session & { close(): Promise<void> }> {
  const hosts = new PostgresHosts(url);
  const client = new PostgresClient(hosts.config, { seconds, connectSeconds: CONNECT_WITHIN }, hosts.several);
  try {
    await client.connect();
    await refuseOldPostgres(client);
    await client.query(
      `SELECT set_config('statement_timeout', $1, false), ${OWN_SETTINGS}, ${ENDS_WHEN_SILENT}`,
      [`${seconds}s`],
    );
  } catch (error) {
    await client.leave();
    if (error instanceof StartError) throw error;
    throw databaseError(`The database at ${hosts.shown} cannot be used: ${getReason(error)}.`, error);
  }
  return { ...sessionOver(client), close: () => client.leave() };
}
