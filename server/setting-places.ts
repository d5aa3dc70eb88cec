import { getErrorCode } from "@tokenplane/files/system-error";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import type { Config } from "./config.js";
import { withTimeout } from "./with-timeout.js";
import { UsageError } from "./start-error.js";

/** How long a folder may take to answer, in milliseconds: one on a network that is gone does not hold up the start. */
const PATIENCE_MS = 10_000;

/** Whether a path is a folder, where a file is to be written. */
const isFolder = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The fault of a folder in which the server writes; null when there is none. */
async function getFault(folder: string): Promise<string | null> {
  try {
    if (!(await stat(folder)).isDirectory()) return `${folder} is not a folder`;
    await access(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = getErrorCode(error);
    return code === "ENOENT"
      ? `there is no folder ${folder}`
      : `the folder ${folder} cannot be used (${code})`;
  }
}

/**
 * Looks whether the folders are there that settings name. Only the data folder is created: elsewhere, a folder that is missing is a
 * mistake in the setting, or a disk that is not mounted.
 * @throws UsageError that names the first wrong setting.
 */
export async function demandFolders({
  backupFolder,
  firstAccessFile,
  dataDir,
  checkpoints,
}: Pick<Config, "backupFolder" | "checkpoints" | "dataDir" | "firstAccessFile">): Promise<void> {
  const fault = async (setting: string, given: string, isFile: boolean): Promise<string | null> => {
    const named = path.resolve(given);
    if (isFile && (await isFolder(named))) return `${setting}: ${named} is a folder. Name a file in it.`;
    const folder = isFile ? path.dirname(named) : named;
    const found = folder === dataDir ? null : await getFault(folder);
    return found === null
      ? null
      : `${setting}: ${found}. Create this folder for the server's user, or correct the setting.`;
  };
  const look = async (setting: string, given: string | undefined, isFile: boolean): Promise<void> => {
    if (given === undefined) return;
    const found = await withTimeout(fault(setting, given, isFile), PATIENCE_MS);
    if (found != null) throw new UsageError(found);
  };
  await look("TOKENPLANE_BACKUP_FOLDER", backupFolder, false);
  await look("TOKENPLANE_FIRST_ACCESS_FILE", firstAccessFile, true);
  await look("TOKENPLANE_CHECKPOINTS", checkpoints === "-" ? undefined : checkpoints, true);
}
