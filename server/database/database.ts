import type { Prisma } from "./generated/client.js";
import type { Log } from "../log.js";
import type { Client } from "./prisma.js";

/** SQL with its values apart, as `Prisma.sql` makes it. */
export type Sql = Prisma.Sql;

/** A signal between the processes of an installation. It may get lost: whoever waits for it also looks by itself. */
export interface Signal {
  tell(): Promise<void>;
  end(): void;
}

/** The one database of the installation, embedded or PostgreSQL: the same SQL goes to both. */
export interface Database {
  readonly prisma: Client;
  readonly embedded: boolean;
  /** The same for work that nobody waits for: it has connections of its own, and statements may take longer. */
  readonly background: Database;
  /** Resolves when it has ended itself, and only a new start mends that. PostgreSQL starts again by itself. */
  readonly lost: Promise<void>;
  /** One statement outside Prisma: for the sign-in path and for lists. Column names are as in SQL. */
  query<Row>(statement: Sql): Promise<Row[]>;
  /** Several statements without parameters, as one simple query: for migrations. */
  script(text: string): Promise<void>;
  /** Runs the work while no other process of the installation runs it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** A signal to the other processes of the installation; undefined where there can be none. @param heard when one came. */
  listen(heard: () => void, log: Log): Signal | undefined;
  /** Seals events, unless another process of the installation is at it: then nothing is done. */
  sealing(work: () => Promise<void>): Promise<void>;
  /** Writes a little, so that it lasts: rejects when that is not possible. At most once a second in the installation. */
  proveWrite(): Promise<void>;
  /** Gives up what is still waited for, so that a server that stops does not wait for a database that does not answer. */
  abandon(): void;
  close(): Promise<void>;
}
