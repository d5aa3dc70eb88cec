import { takenFromPlan } from "../actions/quota.js";
import type { Services } from "../actions/services.js";
import { Prisma } from "../database/generated/client.js";
import { inTransaction, transact, violatedConstraint } from "../database/transaction.js";
import { findJob, JobEndedError } from "./job-store.js";
import { RowsLostError, getStagedRows } from "./staging.js";
import type { Task } from "./task.js";

/** How many objects a job lists by id. */
export const MAX_REPORTED = 100;

/** Milliseconds after which the transaction is aborted: no limit of its own, because the database limits its long statement. */
const NEVER = 7 * 86_400_000;

/** Number of rows up to which each is compared with each quickly enough. */
const FEW = 500;

/** Why nothing was moved: the plan has no room, or the account got an object with the same key meanwhile. */
export type Unmoved = "QUOTA" | "CONFLICT";

/**
 * Moves all rows of a job in one statement: it ends the job, inserts the objects of the rows, inserts their events, and takes
 * the quota. A constraint that refuses one row refuses all. The statement may take long, and wait for locks: whether the sender of the
 * file may still import is checked after it.
 * @param staged how many rows were staged. @throws JobEndedError, RowsLostError
 * @throws RequestError when the sender of the file may not import any more: nothing is moved then.
 */
export async function move(
  { database, credentials, clock }: Pick<Services, "database" | "credentials" | "clock">,
  { importer, job, actor, circumstances: begun, mayTouchAdministrators }: Task,
  staged: number,
): Promise<Unmoved | "MOVED"> {
  const at = clock();
  const now = new Date(at);
  const circumstances = { ...begun, now: at };
  const rows = getStagedRows(job);
  // The quota is taken when all objects and events are there: who creates or deletes something else in the account waits for its
  // lock only until the commit.
  const made = Prisma.sql`nullif(least((SELECT count(*) FROM inserted), (SELECT count(*) FROM logged)), 0)`;
  const statement = Prisma.sql`
    WITH job AS (
      UPDATE import_jobs SET status = 'SUCCEEDED', finished_at = ${now},
        rows_moved = ${staged}::int,
        first_ids = ARRAY(SELECT id FROM ${rows} ORDER BY position LIMIT ${MAX_REPORTED}::int)
      WHERE account_id = ${job.accountId}::uuid AND id = ${job.jobId}::uuid AND status = 'RUNNING'
        AND (SELECT count(*) FROM ${rows}) = ${staged}::int
      RETURNING 1
    ), staged AS NOT MATERIALIZED (
      SELECT import_rows.* FROM ${rows} AND EXISTS (SELECT 1 FROM job) ORDER BY position
    ), ${importer.held === null ? Prisma.empty : Prisma.sql`held AS (${importer.held}), `}inserted AS (
      ${importer.insert(now, mayTouchAdministrators)}
    ), logged AS (${importer.insertEvents(circumstances)}), taken AS (
      ${takenFromPlan(job.accountId, importer.counted, made)}
    )
    SELECT 1 FROM job`;
  // The rows are new: without this, the database expects one of them, and compares each with each.
  if (staged > FEW) await database.script("ANALYZE import_rows");
  try {
    await transact(
      database,
      async (transaction) => {
        const [moved] = await transaction.$queryRaw<unknown[]>(statement);
        if (moved === undefined) {
          const isEnded = (await findJob(transaction, job))?.status !== "RUNNING";
          throw isEnded ? new JobEndedError("the job was ended") : new RowsLostError();
        }
        await credentials.demandValid(inTransaction(transaction), actor, clock());
      },
      // Another import may move its rows for long in the embedded database.
      { timeout: NEVER, maxWait: NEVER },
    );
    return "MOVED";
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint?.endsWith("_within_plan") === true) return "QUOTA";
    if (constraint !== undefined && importer.constraints.includes(constraint)) return "CONFLICT";
    throw error;
  }
}
