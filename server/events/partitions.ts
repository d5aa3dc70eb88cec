import type { Database } from "../database/database.js";
import type { Log } from "../log.js";

/** Months that have a partition ahead of time, this one included. */
const MONTHS = 3;

/** A month's partition, as a statement. */
function partition(from: Date): { readonly name: string; readonly statement: string } {
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
 * Makes the monthly partitions of the event table on PostgreSQL, so that old months can be dropped whole. The
 * embedded database keeps all events in one.
 * @param now milliseconds since 1970 UTC.
 */
export async function ensurePartitions(database: Database, now: number, log: Log): Promise<void> {
  if (database.embedded) return;
  const today = new Date(now);
  // IF NOT EXISTS does not prevent an error when another replica creates the same partition at the same time.
  await database.exclusively(async () => {
    for (let ahead = 0; ahead < MONTHS; ahead += 1) {
      const from = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1));
      const { name, statement } = partition(from);
      await database
        .script(statement)
        // Events of that month from before the partition stay in the default partition.
        .catch((error: unknown) => log.warn({ err: error, partition: name }, "a partition was not made"));
    }
  });
}
