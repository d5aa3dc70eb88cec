import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import type { Services } from "../actions/services.js";

/** After how long without a sign of life the server of an import is considered gone, in milliseconds. */
const PATIENCE = 2 * 60_000;

/** How long a job is stored after its end, in milliseconds. */
const JOBS_LAST = 30 * 24 * 60 * 60_000;

/**
 * Ends the imports that have shown no sign of life for some time.
 * @param silentSince milliseconds since 1970 UTC; null for all running ones.
 */
export async function endAbandoned(
  database: Pick<Session, "query">,
  silentSince: number | null,
  now: number,
): Promise<void> {
  const at = new Date(now);
  const isSilent =
    silentSince === null ? Prisma.sql`true` : Prisma.sql`updated_at < ${new Date(silentSince)}::timestamptz`;
  await database.query(Prisma.sql`
    UPDATE import_jobs SET status = 'FAILED', finished_at = ${at}::timestamptz, updated_at = ${at}::timestamptz,
      failure = 'The server went away meanwhile. Nothing was imported; send the file again.'
    WHERE status = 'RUNNING' AND ${isSilent}`);
}

/**
 * Ends the imports whose server is gone, and erases their rows from the staging table. Deletes jobs that ended long
 * ago.
 * @param isStart whether this is the start of the only server: then no import is really running.
 */
export async function clearImports({ database, clock }: Services, isStart = false): Promise<void> {
  const now = clock();
  await endAbandoned(database, isStart && database.embedded ? null : now - PATIENCE, now);
  await database.query(Prisma.sql`
    DELETE FROM import_rows WHERE NOT EXISTS (SELECT 1 FROM import_jobs
      WHERE import_jobs.account_id = import_rows.account_id AND import_jobs.id = import_rows.job_id
        AND import_jobs.status = 'RUNNING')`);
  await database.query(Prisma.sql`DELETE FROM import_jobs WHERE finished_at < ${new Date(now - JOBS_LAST)}`);
}
