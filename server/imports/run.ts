import { noRoom, getRoom } from "../actions/quota.js";
import type { ActingServices, Services, UseCaseServices } from "../actions/services.js";
import { RequestError } from "../request-error.js";
import type { RowRefusal } from "./importer.js";
import { endJob, JobEndedError, startJob } from "./job-store.js";
import { move } from "./move.js";
import { readFile, TooSlowError } from "./read-file.js";
import { MAX_REFUSALS, Refused } from "./refused.js";
import { checkStaged, getConflicts, erase, RowsLostError } from "./staging.js";
import type { Task } from "./task.js";

/** The text after the reason when the sender of a file may not import any more. */
const STOPPED =
  "Whoever sent the file may not import it any more, so the import was stopped. Nothing was imported. Send the file again with a valid API key, or signed in.";

/** How often a job checks again for changes of the account. */
const MAX_LOOKS = 3;

/** Why the rows of a job cannot be moved: conflicts with each other or the account, or no room in the plan. */
async function getObstacles({ database }: Pick<Services, "database">, task: Task, rows: number) {
  const { job, importer, mayTouchAdministrators } = task;
  const conflicts = await getConflicts(database, importer, job, mayTouchAdministrators, MAX_REFUSALS);
  if (conflicts.count > 0 || importer.counted === null) return conflicts;
  const room = await getRoom(database.prisma, job.accountId, importer.counted);
  if (rows <= room.plan - room.used) return conflicts;
  const { code, message } = noRoom(importer.counted, room, rows);
  // It is about the file, and not about a row.
  return { count: 0, first: [{ line: null, code, message }] };
}

/**
 * @returns how it ended. @throws JobEndedError when it was ended before.
 * @throws RequestError when the sender of the file may not import any more.
 */
async function work(
  services: ActingServices & Pick<Services, "credentials" | "databaseTime">,
  task: Task,
  signal: AbortSignal,
): Promise<"SUCCEEDED" | "REFUSED"> {
  const { database, clock, credentials } = services;
  const { job, actor, dryRun } = task;
  signal.throwIfAborted();
  await credentials.demandValid(database, actor, clock());
  await startJob(services, job);
  const refused = new Refused();
  const rows = await readFile(services, task, refused, signal);
  for (let look = 1; ; look += 1) {
    // If a file was not read to its end, its other rows are not known.
    const obstacles = refused.isCut ? { count: 0, first: [] } : await getObstacles(services, task, rows);
    await credentials.demandValid(database, actor, clock());
    const refusedCount = refused.count + obstacles.count;
    const first = [...refused.first, ...obstacles.first].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const listed: RowRefusal[] = [...refused.notice, ...first.slice(0, MAX_REFUSALS)];
    if (listed.length > 0 || dryRun) {
      const status = listed.length > 0 ? "REFUSED" : "SUCCEEDED";
      if (status === "SUCCEEDED") await checkStaged(database, job, rows);
      await endJob(database, job, { status, refusedCount, refused: listed, failure: null }, clock());
      return status;
    }
    signal.throwIfAborted();
    const outcome = await move(services, task, rows);
    if (outcome === "MOVED") {
      services.wakeup.notify();
      return "SUCCEEDED";
    }
    if (look === MAX_LOOKS)
      throw new Error("rows of an import conflict with what is gone when it is looked for");
  }
}

/**
 * Runs an import to its end, and stores the result in its job. Its rows are removed from the staging table. It never
 * fails: errors are in the job and in the log.
 */
export async function runImport(
  given: UseCaseServices & Pick<Services, "databaseTime" | "log">,
  task: Task,
  signal: AbortSignal,
): Promise<void> {
  const { clock, log, observer } = given;
  const database = given.database.background;
  const services = { ...given, database };
  const { job, circumstances, importer, dryRun } = task;
  const { kind } = importer;
  const { correlationId } = circumstances;
  const fail = async (failure: string) => {
    await endJob(database, job, { status: "FAILED", refusedCount: 0, refused: [], failure }, clock());
    observer?.importEnded({ kind, status: "FAILED", dryRun });
  };
  try {
    const status = await work(services, task, signal);
    observer?.importEnded({ kind, status, dryRun });
  } catch (error) {
    if (signal.aborted)
      await fail("The server was stopped during the import. Nothing was imported. Send the file again.");
    else if (error instanceof RequestError) await fail(`${error.message} ${STOPPED}`);
    else if (error instanceof TooSlowError || error instanceof RowsLostError) await fail(error.message);
    else if (!(error instanceof JobEndedError)) {
      log.error({ correlationId, err: error }, "an import failed");
      await fail(`Something failed in the server. Send the operator this correlation id: ${correlationId}`);
    }
  } finally {
    await erase(database, job);
  }
}
