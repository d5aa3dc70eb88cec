import { setImmediate } from "node:timers/promises";
import { noRoom } from "../accounts/quota.js";
import type { Circumstances } from "../events/record.js";
import type { UploadedFile } from "../graphql/uploaded-file.js";
import type { Services } from "../services.js";
import { FileError } from "./file-error.js";
import type { GivenRow, Importer, RowReader, RowRefusal } from "./importer.js";
import { endJob, type JobKey } from "./job-store.js";
import { move } from "./move.js";
import { conflictsOf, erase, JobEndedError, stage } from "./staging.js";
import { TextReader } from "./text.js";

/** Refusals that a job tells; it counts them all. */
export const MOST_REFUSALS = 1_000;

/** How often a job looks again for what came in between. */
const MOST_LOOKS = 3;

/** One import. */
export interface Task {
  readonly job: JobKey;
  readonly importer: Importer;
  readonly file: UploadedFile;
  readonly reader: RowReader;
  readonly dryRun: boolean;
  readonly circumstances: Circumstances;
}

/** What is refused of a file: the first thousand, and how many there are. */
class Refused {
  count = 0;
  readonly first: RowRefusal[] = [];

  add(refusal: RowRefusal): void {
    this.count += 1;
    if (this.first.length < MOST_REFUSALS) this.first.push(refusal);
  }
}

/** Reads and checks the file and stages its rows, piece by piece. @returns how many rows it has. */
async function readFile(
  { database, secrets, clock }: Services,
  { job, importer, file, reader }: Task,
  refused: Refused,
  signal: AbortSignal,
): Promise<number> {
  const text = new TextReader();
  let [rowsRead, rowsChecked, bytesRead] = [0, 0, 0];
  const take = async (outcomes: readonly (GivenRow | RowRefusal)[]) => {
    const rows = outcomes.filter((outcome) => "key" in outcome);
    for (const outcome of outcomes) if (!("key" in outcome)) refused.add(outcome);
    rowsRead += outcomes.length;
    const first = rowsChecked;
    rowsChecked += rows.length;
    const progress = { rowsRead, rowsChecked, refusedCount: refused.count, bytesRead };
    await stage(database, secrets, importer, job, rows, first, progress, clock());
    // Others get their turn.
    await setImmediate();
    signal.throwIfAborted();
  };
  try {
    for (const bytes of file.take()) {
      bytesRead += bytes.length;
      await take(await reader.push(text.push(bytes)));
    }
    await take([...(await reader.push(text.end())), ...(await reader.end())]);
    if (rowsRead === 0) throw new FileError("The file has no rows.", 1);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    refused.add({ line: error.line, code: "VALIDATION_FAILED", message: error.message });
  }
  return rowsRead;
}

async function work(services: Services, task: Task, signal: AbortSignal): Promise<void> {
  const { database, clock } = services;
  const { job, importer, dryRun, circumstances } = task;
  const refused = new Refused();
  await readFile(services, task, refused, signal);
  for (let look = 1; ; look += 1) {
    const conflicts = await conflictsOf(database, importer, job, MOST_REFUSALS);
    const refusedCount = refused.count + conflicts.count;
    const first = [...refused.first, ...conflicts.first].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const ended = { refusedCount, refused: first.slice(0, MOST_REFUSALS), failure: null };
    if (refusedCount > 0 || dryRun) {
      await endJob(database, job, { ...ended, status: refusedCount > 0 ? "REFUSED" : "SUCCEEDED" }, clock());
      return;
    }
    signal.throwIfAborted();
    const outcome = await move(database, importer, job, { ...circumstances, now: clock() });
    if (outcome === "MOVED") {
      services.wakeup.tell();
      return;
    }
    if (outcome === "QUOTA" && importer.counted !== null) {
      const { code, message } = noRoom(importer.counted);
      const whole = { refusedCount: 1, refused: [{ line: null, code, message }], failure: null };
      await endJob(database, job, { ...whole, status: "REFUSED" }, clock());
      return;
    }
    if (look === MOST_LOOKS)
      throw new Error("rows of an import conflict with what is gone when it is looked for");
  }
}

/**
 * Runs an import to its end, which is written into its job; nothing of it is left in the staging table. It never
 * fails: what goes wrong is in the job, and in the log.
 */
export async function runImport(services: Services, task: Task, signal: AbortSignal): Promise<void> {
  const { database, clock, log } = services;
  const { job, circumstances } = task;
  const { correlationId } = circumstances;
  const fail = (failure: string) =>
    endJob(database, job, { status: "FAILED", refusedCount: 0, refused: [], failure }, clock());
  try {
    await work(services, task, signal);
  } catch (error) {
    if (signal.aborted)
      await fail("The server was stopped meanwhile. Nothing was imported; send the file again.");
    else if (!(error instanceof JobEndedError)) {
      log.error({ correlationId, err: error }, "an import failed");
      await fail(`Something failed here. Tell the operator this correlation id: ${correlationId}`);
    }
  } finally {
    await erase(database, job);
  }
}
