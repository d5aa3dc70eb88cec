import type { Database } from "../database/database.js";
import type { Log } from "../log.js";

/** Months that have a partition ahead of time, this one included. */
const MONTHS = 3;

/**
 * Makes the monthly partitions of the event table on PostgreSQL, so that old months can be dropped whole. The
 * embedded database keeps all events in one.
 * @param now milliseconds since 1970 UTC.
 */
export async function ensurePartitions(database: Database, now: number, log: Log): Promise<void> {
  if (database.embedded) return;
  const today = new Date(now);
  // IF NOT EXISTS is no help against a replica that makes the same one at the same time.
  await database.exclusively(async () => {
    for (let ahead = 0; ahead < MONTHS; ahead += 1) {
      const from = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1));
      const to = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead + 1, 1));
      const name = `events_${from.toISOString().slice(0, 7).replace("-", "_")}`;
      await database
        .script(
          `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF events FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
        )
        // Events of that month that came before its partition stay where they are.
        .catch((error: unknown) => log.warn({ err: error, partition: name }, "a partition was not made"));
    }
  });
}
