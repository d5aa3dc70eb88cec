import { getErrorCode } from "@tokenplane/files/system-error";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { StartError, withoutStop } from "../start-error.js";

/** Files of every embedded database. A folder without the first one is new. */
const OF_EACH = ["PG_VERSION", "global/pg_control"];

/** The error codes of the system when a process may not write to a file. */
const NOT_ALLOWED = new Set(["EACCES", "EPERM", "EROFS"]);

/** The error codes of the system when there is no such file: then the database is damaged, or new. */
const NOT_THERE = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/** Messages of PGlite that say only that it could not begin. Others, such as too little memory, have a reason. */
const WITHOUT_REASON = /^PGlite failed to initialize|^Aborted\(/;

async function getOwner(file: string): Promise<string> {
  const about = await stat(file).catch(() => undefined);
  return about === undefined ? "a user that is not known" : `the user with the id ${about.uid}`;
}

/**
 * Refuses a database whose files belong to somebody else, as after a restore by root: PGlite does not say why it cannot open them.
 * @throws StartError that names the file, its owner and the reason.
 */
export async function refuseForeignFiles(folder: string): Promise<void> {
  for (const name of OF_EACH) {
    const file = path.join(folder, name);
    try {
      await (await open(file, "r+")).close();
    } catch (error) {
      const code = getErrorCode(error);
      if (NOT_THERE.has(code)) return;
      const what = `The database in ${folder} cannot be opened: this process cannot read and write ${name} (${code})`;
      if (!NOT_ALLOWED.has(code)) throw new StartError(`${what}.`, { cause: error });
      const me = process.getuid === undefined ? "this user" : `the user with the id ${process.getuid()}`;
      throw new StartError(
        `${what}. It belongs to ${await getOwner(file)}, and the server runs as ${me}. Make the server's user the owner of the data folder and of everything in it.`,
        { cause: error },
      );
    }
  }
}

/** Why PGlite could not open a database whose files can be read and written. */
export function whyNotOpened(folder: string, error: unknown): StartError {
  const said = error instanceof Error ? error.message : String(error);
  if (!WITHOUT_REASON.test(said)) {
    return new StartError(`The database in ${folder} cannot be opened: ${withoutStop(said)}.`, {
      cause: error,
    });
  }
  return new StartError(
    `The database in ${folder} cannot be opened: its files are damaged, or of another version. Restore a backup.`,
    { cause: error },
  );
}
