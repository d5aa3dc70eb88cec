import type { Scope } from "../actions/scope.js";
import type { Services } from "../actions/services.js";
import { inOrder } from "../database/in-order.js";
import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { toJson } from "../database/json.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import type { Importer, RowRefusal } from "./importer.js";

export type ImportJobRow = NonNullable<Awaited<ReturnType<typeof findJob>>>;

/** Identifies a job. */
export interface JobKey {
  readonly accountId: string;
  readonly jobId: string;
}

/** A job that was ended while it waited, or while its rows were still arriving. */
export class JobEndedError extends Error {
  override name = "JobEndedError";
}

/** A job of the account, or null. */
export function findJob(client: Client | Transaction, { accountId, jobId }: JobKey) {
  return client.importJob.findUnique({ where: { accountId_id: { accountId, id: jobId } } });
}

/**
 * Creates a job. @param now milliseconds since 1970 UTC. @param bytes the size of its file.
 * @param seenAt now, by the clock of the database: other servers judge by that one whether the job's server is gone.
 */
export async function createJob(
  transaction: Transaction,
  { accountId, jobId }: JobKey,
  kind: Importer["kind"],
  dryRun: boolean,
  bytes: number,
  now: number,
  seenAt: Sql,
): Promise<void> {
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO import_jobs (account_id, id, kind, status, dry_run, bytes_total, created_at, updated_at)
    VALUES (${accountId}::uuid, ${jobId}::uuid, ${kind}, 'RUNNING', ${dryRun}, ${bytes}::int, ${new Date(now)}, ${seenAt})`);
}

/**
 * Stores that the server begins to read the file of a job.
 * @throws JobEndedError when the job was ended while it waited.
 */
export async function startJob(
  { database, clock, databaseTime }: Pick<Services, "database" | "clock" | "databaseTime">,
  { accountId, jobId }: JobKey,
): Promise<void> {
  const started = await database.query(Prisma.sql`
    UPDATE import_jobs SET started_at = ${new Date(clock())}, updated_at = ${databaseTime()}
    WHERE account_id = ${accountId}::uuid AND id = ${jobId}::uuid AND status = 'RUNNING' RETURNING 1`);
  if (started.length === 0) throw new JobEndedError("the job was ended");
}

/** The result of a job that moved nothing. */
export interface End {
  readonly status: "SUCCEEDED" | "REFUSED" | "FAILED";
  readonly refusedCount: number;
  readonly refused: readonly RowRefusal[];
  readonly failure: string | null;
}

/** Ends a job, unless it has ended already. */
export async function endJob(
  { prisma }: Database,
  { accountId, jobId }: JobKey,
  { status, refusedCount, refused, failure }: End,
  now: number,
): Promise<void> {
  await prisma.importJob.updateMany({
    where: { accountId, id: jobId, status: "RUNNING" },
    data: {
      status,
      refusedCount,
      refused: JSON.parse(toJson(refused)),
      failure,
      finishedAt: new Date(now),
    },
  });
}

/** Import jobs by id; null for those of other accounts. */
export async function readJobs(
  { prisma }: Database,
  { accountId }: Scope,
  ids: readonly string[],
): Promise<(ImportJobRow | null)[]> {
  return inOrder(ids, await prisma.importJob.findMany({ where: { accountId, id: { in: [...ids] } } }));
}

/** The account's import jobs, newest first. */
export function jobListing({ accountId }: Scope): Listing {
  return {
    from: Prisma.raw("import_jobs"),
    id: Prisma.raw("import_jobs.id"),
    parent: Prisma.raw("import_jobs.account_id"),
    where: [Prisma.sql`import_jobs.account_id = ${accountId}::uuid`],
    order: {
      name: "importJobs",
      columns: [{ column: Prisma.raw("import_jobs.id"), type: Prisma.raw("uuid") }],
      descending: true,
    },
  };
}
