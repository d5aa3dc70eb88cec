import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { getErrorCode } from "@tokenplane/files/system-error";
import { StartError, unreadable, UsageError } from "../start-error.js";

/** The cursor in a file; undefined if there is no file, or an empty one. @throws UsageError when there is something else in it. */
export function readCursor(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw unreadable(`The file of --cursor-file (${file})`, error);
  }
  if (text === "") return undefined;
  if (/^[\w+/=-]{1,200}$/.test(text)) return text;
  throw new UsageError(
    `The file of --cursor-file contains no cursor: ${file}. Delete it to begin at --after, or, without --after, with new events.`,
  );
}

/**
 * Keeps a cursor, or that there is none yet (""). Whenever the machine stops, the file has this one or the one
 * before.
 * @throws StartError when it cannot be written.
 */
export function keepCursor(file: string, cursor: string): void {
  const beside = `${file}.new`;
  try {
    const handle = openSync(beside, "w", 0o600);
    try {
      writeSync(handle, `${cursor}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    throw new StartError(`The file of --cursor-file cannot be written: ${file} (${getErrorCode(error)}).`);
  }
}
