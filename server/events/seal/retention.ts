import type { Config } from "../../config.js";
import type { Database } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import type { Transaction } from "../../database/prisma.js";
import { isLockTimeout, transact } from "../../database/transaction.js";
import { globalId } from "../../global-id.js";
import { LOG_WAIT_MS } from "../partitions.js";
import { horizonHash } from "./chain.js";
import type { Sealing } from "./sealer.js";

/** Rows of one statement: short statements, so that other work continues meanwhile. */
const ROUND = 500;

/** Seals are counted by integers of PostgreSQL. */
const LAST_NUMBER = 2_147_483_647;

/** The services that retention needs. */
type Keeping = Sealing & {
  readonly config: Pick<Config, "eventMonths">;
};

/** Something uses the event log for so long that no month of it can be removed. */
export class LogInUseError extends Error {
  override readonly name = "LogInUseError";
}

/** An account, and up to which seal its events have expired. */
interface Expired {
  readonly accountId: string;
  readonly through: number;
}

/** The beginning of the month that is so many months before this one. */
function firstKept(now: number, months: number): Date {
  const today = new Date(now);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, 1));
}

/**
 * Accounts with seals that cover only older events, with the last such seal before the first one that does not. An event that is
 * later than now is from a clock that was ahead: its seal counts as old as the next one without such an event, and stays until there is
 * one.
 */
function expiring(database: Database, before: Date, now: Date): Promise<Expired[]> {
  const next = Prisma.sql`account_id = account.id AND number > coalesce(horizon.through, 0)`;
  return database.query<Expired>(Prisma.sql`
    SELECT account.id AS "accountId", old.number AS through
    FROM accounts AS account LEFT JOIN event_horizons AS horizon ON horizon.account_id = account.id
    LEFT JOIN LATERAL (SELECT number FROM event_seals WHERE ${next} AND newest_at BETWEEN ${before} AND ${now}
      ORDER BY number LIMIT 1) AS kept ON true
    JOIN LATERAL (SELECT number FROM event_seals WHERE ${next} AND number < coalesce(kept.number, ${LAST_NUMBER}::int)
      AND newest_at < ${before} ORDER BY number DESC LIMIT 1) AS old ON true
    ORDER BY account.id`);
}

async function setHorizon(
  transaction: Transaction,
  { accountId, through }: Expired,
  { clock, sealKey }: Keeping,
): Promise<void> {
  const expiredAt = new Date(clock()).toISOString();
  const account = globalId("Account", accountId);
  const signature = Buffer.from(sealKey.sign(horizonHash({ account, through, expiredAt })), "base64");
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO event_horizons AS horizon (account_id, through, expired_at, signature)
    VALUES (${accountId}::uuid, ${through}::int, ${expiredAt}::timestamptz, ${signature})
    ON CONFLICT (account_id) DO UPDATE SET through = EXCLUDED.through, expired_at = EXCLUDED.expired_at,
      signature = EXCLUDED.signature WHERE horizon.through < EXCLUDED.through`);
}

/** Names of the monthly partitions that end by a moment. Their names say their month. */
async function partitionsBefore(database: Database, before: Date): Promise<string[]> {
  const rows = await database.query<{ name: string }>(Prisma.sql`
    SELECT relname::text AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'events'::regclass ORDER BY 1`);
  const month = `events_${before.toISOString().slice(0, 7).replace("-", "_")}`;
  return rows.map(({ name }) => name).filter((name) => /^events_\d{4}_\d{2}$/.test(name) && name < month);
}

/**
 * Events of a month that may move while everybody waits. Where more stay, the partition stays with them, and the others are deleted
 * in it.
 */
const MAX_MOVED = 5_000;

/**
 * Locks the whole event log, which everybody who records an event then waits for. Somebody who reads it for long, as a backup
 * does, holds that up, and everybody else would wait behind it: so it is given up soon.
 */
async function lockLog(transaction: Transaction): Promise<void> {
  await transaction.$executeRawUnsafe(`SET LOCAL lock_timeout = '${LOG_WAIT_MS}ms'`);
  await transaction.$executeRawUnsafe("LOCK TABLE ONLY events IN ACCESS EXCLUSIVE MODE");
}

/** The events of a partition that are not sealed, or share a seal with younger ones: they stay. At most one more than may move. */
async function keptIn(transaction: Transaction, name: string): Promise<{ accountId: string; id: string }[]> {
  return transaction.$queryRawUnsafe(`
    SELECT old.account_id AS "accountId", old.id FROM ${name} AS old WHERE NOT EXISTS (
      SELECT 1 FROM event_horizons AS horizon JOIN event_seals AS seal
        ON seal.account_id = horizon.account_id AND seal.number = horizon.through
      WHERE horizon.account_id = old.account_id
        AND (old.epoch, old.xid, old.position) <= (seal.last_epoch, seal.last_xid, seal.last_position))
    LIMIT ${MAX_MOVED + 1}`);
}

/**
 * Drops whole partitions. Events that stay move to the default partition. They are looked for before everybody has to wait;
 * meanwhile no process changes these partitions, because only they are locked.
 * @returns the names of those that were dropped.
 */
async function dropPartitions(transaction: Transaction, names: readonly string[]): Promise<string[]> {
  const dropped = new Map<string, { accountId: string; id: string }[]>();
  for (const name of names) {
    await transaction.$executeRawUnsafe(`LOCK TABLE ONLY ${name} IN SHARE MODE`);
    const kept = await keptIn(transaction, name);
    if (kept.length <= MAX_MOVED) dropped.set(name, kept);
  }
  if (dropped.size > 0) await lockLog(transaction);
  for (const [name, kept] of dropped) {
    await transaction.$executeRawUnsafe(`ALTER TABLE events DETACH PARTITION ${name}`);
    await transaction.$executeRawUnsafe(
      `INSERT INTO events SELECT old.* FROM ${name} AS old
        JOIN unnest($1::uuid[], $2::uuid[]) AS kept (account_id, id) USING (account_id, id)`,
      kept.map(({ accountId }) => accountId),
      kept.map(({ id }) => id),
    );
    await transaction.$executeRawUnsafe(`DROP TABLE ${name}`);
  }
  return [...dropped.keys()];
}

/** Accounts with expired events, or hashes of their seals, that still have to be removed. */
function unfinished(database: Database): Promise<Expired[]> {
  return database.query<Expired>(Prisma.sql`
    SELECT horizon.account_id AS "accountId", horizon.through FROM event_horizons AS horizon
    JOIN event_seals AS seal ON seal.account_id = horizon.account_id AND seal.number = horizon.through
    WHERE seal.event_hashes IS NOT NULL ORDER BY 1`);
}

async function whileAny(signal: AbortSignal, statement: () => Promise<unknown[]>): Promise<void> {
  while (!signal.aborted && (await statement()).length === ROUND);
}

async function removeRows(
  database: Database,
  { accountId, through }: Expired,
  signal: AbortSignal,
): Promise<void> {
  // Counts what it found, not what it removed: another server that has not noticed yet that it lost the job may remove the same.
  await whileAny(signal, () =>
    database.query(Prisma.sql`
      WITH old AS MATERIALIZED (
        SELECT event.account_id, event.id, event.occurred_at FROM events AS event
        JOIN event_seals AS seal ON seal.account_id = event.account_id AND seal.number = ${through}::int
        WHERE event.account_id = ${accountId}::uuid
          AND (event.epoch, event.xid, event.position) <= (seal.last_epoch, seal.last_xid, seal.last_position)
        ORDER BY event.epoch, event.xid, event.position LIMIT ${ROUND}::int),
      gone AS (DELETE FROM events WHERE (account_id, id, occurred_at) IN (SELECT account_id, id, occurred_at FROM old))
      SELECT 1 FROM old`),
  );
  if (signal.aborted) return;
  // Deleted last, so that its absence shows that everything is done.
  await whileAny(signal, () =>
    database.query(Prisma.sql`
      UPDATE event_seals SET event_hashes = NULL WHERE account_id = ${accountId}::uuid AND number IN (
        SELECT number FROM event_seals WHERE account_id = ${accountId}::uuid AND number <= ${through}::int
          AND event_hashes IS NOT NULL ORDER BY number LIMIT ${ROUND}::int)
      RETURNING 1`),
  );
}

/** Signs up to which seal events are gone, and drops the months of which none stays. @returns the names of their partitions. */
async function beginRemoval(
  keeping: Keeping,
  accounts: readonly Expired[],
  partitions: readonly string[],
): Promise<string[]> {
  const { database } = keeping;
  try {
    // Before the work that takes long: is the lock there to be had?
    if (partitions.length > 0) await transact(database, lockLog);
    return await transact(database, async (transaction) => {
      await transaction.$executeRawUnsafe("SET LOCAL lock_timeout = '2s'");
      for (const account of accounts) await setHorizon(transaction, account, keeping);
      return dropPartitions(transaction, partitions);
    });
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    throw new LogInUseError();
  }
}

/**
 * Removes the events of months that are no longer to be kept, seal by seal. It never removes an event that is
 * not sealed, or whose seal covers a younger one, except one of a clock that was ahead. Seals stay. The transaction that begins the removal also signs
 * up to which seal events are gone, so that nothing is missing without a signed statement.
 * @param signal ends it early, between two statements; the next run continues.
 * @throws LogInUseError.
 */
export async function expireEvents(keeping: Keeping, signal: AbortSignal): Promise<void> {
  const { database, clock, log, config } = keeping;
  if (config.eventMonths === 0) return;
  const now = clock();
  const before = firstKept(now, config.eventMonths);
  await database.exclusively(async () => {
    const accounts = await expiring(database, before, new Date(now));
    const partitions = database.embedded ? [] : await partitionsBefore(database, before);
    if (accounts.length > 0 || partitions.length > 0) {
      const dropped = await beginRemoval(keeping, accounts, partitions);
      if (accounts.length > 0 || dropped.length > 0)
        log.info({ before, accounts: accounts.length, partitions: dropped }, "events expired");
    }
  });
  // Without the lock, which servers need that start.
  for (const account of await unfinished(database)) await removeRows(database, account, signal);
}
