import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { StartError } from "../start-error.js";
import type { Database, PoolState, Sql } from "./database.js";
import { exclusively, sealing } from "./postgres-held.js";
import { PostgresHosts } from "./postgres-hosts.js";
import { openPool, type OnConnect, type PostgresPool } from "./postgres-pool.js";
import { refuseTransactionPooling } from "./postgres-pooler.js";
import { openSignal } from "./postgres-signal.js";
import { getReason, refuseOldPostgres } from "./postgres-version.js";
import { type Client, createPrisma, TRANSACTION_SECONDS } from "./prisma.js";
import { sessionOver, type Session } from "./session.js";
import { statementNames } from "./statement-names.js";
import { databaseError, isWrongValue } from "./unreachable.js";
import { PROVE_WRITE } from "./write-proof.js";

/** The maximum number of connections for periodic work: sealing needs two, for the lock and the work. */
const PERIODIC = 4;

/**
 * The time limit for a statement of periodic work is that of a request, but at most so many seconds: without an answer for 45
 * seconds, a server does not know which master keys are in use, and is not ready.
 */
const PERIODIC_WITHIN = 15;

/** The maximum number of connections for long work: what needs a lock needs two, for the lock and the work. */
const IN_BACKGROUND = 6;

/** How many seconds the write check may take. */
const PROOF_WITHIN = 3;

/** How a server connects to PostgreSQL. */
export interface PostgresOptions {
  /** The address, which may name several hosts. */
  readonly url: string;
  /** The maximum number of connections for requests. */
  readonly poolSize: number;
  /** The time limit for a connection, and for a statement of a request, in seconds. */
  readonly seconds: number;
  /** The time limit for a background statement, in seconds. */
  readonly longSeconds: number;
  /** Runs on each new connection before it is used; if it throws, the connection is not used. */
  readonly onConnect?: OnConnect;
}

function getState(
  name: PoolState["pool"],
  { totalCount, idleCount, waitingCount, options }: pg.Pool,
): PoolState {
  return {
    pool: name,
    busy: totalCount - idleCount,
    idle: idleCount,
    most: options.max,
    waiting: waitingCount,
  };
}

/**
 * Runs a statement on a connection of the pool. The pool's own `query` closes the connection after each error. This one keeps it
 * when PostgreSQL refused a value: who sends such values must not make the server connect again for each request. After any other
 * error, a new connection is right: prepared statements may be out of date.
 */
async function queryOn<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  statement: pg.QueryConfig,
): Promise<Row[]> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<Row>(statement);
    client.release();
    return rows;
  } catch (error) {
    client.release(!isWrongValue(error));
    throw error;
  }
}

/** The part of a database that uses one pool. */
function databaseOn(pool: pg.Pool, transactionSeconds: number) {
  const getName = statementNames();
  let prisma: Client | undefined;
  return {
    /** Made when it is first used: it takes 7 MB and 20 ms, and a server at rest does its background work without it. */
    get prisma() {
      prisma ??= createPrisma(
        new PrismaPg(pool, { statementNameGenerator: ({ sql }) => getName(sql) }),
        transactionSeconds,
      );
      return prisma;
    },
    disconnect: async () => prisma?.$disconnect(),
    query: <Row>({ text, values }: Sql) =>
      queryOn<Row & pg.QueryResultRow>(pool, { name: getName(text), text, values }),
    async script(text: string) {
      await pool.query(text);
    },
    async onOneConnection<T>(work: (session: Session) => Promise<T>) {
      const client = await pool.connect();
      let isLeft = false;
      try {
        const result = await work(sessionOver(client));
        isLeft = true;
        return result;
      } finally {
        // After an error, the state of the connection is not known.
        client.release(!isLeft);
      }
    },
  };
}

type DatabasePart = ReturnType<typeof databaseOn>;

/**
 * Connects to PostgreSQL.
 * @throws StartError when it cannot be reached, accepts no writes, is older than 15, or is behind a pooler that
 * shares connections between transactions.
 */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const { url, poolSize, seconds, longSeconds, onConnect = async () => {} } = options;
  const hosts = new PostgresHosts(url);
  const pools: PostgresPool[] = [];
  const getPool = (name: string, size: number, limit: number, connectSeconds: number) => {
    const opened = openPool(hosts, { name, size, seconds: limit, connectSeconds, onConnect }, () => {
      for (const other of pools) other.abandonIdle();
    });
    pools.push(opened);
    return opened;
  };
  const forRequests = getPool("tokenplane", poolSize, seconds, seconds);
  const requests = forRequests.pool;
  const periodicSeconds = Math.min(seconds, PERIODIC_WITHIN);
  const { pool: periodic } = getPool("tokenplane periodic", PERIODIC, periodicSeconds, periodicSeconds);
  // Long work has its own connections: sign-ins never wait for one of them.
  const { pool: background } = getPool("tokenplane background", IN_BACKGROUND, longSeconds, seconds);
  // The write check has its own connection, too: its result must not depend on how busy the others are.
  const { pool: proofs } = getPool("tokenplane proof", 1, PROOF_WITHIN, PROOF_WITHIN);
  const end = () => Promise.all(pools.map(({ pool }) => pool.end()));
  try {
    await refuseOldPostgres(background);
    await refuseTransactionPooling(background);
  } catch (error) {
    for (const pool of pools) pool.abandon();
    await end();
    if (error instanceof StartError) throw error;
    throw databaseError(`The database of DATABASE_URL cannot be used: ${getReason(error)}.`, error);
  }
  // A transaction may take as long as one of its statements.
  const transactionSeconds = Math.max(TRANSACTION_SECONDS, seconds);
  const parts = {
    requests: databaseOn(requests, transactionSeconds),
    periodic: databaseOn(periodic, Math.max(TRANSACTION_SECONDS, periodicSeconds)),
    background: databaseOn(background, longSeconds),
  };
  /** @param pool of the connection that holds the installation's lock. */
  const getDatabase = (part: DatabasePart, pool: pg.Pool): Database => ({
    embedded: false,
    lost: new Promise(() => {}),
    query: part.query,
    script: part.script,
    onOneConnection: part.onOneConnection,
    get prisma() {
      return part.prisma;
    },
    get periodic() {
      return forPeriodic;
    },
    get background() {
      return forBackground;
    },
    exclusively: (work) => exclusively(pool, longSeconds, work),
    listen: (heard, log) => openSignal(requests, hosts, onConnect, heard, log),
    sealing: (work) => sealing(periodic, work),
    async proveWrite() {
      // A sign-in uses the other connections: those may be dead although this one is not.
      await Promise.all([proofs.query(PROVE_WRITE), forRequests.demandAnswer(PROOF_WITHIN)]);
    },
    connections: () => [
      getState("requests", requests),
      getState("periodic", periodic),
      getState("background", background),
    ],
    abandon() {
      for (const opened of pools) opened.abandon();
    },
    async close() {
      await Promise.all(Object.values(parts).map(({ disconnect }) => disconnect()));
      await end();
    },
  });
  const forPeriodic = getDatabase(parts.periodic, periodic);
  const forBackground = getDatabase(parts.background, background);
  // A caller that waits for the installation's lock may wait for long work.
  return getDatabase(parts.requests, background);
}
