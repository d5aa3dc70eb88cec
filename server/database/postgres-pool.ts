import pg from "pg";
import { PostgresClient, ReadOnlyError, type Limits } from "./postgres-client.js";
import { IS_READ_ONLY, type PostgresHosts } from "./postgres-hosts.js";

/** Seconds that a transaction may be idle, before PostgreSQL ends it and its locks: its process is frozen, or gone. */
const IDLE_IN_TRANSACTION = 60;

/** Seconds after which a connection is made anew. */
const LIVES = 60;

/** What is done on each new connection before anybody gets it; when it throws, the connection is not used. */
export type OnConnect = (client: PostgresClient) => Promise<void>;

/** The connections of a pool. */
export interface PoolOptions extends Limits {
  /** What they are called in PostgreSQL's own lists. */
  readonly name: string;
  /** Connections at most. */
  readonly size: number;
  /** What is done on each new connection, after what is always done. */
  readonly onConnect: OnConnect;
}

/** Connections that are given to one after the other. */
export interface PostgresPool {
  readonly pool: pg.Pool;
  /** Closes the connections at once, whatever they do; who waits for an answer on one gets an error. */
  abandon(): void;
}

/**
 * Makes a new connection ready. Its settings are set by a statement and not at the start of the connection, which poolers
 * between do not pass on.
 * @throws ReadOnlyError when nobody can write on it.
 */
export async function prepareConnection(client: pg.ClientBase, seconds: number): Promise<void> {
  // Statements of a long list are costly to the planner's eye, and done in milliseconds: compiling them first took ten
  // times as long.
  const { rows } = await client.query<{ isReadOnly: boolean }>(
    `SELECT set_config('jit', 'off', false), set_config('statement_timeout', $1, false),
       set_config('idle_in_transaction_session_timeout', $2, false), ${IS_READ_ONLY} AS "isReadOnly"`,
    [`${seconds}s`, `${IDLE_IN_TRANSACTION}s`],
  );
  if (rows[0]?.isReadOnly !== false) throw new ReadOnlyError();
}

/** Connections to PostgreSQL that are made when they are needed, and given to one after the other. */
export function openPool(
  hosts: PostgresHosts,
  { name, size, onConnect, ...limits }: PoolOptions,
): PostgresPool {
  const open = new Set<PostgresClient>();
  class Client extends PostgresClient {
    constructor(config?: pg.ClientConfig) {
      super(config, limits, hosts.several);
      open.add(this);
      this.once("end", () => open.delete(this));
    }
  }
  const pool = new pg.Pool({
    ...hosts.config,
    application_name: name,
    max: size,
    connectionTimeoutMillis: limits.connectSeconds * 1_000,
    // A connection to a primary that others have left may never break by itself.
    maxLifetimeSeconds: LIVES,
    Client,
    async onConnect(client) {
      await prepareConnection(client, limits.seconds);
      if (!(client instanceof PostgresClient)) throw new TypeError("a connection that the pool did not make");
      await onConnect(client);
    },
  });
  // A connection that breaks while idle is replaced by the pool; the next statement says what is wrong.
  pool.on("error", () => {});
  // A connection to a primary that was demoted is of no use to anybody else.
  pool.on("release", (_error, client) => {
    if (client instanceof PostgresClient && client.isReadOnly) void client.end();
  });
  return {
    pool,
    abandon() {
      for (const client of open) client.abandon();
    },
  };
}
