import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import type { Session } from "../database/session.js";

/** How long a server may do a job without a sign of life before another one does it, in milliseconds. */
export const LEASE_MS = 60_000;

/** A shared job as it is kept. */
export interface JobRow {
  readonly name: string;
  readonly leaseUntil: Date | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedAt: Date | null;
  readonly failure: string | null;
  readonly failures: number;
}

/**
 * Takes the lease of a shared job that is due and that nobody does.
 * @param holder names this server. @param now milliseconds since 1970 UTC.
 */
export async function takeLease(
  database: Pick<Session, "query">,
  name: string,
  holder: string,
  now: number,
): Promise<boolean> {
  const [at, end] = [new Date(now), new Date(now + LEASE_MS)];
  const rows = await database.query(Prisma.sql`
    INSERT INTO jobs (name, holder, lease_until, due_at, started_at)
    VALUES (${name}, ${holder}::uuid, ${end}::timestamptz, ${at}::timestamptz, ${at}::timestamptz)
    ON CONFLICT (name) DO UPDATE
      SET holder = excluded.holder, lease_until = excluded.lease_until, started_at = excluded.started_at
      WHERE jobs.due_at <= ${at}::timestamptz AND coalesce(jobs.lease_until <= ${at}::timestamptz, true)
    RETURNING 1`);
  return rows.length === 1;
}

/** Says that this server is still at it; nothing, when another server has taken the job over. */
export async function renewLease(
  database: Pick<Session, "query">,
  name: string,
  holder: string,
  now: number,
): Promise<void> {
  await database.query(Prisma.sql`
    UPDATE jobs SET lease_until = ${new Date(now + LEASE_MS)}::timestamptz
    WHERE name = ${name} AND holder = ${holder}::uuid`);
}

/** Gives a lease back, with how it went. @param failure null when it succeeded. @param dueAt when it is due again. */
export async function endLease(
  database: Pick<Session, "query">,
  name: string,
  holder: string,
  failure: string | null,
  now: number,
  dueAt: number,
): Promise<void> {
  const at = Prisma.sql`${new Date(now)}::timestamptz`;
  const result =
    failure === null
      ? Prisma.sql`finished_at = ${at}, failure = NULL, failures = 0`
      : Prisma.sql`failed_at = ${at}, failure = ${failure}, failures = failures + 1`;
  // Work that was asked for meanwhile is due at once.
  await database.query(Prisma.sql`
    UPDATE jobs SET holder = NULL, lease_until = NULL, ${result},
      due_at = CASE WHEN due_at > started_at THEN due_at ELSE ${new Date(dueAt)}::timestamptz END
    WHERE name = ${name} AND holder = ${holder}::uuid`);
}

/**
 * Asks for a run of a shared job, in the transaction of what makes it necessary: if that is undone, so is this. A server
 * does it soon, even if this one ends.
 * @param now milliseconds since 1970 UTC.
 */
export async function requestJob(transaction: Transaction, name: string, now: number): Promise<void> {
  const at = new Date(now);
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO jobs (name, due_at) VALUES (${name}, ${at}::timestamptz)
    ON CONFLICT (name) DO UPDATE SET due_at = CASE WHEN jobs.holder IS NULL THEN least(jobs.due_at, excluded.due_at)
      ELSE greatest(excluded.due_at, jobs.started_at + interval '1 millisecond') END`);
}

/** All shared jobs that ever ran. */
export function readJobRows(database: Pick<Database, "query">): Promise<JobRow[]> {
  return database.query<JobRow>(Prisma.sql`
    SELECT name, lease_until AS "leaseUntil", started_at AS "startedAt", finished_at AS "finishedAt",
      failed_at AS "failedAt", failure, failures FROM jobs ORDER BY name`);
}
