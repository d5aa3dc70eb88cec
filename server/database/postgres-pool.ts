import pg from "pg";
import { PostgresClient, ReadOnlyError, type Limits } from "./postgres-client.js";
import { IS_READ_ONLY, type PostgresHosts } from "./postgres-hosts.js";
import { UnusableConnectionError } from "./unreachable.js";

/**
 * Seconds after which PostgreSQL ends an idle transaction and releases its locks: its process is frozen or
 * gone.
 */
const IDLE_IN_TRANSACTION = 60;

/**
 * Seconds after which PostgreSQL ends the session of a client that does not answer, not even by its operating system, and
 * releases its locks: its host or the network between is gone. By default, that takes two hours.
 */
const SILENT = 60;

/** SQL that sets this for a session, by statement: poolers pass on no startup parameters. */
export const ENDS_WHEN_SILENT = `set_config('tcp_keepalives_idle', '${SILENT / 3}', false),
       set_config('tcp_keepalives_interval', '${SILENT / 6}', false), set_config('tcp_keepalives_count', '4', false),
       set_config('tcp_user_timeout', '${SILENT}s', false)`;

/**
 * SQL that sets what statements rely on, whatever the database or the role has as its default. Prisma's driver writes and reads times
 * without their offset, so they must be UTC. Drivers read times in ISO format only. What is checked after a wait for a lock must be
 * the last committed row, which only READ COMMITTED gives.
 */
export const OWN_SETTINGS = `set_config('TimeZone', 'UTC', false), set_config('DateStyle', 'ISO', false),
       set_config('default_transaction_isolation', 'read committed', false)`;

/** Seconds after which a connection is replaced. */
const MAX_LIFETIME_SECONDS = 60;

/** Runs on each new connection before it is used; if it throws, the connection is not used. */
export type OnConnect = (client: PostgresClient) => Promise<void>;

/** The connections of a pool. */
export interface PoolOptions extends Limits {
  /** Their name in PostgreSQL's own lists (application_name). */
  readonly name: string;
  /** The maximum number of connections. */
  readonly size: number;
  /** Runs on each new connection, after the usual preparation. */
  readonly onConnect: OnConnect;
}

/** Connections that are used again and again. */
export interface PostgresPool {
  readonly pool: pg.Pool;
  /** Closes the connections at once, whatever they do; a caller that waits for an answer gets an error. */
  abandon(): void;
  /** Closes the connections that are not in use. */
  abandonIdle(): void;
  /**
   * Waits until the database answers on a connection of the pool: a small statement, or one that somebody else sent before.
   * @throws the error of that statement, or UnansweredError.
   */
  demandAnswer(withinSeconds: number): Promise<void>;
}

/**
 * Prepares a new connection. Its settings are set by a statement, not as startup parameters, because poolers do
 * not pass those on.
 * @throws ReadOnlyError when it cannot write.
 */
export async function prepareConnection(client: pg.ClientBase, seconds: number): Promise<void> {
  // The planner overestimates statements with long lists, which take only milliseconds; JIT compilation of
  // them took ten times as long.
  const { rows } = await client.query<{ isReadOnly: boolean }>(
    `SELECT ${OWN_SETTINGS}, set_config('jit', 'off', false), set_config('statement_timeout', $1, false),
       set_config('idle_in_transaction_session_timeout', $2, false), ${ENDS_WHEN_SILENT}, ${IS_READ_ONLY} AS "isReadOnly"`,
    [`${seconds}s`, `${IDLE_IN_TRANSACTION}s`],
  );
  if (rows[0]?.isReadOnly !== false) throw new ReadOnlyError();
}

/**
 * Connections to PostgreSQL that are made when they are needed, and used again.
 * @param onSilence is called when an answer did not come in time: the network may have forgotten other connections, too.
 */
export function openPool(
  hosts: PostgresHosts,
  { name, size, onConnect, ...limits }: PoolOptions,
  onSilence: () => void = () => {},
): PostgresPool {
  const open = new Set<PostgresClient>();
  const idle = new Set<pg.PoolClient>();
  /** The callers that wait for any answer. */
  const waiting = new Set<() => void>();
  class Client extends PostgresClient {
    constructor(config?: pg.ClientConfig) {
      super(config, limits, hosts.several);
      open.add(this);
      this.once("end", () => open.delete(this));
      this.on("drain", () => {
        for (const resume of waiting) resume();
        waiting.clear();
      });
    }

    override giveUp(seconds: number): void {
      super.giveUp(seconds);
      onSilence();
    }
  }
  const pool = new pg.Pool({
    ...hosts.config,
    application_name: name,
    max: size,
    connectionTimeoutMillis: limits.connectSeconds * 1_000,
    // A connection to a former primary may never break by itself.
    maxLifetimeSeconds: MAX_LIFETIME_SECONDS,
    Client,
    async onConnect(client) {
      if (!(client instanceof PostgresClient)) throw new TypeError("a connection that the pool did not make");
      try {
        await prepareConnection(client, limits.seconds);
        await onConnect(client);
      } catch (error) {
        // The pool waits until it is closed. A database that does not answer would not close it.
        client.abandon();
        throw error;
      }
    },
  });
  // The pool replaces a connection that breaks while idle; the next statement reports what is wrong.
  pool.on("error", () => {});
  // A connection to a primary that was demoted must not be used again.
  pool.on("release", (_error, client) => {
    if (client instanceof PostgresClient && client.isReadOnly) void client.end();
  });
  pool.on("release", (_error, client) => idle.add(client));
  pool.on("acquire", (client) => idle.delete(client));
  pool.on("remove", (client) => idle.delete(client));
  const ask = async (seconds: number): Promise<void> => {
    const client = await pool.connect();
    const late = setTimeout(() => {
      if (client instanceof PostgresClient) client.giveUp(seconds);
    }, seconds * 1_000);
    try {
      await client.query("SELECT 1");
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    } finally {
      clearTimeout(late);
    }
  };
  return {
    pool,
    async demandAnswer(seconds) {
      const answered = new Promise<void>((resolve) => waiting.add(resolve));
      await Promise.race([answered, ask(seconds)]);
    },
    abandonIdle() {
      const reason = new UnusableConnectionError("another connection fell silent");
      for (const client of idle) if (client instanceof PostgresClient) client.abandon(reason);
    },
    abandon() {
      for (const client of open) client.abandon();
    },
  };
}
