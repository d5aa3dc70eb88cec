import type { Services } from "../actions/services.js";
import { clockGauge } from "../database/database-time.js";
import { Prisma } from "../database/generated/client.js";
import type { Gauge } from "../database/gauge.js";
import { feedGauges } from "../events/feed/feed-gauges.js";
import { withTimeout } from "../with-timeout.js";
import { jobGauges } from "../jobs/job-gauges.js";
import { messageGauges } from "../messages/message-gauges.js";

/** How long an answer is used again, in milliseconds: more frequent questions cost nothing more. */
const GOOD_FOR = 5_000;

/** How long a scrape waits for the database, in milliseconds: Prometheus gives up after ten seconds by default. */
const WITHIN = 3_000;

/** The gauges from the database; null when it did not answer. */
export type DatabaseGauges = readonly Gauge[] | null;

/**
 * Makes the question after everything that only the database knows, of all rooms in one statement. While an answer is awaited, no
 * caller asks a second time.
 * @returns a function that gives the answer of the last seconds; null when there is none in time.
 */
export function databaseGauges({
  database,
  clock,
  databaseTime,
}: Pick<Services, "database" | "clock" | "databaseTime">): () => Promise<DatabaseGauges> {
  let asked: Promise<DatabaseGauges> | undefined;
  let askedAt = 0;
  let isOpen = false;
  const ask = async (): Promise<DatabaseGauges> => {
    const now = clock();
    isOpen = true;
    try {
      return await database.query<Gauge>(
        Prisma.join(
          [feedGauges(now), messageGauges(now), jobGauges(databaseTime()), clockGauge(now, databaseTime())],
          " UNION ALL ",
        ),
      );
    } catch {
      return null;
    } finally {
      isOpen = false;
    }
  };
  return async () => {
    if (asked === undefined || (!isOpen && performance.now() - askedAt >= GOOD_FOR)) {
      askedAt = performance.now();
      asked = ask();
    }
    return (await withTimeout(asked, WITHIN)) ?? null;
  };
}
