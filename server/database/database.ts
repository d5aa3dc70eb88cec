import type { Log } from "../log.js";
import type { Prisma } from "./generated/client.js";
import type { Client } from "./prisma.js";

/** SQL with separate parameters, as `Prisma.sql` creates it. */
export type Sql = Prisma.Sql;

/** A notification between the processes of an installation. It may get lost: the receiver also polls. */
export interface Signal {
  notify(): Promise<void>;
  end(): void;
}

/** The connections of a pool. */
export interface PoolState {
  readonly pool: "requests" | "periodic" | "background";
  /** In use by somebody. */
  readonly busy: number;
  readonly idle: number;
  /** How many there may be. */
  readonly most: number;
  /** How many ask for one and have none. */
  readonly waiting: number;
}

/** The database of the installation, embedded or PostgreSQL: both get the same SQL. */
export interface Database {
  readonly prisma: Client;
  readonly embedded: boolean;
  /**
   * The same for short work of the server itself: leases, messages, seals, which master keys are in use. It has its own
   * connections, so that busy requests do not stop it, and the time limit of a request, so that a silent connection does not.
   */
  readonly periodic: Database;
  /** The same for long work: it has its own connections, and statements may take longer. */
  readonly background: Database;
  /**
   * Resolves when the embedded database has ended itself; only a restart repairs that. PostgreSQL restarts by
   * itself.
   */
  readonly lost: Promise<void>;
  /** One statement outside Prisma: for the sign-in path and for lists. Column names are as in SQL. */
  query<Row>(statement: Sql): Promise<Row[]>;
  /** Several statements without parameters, as one simple query: for migrations. */
  script(text: string): Promise<void>;
  /** Runs the work while no other process of the installation runs it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /**
   * A notification to the other processes of the installation; undefined where there are none.
   * @param heard called when one arrives.
   */
  listen(heard: () => void, log: Log): Signal | undefined;
  /**
   * Runs the sealing of events, unless another process of the installation does it now: then nothing is done.
   * @returns whether it was done.
   */
  sealing(work: () => Promise<void>): Promise<boolean>;
  /**
   * Writes a small row durably, at most once a second in the installation, and looks whether requests get answers; rejects when one of
   * the two is not possible.
   */
  proveWrite(): Promise<void>;
  /** The state of the connections of this process; none for the embedded database, which has only itself. */
  connections(): readonly PoolState[];
  /**
   * Aborts everything that is still waiting, so that a server that stops does not wait for a database that does
   * not answer.
   */
  abandon(): void;
  close(): Promise<void>;
}
