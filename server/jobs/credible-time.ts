import type { Clock } from "../clock.js";
import type { Database } from "../database/database.js";
import type { DatabaseTime } from "../database/database-time.js";
import { Prisma } from "../database/generated/client.js";
import { JobError } from "./job.js";

/** By how much the clock of a server may differ from that of the database, in milliseconds. */
const MAX_DIFFERENCE_MS = 5 * 60_000;

/** Milliseconds without a run of a job after which the clock is doubted. */
const MAX_GAP_MS = 7 * 24 * 3_600_000;

/** How long a clock is doubted, in milliseconds of another clock that cannot be set. */
const DOUBT_MS = 4 * 3_600_000;

interface Clocks {
  readonly database: Database;
  readonly databaseTime: DatabaseTime;
  readonly clock: Clock;
}

/**
 * Makes the check before work that removes what a clock says is over: what a wrong clock removes never comes back. The clock
 * must agree with that of the database. Where both are one, as with an embedded database, nothing distinguishes a wrong clock from a
 * server that was stopped for long. So when the job was done last more than a week ago, the clock is doubted, until the process
 * has run with it for four hours: a wrong clock is noticed in that time, because every TOTP code is refused.
 * @param job whose last success is looked at. @param uptime milliseconds of a clock that cannot be set.
 * @returns the check. It throws a JobError that says what to do.
 */
export function makeTimeCheck(
  { database, databaseTime, clock }: Clocks,
  job: string,
  uptime: Clock = () => performance.now(),
): () => Promise<void> {
  /** When the doubt began, by both clocks. */
  let doubted: { readonly at: number; readonly now: number } | undefined;
  return async () => {
    const [row] = await database.periodic.query<{ now: number; last: number | null }>(Prisma.sql`
      SELECT (extract(epoch FROM ${databaseTime()}) * 1000)::float8 AS now, (SELECT (extract(epoch FROM finished_at) * 1000)::float8
        FROM jobs WHERE name = ${job}) AS last`);
    const now = clock();
    const ahead = now - (row?.now ?? now);
    if (Math.abs(ahead) > MAX_DIFFERENCE_MS) {
      throw new JobError(
        `The clock of this server is ${getSpan(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} that of the database: nothing is ` +
          "removed until both are synchronized.",
      );
    }
    const gap = now - (row?.last ?? now);
    if (gap <= MAX_GAP_MS) {
      doubted = undefined;
      return;
    }
    const at = uptime();
    // A clock that is set meanwhile is doubted from then on.
    if (doubted === undefined || Math.abs(now - doubted.now - (at - doubted.at)) > MAX_DIFFERENCE_MS)
      doubted = { at, now };
    if (at - doubted.at >= DOUBT_MS) return;
    throw new JobError(
      `By the clock of this server, this job last succeeded ${getSpan(gap)} ago: nothing is removed until the server has run with this clock for four hours. Correct the clock if it is wrong.`,
    );
  };
}

/** A span of time in the largest unit of which there are two, as in `3 days`. @param milliseconds more than two minutes. */
function getSpan(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  const [number, unit] =
    minutes >= 2_880
      ? [minutes / 1_440, "days"]
      : minutes >= 120
        ? [minutes / 60, "hours"]
        : [minutes, "minutes"];
  return `${Math.floor(number)} ${unit}`;
}
