import { FileError } from "@tokenplane/files/file-error";
import { TextReader } from "@tokenplane/files/text";
import { setImmediate } from "node:timers/promises";
import type { ActingServices, Services } from "../actions/services.js";
import type { GivenRow, RowRefusal } from "./importer.js";
import type { Refused } from "./refused.js";
import type { Task } from "./task.js";
import { stage } from "./staging.js";

/** How long a file may be read, in milliseconds: then it is the turn of the next one. */
const LONGEST_READING = 15 * 60_000;

/** How often the progress of a job without new rows is stored, in milliseconds. */
const SAY_EVERY = 1_000;

/** A file that was read for too long. The message is for its sender. */
export class TooSlowError extends Error {
  override name = "TooSlowError";
}

/**
 * Reads and checks the file of a task and stages its rows, piece by piece. Between two pieces other work gets its turn.
 * Reading stops when too much is refused.
 * @param refused collects the refused rows.
 * @returns how many rows are staged.
 * @throws TooSlowError, JobEndedError. @throws RequestError when the sender of the file may not import any more.
 */
export async function readFile(
  services: ActingServices & Pick<Services, "credentials" | "databaseTime">,
  { job, importer, file, reader, actor }: Task,
  refused: Refused,
  signal: AbortSignal,
): Promise<number> {
  const { database, clock, credentials } = services;
  const text = new TextReader();
  const begun = clock();
  let said = begun;
  let [rowsRead, rowsChecked, bytesRead] = [0, 0, 0];
  const take = async (outcomes: readonly (GivenRow | RowRefusal)[], isEnd = false) => {
    const rows: GivenRow[] = [];
    for (const outcome of outcomes) {
      if (refused.isFull) {
        refused.isCut = true;
        break;
      }
      rowsRead += 1;
      if ("key" in outcome) rows.push(outcome);
      else refused.first.push(outcome);
    }
    const first = rowsChecked;
    rowsChecked += rows.length;
    // Only empty lines and refused rows are not worth a statement each time.
    if (rows.length > 0 || isEnd || clock() - said >= SAY_EVERY) {
      const progress = { rowsRead, rowsChecked, refusedCount: refused.count, bytesRead };
      said = clock();
      await stage(database, services, importer, job, rows, first, progress, said);
    }
    await setImmediate();
    signal.throwIfAborted();
    await credentials.demandValid(database, actor, clock());
    if (clock() - begun > LONGEST_READING) {
      throw new TooSlowError(
        `Reading the file took more than ${LONGEST_READING / 60_000} minutes, and other files wait. Nothing was imported; split the file.`,
      );
    }
  };
  try {
    for (const bytes of file.take()) {
      if (refused.isFull) {
        refused.isCut = true;
        break;
      }
      bytesRead += bytes.length;
      await take(await reader.push(text.push(bytes)));
    }
    if (!refused.isCut) await take([...(await reader.push(text.end())), ...(await reader.end())]);
    if (rowsRead === 0) throw new FileError("The file has no rows.", 1);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    refused.first.push({ line: error.line, code: "VALIDATION_FAILED", message: error.message });
  }
  await take([], true);
  return rowsChecked;
}
