import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import type { Session } from "../database/session.js";

/** How long a server may do a job without a sign of life before another one does it, in milliseconds. */
export const LEASE_MS = 60_000;

/** A shared job as it is kept. */
export interface JobRow {
  readonly name: string;
  readonly isRunning: boolean;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedAt: Date | null;
  readonly failure: string | null;
  readonly failures: number;
}

const milliseconds = (number: number) => Prisma.sql`${number}::float8 * interval '1 millisecond'`;

/**
 * Takes the lease of a shared job that is due and that no server does. A time that lies too far ahead was stored while a clock was
 * wrong, and holds nothing up; "infinity" is no time of any clock, and means never.
 * @param holder names this server. @param pauseMs the longest time from one run to the next, in milliseconds. @param at now, by
 * the database's clock.
 */
export async function takeLease(
  database: Pick<Session, "query">,
  name: string,
  holder: string,
  pauseMs: number,
  at: Sql,
): Promise<boolean> {
  const rows = await database.query(Prisma.sql`
    INSERT INTO jobs (name, holder, lease_until, due_at, started_at)
    VALUES (${name}, ${holder}::uuid, ${at} + ${milliseconds(LEASE_MS)}, ${at}, ${at})
    ON CONFLICT (name) DO UPDATE
      SET holder = excluded.holder, lease_until = excluded.lease_until, due_at = excluded.due_at, started_at = excluded.started_at
      WHERE (jobs.due_at <= ${at} OR (isfinite(jobs.due_at) AND jobs.due_at > ${at} + ${milliseconds(2 * pauseMs)}))
        AND (jobs.lease_until IS NULL OR jobs.lease_until <= ${at} OR jobs.lease_until > ${at} + ${milliseconds(2 * LEASE_MS)})
    RETURNING 1`);
  return rows.length === 1;
}

/**
 * Says that this server is still at it.
 * @param at now, by the database's clock. @returns false when another server has taken the job over.
 */
export async function renewLease(
  database: Pick<Session, "query">,
  name: string,
  holder: string,
  at: Sql,
): Promise<boolean> {
  const rows = await database.query(Prisma.sql`
    UPDATE jobs SET lease_until = ${at} + ${milliseconds(LEASE_MS)}
    WHERE name = ${name} AND holder = ${holder}::uuid RETURNING 1`);
  return rows.length === 1;
}

/**
 * Gives a lease back, with how it went.
 * @param failure null when it succeeded. @param pauseMs milliseconds until it is due again. @param at now, by the database's clock.
 */
export async function endLease(
  database: Pick<Session, "query">,
  name: string,
  holder: string,
  failure: string | null,
  pauseMs: number,
  at: Sql,
): Promise<void> {
  const result =
    failure === null
      ? Prisma.sql`finished_at = ${at}, failure = NULL, failures = 0`
      : Prisma.sql`failed_at = ${at}, failure = ${failure}, failures = failures + 1`;
  // Work that was asked for meanwhile is due at once.
  await database.query(Prisma.sql`
    UPDATE jobs SET holder = NULL, lease_until = NULL, ${result},
      due_at = CASE WHEN due_at > started_at THEN due_at ELSE ${at} + ${milliseconds(pauseMs)} END
    WHERE name = ${name} AND holder = ${holder}::uuid`);
}

/**
 * Asks for a run of a shared job, in the transaction of what makes it necessary: if that is undone, so is this. A server
 * does it soon, even if this one ends. It is due since 1970: whatever a clock says.
 */
export async function requestJob(transaction: Transaction, name: string): Promise<void> {
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO jobs (name, due_at) VALUES (${name}, 'epoch')
    ON CONFLICT (name) DO UPDATE SET due_at = CASE WHEN jobs.holder IS NULL THEN excluded.due_at
      ELSE jobs.started_at + interval '1 millisecond' END`);
}

/** All shared jobs that ever ran. @param at now, by the database's clock. */
export function readJobRows(database: Pick<Database, "query">, at: Sql): Promise<JobRow[]> {
  return database.query<JobRow>(Prisma.sql`
    SELECT name, coalesce(lease_until > ${at}, false) AS "isRunning", started_at AS "startedAt", finished_at AS "finishedAt",
      failed_at AS "failedAt", failure, failures FROM jobs ORDER BY name`);
}
