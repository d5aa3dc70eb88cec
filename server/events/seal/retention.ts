import type { Config } from "../../config.js";
import type { Database } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import type { Transaction } from "../../database/prisma.js";
import { transact } from "../../database/transaction.js";
import { globalId } from "../../global-id.js";
import { horizonHash } from "./chain.js";
import type { Sealing } from "./sealer.js";

/** Rows of one statement: short statements, so that other work goes on meanwhile. */
const ROUND = 500;

/** What retention needs of the services. */
type Keeping = Sealing & {
  readonly config: Pick<Config, "eventMonths">;
};

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
 * Accounts whose next seal covers only older events, with the last such seal before the first one that does not.
 */
function expiring(database: Database, before: Date): Promise<Expired[]> {
  return database.query<Expired>(Prisma.sql`
    SELECT account.id AS "accountId", coalesce(
      (SELECT number - 1 FROM event_seals WHERE account_id = account.id AND number > next.number AND newest_at >= ${before}
        ORDER BY number LIMIT 1),
      (SELECT max(number) FROM event_seals WHERE account_id = account.id)) AS through
    FROM accounts AS account LEFT JOIN event_horizons AS horizon ON horizon.account_id = account.id
    JOIN event_seals AS next ON next.account_id = account.id AND next.number = coalesce(horizon.through, 0) + 1
    WHERE next.newest_at < ${before} ORDER BY account.id`);
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
 * Drops a whole partition. Events that are not sealed, or share a seal with younger ones, move to the default
 * partition.
 */
async function dropPartition(transaction: Transaction, name: string): Promise<void> {
  await transaction.$executeRawUnsafe(`ALTER TABLE events DETACH PARTITION ${name}`);
  await transaction.$executeRawUnsafe(`
    INSERT INTO events SELECT old.* FROM ${name} AS old WHERE NOT EXISTS (
      SELECT 1 FROM event_horizons AS horizon JOIN event_seals AS seal
        ON seal.account_id = horizon.account_id AND seal.number = horizon.through
      WHERE horizon.account_id = old.account_id
        AND (old.epoch, old.xid, old.position) <= (seal.last_epoch, seal.last_xid, seal.last_position))`);
  await transaction.$executeRawUnsafe(`DROP TABLE ${name}`);
}

/** Accounts with expired events, or hashes of their seals, that still have to be removed. */
function unfinished(database: Database): Promise<Expired[]> {
  return database.query<Expired>(Prisma.sql`
    SELECT horizon.account_id AS "accountId", horizon.through FROM event_horizons AS horizon
    JOIN event_seals AS seal ON seal.account_id = horizon.account_id AND seal.number = horizon.through
    WHERE seal.event_hashes IS NOT NULL ORDER BY 1`);
}

async function whileAny(statement: () => Promise<unknown[]>): Promise<void> {
  while ((await statement()).length === ROUND);
}

async function removeRows(database: Database, { accountId, through }: Expired): Promise<void> {
  await whileAny(() =>
    database.query(Prisma.sql`
      DELETE FROM events WHERE (account_id, id, occurred_at) IN (
        SELECT event.account_id, event.id, event.occurred_at FROM events AS event
        JOIN event_seals AS seal ON seal.account_id = event.account_id AND seal.number = ${through}::int
        WHERE event.account_id = ${accountId}::uuid
          AND (event.epoch, event.xid, event.position) <= (seal.last_epoch, seal.last_xid, seal.last_position)
        ORDER BY event.epoch, event.xid, event.position LIMIT ${ROUND}::int)
      RETURNING 1`),
  );
  // Deleted last, so that its absence shows that everything is done.
  await whileAny(() =>
    database.query(Prisma.sql`
      UPDATE event_seals SET event_hashes = NULL WHERE account_id = ${accountId}::uuid AND number IN (
        SELECT number FROM event_seals WHERE account_id = ${accountId}::uuid AND number <= ${through}::int
          AND event_hashes IS NOT NULL ORDER BY number LIMIT ${ROUND}::int)
      RETURNING 1`),
  );
}

/**
 * Removes the events of months that are no longer to be kept, seal by seal. It never removes an event that is
 * not sealed, or whose seal covers a younger one. Seals stay. The transaction that begins the removal also signs
 * up to which seal events are gone, so that nothing is missing without a signed statement.
 */
export async function expireEvents(keeping: Keeping): Promise<void> {
  const { database, clock, log, config } = keeping;
  if (config.eventMonths === 0) return;
  const before = firstKept(clock(), config.eventMonths);
  await database.exclusively(async () => {
    const accounts = await expiring(database, before);
    const partitions = database.embedded ? [] : await partitionsBefore(database, before);
    if (accounts.length > 0 || partitions.length > 0) {
      await transact(database, async (transaction) => {
        await transaction.$executeRawUnsafe("SET LOCAL lock_timeout = '2s'");
        for (const account of accounts) await setHorizon(transaction, account, keeping);
        for (const partition of partitions) await dropPartition(transaction, partition);
      });
      log.info({ before, accounts: accounts.length, partitions }, "events expired");
    }
    for (const account of await unfinished(database)) await removeRows(database, account);
  });
}
