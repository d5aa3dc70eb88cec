import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import type { Services } from "../actions/services.js";

/** After how long without a sign of life the server of an import is considered gone. */
const PATIENCE_SECONDS = 2 * 60;

/** How long a job is stored after its end, in milliseconds. */
const JOBS_LAST = 30 * 24 * 60 * 60_000;

/**
 * Ends the imports that have shown no sign of life for some time. One that is locked is at work: it moves its rows.
 * @param seenSince the time of the last sign of life that counts, by the clock of the database; null to end all running ones.
 * @param now milliseconds since 1970 UTC.
 */
export async function endAbandoned(
  database: Pick<Session, "query">,
  seenSince: Sql | null,
  now: number,
): Promise<void> {
  const isSilent = seenSince === null ? Prisma.sql`true` : Prisma.sql`updated_at < ${seenSince}`;
  await database.query(Prisma.sql`
    UPDATE import_jobs SET status = 'FAILED', finished_at = ${new Date(now)}::timestamptz,
      failure = 'The server that ran the import stopped. Nothing was imported. Send the file again.'
    WHERE (account_id, id) IN (SELECT account_id, id FROM import_jobs
      WHERE status = 'RUNNING' AND ${isSilent} FOR NO KEY UPDATE SKIP LOCKED)`);
}

/**
 * Ends the imports whose server is gone, and erases their rows from the staging table. Deletes jobs that ended long
 * ago.
 * @param isStart whether this is the start of the only server: then no import is really running.
 */
export async function clearImports(
  { database, clock, databaseTime }: Pick<Services, "clock" | "database" | "databaseTime">,
  isStart = false,
): Promise<void> {
  const now = clock();
  const seenSince = Prisma.sql`${databaseTime()} - make_interval(secs => ${PATIENCE_SECONDS})`;
  await endAbandoned(database, isStart && database.embedded ? null : seenSince, now);
  await database.query(Prisma.sql`
    DELETE FROM import_rows WHERE NOT EXISTS (SELECT 1 FROM import_jobs
      WHERE import_jobs.account_id = import_rows.account_id AND import_jobs.id = import_rows.job_id
        AND import_jobs.status = 'RUNNING')`);
  await database.query(Prisma.sql`DELETE FROM import_jobs WHERE finished_at < ${new Date(now - JOBS_LAST)}`);
}
