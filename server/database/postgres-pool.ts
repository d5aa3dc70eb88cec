import pg from "pg";
import { PostgresClient } from "./postgres-client.js";

/** Time to get a connection at most: a new one, or one that somebody gives back; in milliseconds. */
const CONNECT_WITHIN = 10_000;

/** Seconds after which a connection is made anew. */
const LIVES = 60;

/** What is done on each new connection before anybody gets it; when it throws, the connection is not used. */
export type OnConnect = (client: PostgresClient) => Promise<void>;

/**
 * The connections to PostgreSQL that a process shares. They are made when they are needed.
 * @param onConnect what is done on each new connection, after what is always done.
 */
export function openPool(url: string, size: number, onConnect: OnConnect): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECT_WITHIN,
    // A connection to a primary that others have left may never break by itself.
    maxLifetimeSeconds: LIVES,
    application_name: "tokenplane",
    Client: PostgresClient,
    async onConnect(client) {
      // Statements of a long list are costly to the planner's eye, and done in milliseconds: compiling them first took ten
      // times as long.
      await client.query("SET jit = off");
      if (!(client instanceof PostgresClient)) throw new TypeError("a connection that the pool did not make");
      await onConnect(client);
    },
  });
  // A connection that breaks while idle is replaced by the pool; the next statement says what is wrong.
  pool.on("error", () => {});
  return pool;
}
