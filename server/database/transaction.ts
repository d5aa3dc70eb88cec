import { setTimeout } from "node:timers/promises";
import type { Database } from "./database.js";
import { Prisma } from "./generated/client.js";
import type { Transaction } from "./prisma.js";

const MAX_TRIES = 5;

/** How long a transaction that waits briefly waits for a lock, and then for its next try, in milliseconds. */
const LOCK_WAIT = 200;
const LOCK_PAUSE = 400;

/** How a transaction is done. */
export interface TransactionLimits {
  /** Milliseconds after which it is aborted, if not the client's own limit. */
  readonly timeout?: number | undefined;
  /** Milliseconds that it waits for a connection, or for the embedded database, if not the client's own limit. */
  readonly maxWait?: number | undefined;
  /**
   * How many milliseconds it waits for locks, in short waits: between them it holds no connection, so that those who wait for the
   * same lock do not occupy all. Without it, it waits with its connection, as long as a statement may take.
   */
  readonly lockPatience?: number | undefined;
}

/** A lock was not free in time: for the caller, the database did not answer (SQLSTATE query_canceled). */
export class LockedError extends Error {
  override name = "LockedError";
  readonly code = "57014";

  constructor() {
    super("a lock was not free in time");
  }
}

/** The database's message about a failed statement, however Prisma wrapped it. */
interface Failure {
  readonly code: string;
  readonly message: string;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function getFailure(error: unknown): Failure | undefined {
  const cause = property(property(property(error, "meta"), "driverAdapterError"), "cause") ?? error;
  const code = property(cause, "originalCode") ?? property(cause, "code");
  const message = property(cause, "originalMessage") ?? property(cause, "message");
  return typeof code === "string" && typeof message === "string" ? { code, message } : undefined;
}

/** A transaction, as what reads by SQL takes a database: so the same reading serves in a transaction and outside of one. */
export function inTransaction(transaction: Pick<Transaction, "$queryRaw">): Pick<Database, "query"> {
  return { query: (sql) => transaction.$queryRaw(sql) };
}

/**
 * The constraint that refused a statement: unique, foreign key or check. Its name is read from the message, which has it in the
 * same words for PGlite and for PostgreSQL in every language (see postgres-client.ts).
 */
export function violatedConstraint(error: unknown): string | undefined {
  const failure = getFailure(error);
  // SQLSTATE class 23: integrity constraint violation.
  if (failure === undefined || !failure.code.startsWith("23")) return undefined;
  return /constraint "([^"]+)"/.exec(failure.message)?.[1];
}

/**
 * Whether a conflict with another transaction caused the error (deadlock, serialization): the same work may
 * succeed now.
 */
export function isPassing(error: unknown): boolean {
  const code = getFailure(error)?.code;
  return code === "40P01" || code === "40001" || property(error, "code") === "P2034";
}

/** Whether a statement waited longer for a lock than `lock_timeout` says (SQLSTATE lock_not_available). */
export function isLockTimeout(error: unknown): boolean {
  return getFailure(error)?.code === "55P03";
}

/** Runs work in one transaction: all of it or nothing. Repeats it after a conflict with another transaction. */
export async function transact<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
  { timeout, maxWait, lockPatience }: TransactionLimits = {},
): Promise<Result> {
  // On the embedded database, no transaction waits for a lock.
  const isBrief = lockPatience !== undefined && !database.embedded;
  const begun = performance.now();
  const run = async (transaction: Transaction): Promise<Result> => {
    if (isBrief) await transaction.$executeRaw(Prisma.raw(`SET LOCAL lock_timeout = ${LOCK_WAIT}`));
    return work(transaction);
  };
  for (let conflicts = 0; ;) {
    try {
      return await database.prisma.$transaction(run, {
        ...(timeout === undefined ? {} : { timeout }),
        ...(maxWait === undefined ? {} : { maxWait }),
      });
    } catch (error) {
      if (isBrief && isLockTimeout(error)) {
        if (performance.now() - begun >= lockPatience) throw new LockedError();
        await setTimeout(LOCK_PAUSE);
      } else {
        conflicts += 1;
        if (conflicts === MAX_TRIES || !isPassing(error)) throw error;
      }
    }
  }
}
