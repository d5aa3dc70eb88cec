import { randomUUID } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "@tokenplane/files/make-folder";
import { getErrorCode } from "@tokenplane/files/system-error";
import type { Config } from "../config.js";
import type { Log } from "../log.js";
import { UsageError } from "../start-error.js";

/** The data that an administrator needs to begin with a new installation; each is shown once. */
export interface FirstAccess {
  /** The API key of the first account's administrator; null after the first start. */
  readonly firstAdminKey: string | null;
  /** The link by which the first administrator signs in; null once there is one. */
  readonly setupLink: string | null;
}

function inWords({ firstAdminKey, setupLink }: FirstAccess): string {
  const key =
    firstAdminKey === null
      ? ""
      : `\n  The first administrator's API key, for programs. It is shown only once; keep it safe:\n\n      ${firstAdminKey}\n`;
  const link =
    setupLink === null
      ? ""
      : `\n  To create the first administrator, open this link in a browser. It works once, within 60 minutes. Each start of the server prints a new link:\n\n      ${setupLink}\n`;
  return `${key}${link}\n`;
}

/** Where the first access is written when there is no terminal. */
function getFile({ firstAccessFile, dataDir }: Pick<Config, "firstAccessFile" | "dataDir">): string {
  return firstAccessFile ?? path.join(dataDir, "first-access.txt");
}

/** Creates the folder of a file if it is the data folder. Any other folder must be there. @throws the system's error. */
async function makeFolderOf(file: string, dataDir: string): Promise<void> {
  if (path.dirname(path.resolve(file)) === path.resolve(dataDir)) await makeFolder(dataDir, 0o700);
}

/** Whether a file can be written; a file that was not there is removed again. @throws UsageError */
async function demandWritable(file: string, dataDir: string): Promise<void> {
  try {
    await makeFolderOf(file, dataDir);
    const isNew = !existsSync(file);
    closeSync(openSync(file, "a", 0o600));
    if (isNew) rmSync(file);
  } catch (error) {
    throw new UsageError(
      `The first administrator's key cannot be written to ${file} (${getErrorCode(error)}). Set TOKENPLANE_FIRST_ACCESS_FILE to a file that the server can write.`,
    );
  }
}

/** The key that a file still shows, because it was not read and deleted; null when there is none. */
function keyIn(file: string): string | null {
  if (!existsSync(file)) return null;
  return /^ +(tp_[0-9A-Za-z]+)$/m.exec(readFileSync(file, "utf8"))?.[1] ?? null;
}

/**
 * Writes the first access into a file. A later start, or another server that starts at the same moment, makes another link:
 * the key that was not read stays.
 */
function writeTo(file: string, access: FirstAccess): void {
  const firstAdminKey = access.firstAdminKey ?? keyIn(file);
  const text = inWords({ ...access, firstAdminKey });
  if (firstAdminKey === null && !existsSync(file)) {
    try {
      writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      // Another server was quicker. What it wrote may have the key.
      writeTo(file, access);
    }
    return;
  }
  // A file that was there would keep its mode until it is changed; this one takes its place.
  const next = `${file}.${randomUUID()}`;
  writeFileSync(next, text, { mode: 0o600, flag: "wx" });
  renameSync(next, file);
}

/**
 * How the first access is shown: on a terminal, or in a file that only the server's user can read. It never gets into a log,
 * which is kept and read by others.
 * @param isTerminal whether somebody sits before standard output.
 */
export function firstAccess(
  config: Pick<Config, "firstAccessFile" | "dataDir">,
  isTerminal: boolean,
  log: Log,
) {
  const file = getFile(config);
  return {
    /** Makes sure that a key can be shown before it is made. @throws UsageError */
    async demandPlace(): Promise<void> {
      if (!isTerminal) await demandWritable(file, config.dataDir);
    },
    async show(access: FirstAccess): Promise<void> {
      if (access.firstAdminKey === null && access.setupLink === null) return;
      if (isTerminal) {
        process.stdout.write(inWords(access));
        return;
      }
      const what =
        access.firstAdminKey === null
          ? "the link for the first administrator was"
          : "the first administrator's API key and link were";
      try {
        await makeFolderOf(file, config.dataDir);
        writeTo(file, access);
        log.info({ file }, `${what} written to a file: read it, and delete it`);
      } catch (error) {
        log.error(
          { err: error, file },
          `${what} not written: set TOKENPLANE_FIRST_ACCESS_FILE to a file that the server can write, and start again`,
        );
      }
    },
  };
}
