import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { transact } from "../database/transaction.js";
import type { Log } from "../log.js";

/** Months that have a partition ahead of time, this one included. */
const MONTHS = 3;

/** A month's partition, and the statement that makes it. */
interface Partition {
  readonly name: string;
  readonly statement: string;
}

function partition(from: Date): Partition {
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const name = `events_${from.toISOString().slice(0, 7).replace("-", "_")}`;
  return {
    name,
    statement: `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF events FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
  };
}

/**
 * The statements that make the partitions of all months from one time until some months after another.
 * @param oldest @param now milliseconds since 1970 UTC.
 */
export function partitionsSince(oldest: number, now: number): string[] {
  const statements: string[] = [];
  const [first, today] = [new Date(oldest), new Date(now)];
  const end = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + MONTHS, 1);
  for (let ahead = 0; ; ahead += 1) {
    const from = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + ahead, 1));
    if (from.getTime() >= end) return statements;
    statements.push(partition(from).statement);
  }
}

/**
 * How long a change of the partitions waits for the lock of the whole event log, in milliseconds. Everybody who records an event
 * waits behind it, and a long reader of the log, such as a backup, holds it up.
 */
export const LOG_WAIT_MS = 200;

async function missing(database: Database, months: readonly Partition[]): Promise<Partition[]> {
  const rows = await database.query<{ name: string }>(Prisma.sql`
    SELECT name FROM unnest(${months.map(({ name }) => name)}::text[]) AS name WHERE to_regclass(name) IS NULL`);
  return months.filter(({ name }) => rows.some((row) => row.name === name));
}

/**
 * Makes the monthly partitions of the event table on PostgreSQL, so that old months can be dropped whole. The
 * embedded database keeps all events in one.
 * @param now milliseconds since 1970 UTC.
 */
export async function ensurePartitions(database: Database, now: number, log: Log): Promise<void> {
  if (database.embedded) return;
  const today = new Date(now);
  const months = Array.from({ length: MONTHS }, (_, ahead) =>
    partition(new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1))),
  );
  if ((await missing(database, months)).length === 0) return;
  // IF NOT EXISTS does not prevent an error when another replica creates the same partition at the same time.
  await database.exclusively(async () => {
    for (const { name, statement } of await missing(database, months)) {
      await transact(database, async (transaction) => {
        await transaction.$executeRawUnsafe(`SET LOCAL lock_timeout = '${LOG_WAIT_MS}ms'`);
        await transaction.$executeRawUnsafe(statement);
      })
        // Events of that month from before the partition stay in the default partition.
        .catch((error: unknown) => log.warn({ err: error, partition: name }, "a partition was not made"));
    }
  });
}
