import { codeOf } from "@tokenplane/files/system-error";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import type { Config } from "./config.js";
import { inTime } from "./in-time.js";
import { UsageError } from "./start-error.js";

/** How long a folder may take to answer, in milliseconds: one on a network that is gone does not hold up the start. */
const PATIENCE_MS = 10_000;

/** What is wrong with a folder in which the server writes; null when nothing is. */
async function faultOf(folder: string): Promise<string | null> {
  try {
    if (!(await stat(folder)).isDirectory()) return `${folder} is not a folder`;
    await access(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = codeOf(error);
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
  const folderOf = (file: string) => path.dirname(path.resolve(file));
  const named: [setting: string, folder: string][] = [];
  if (backupFolder !== undefined) named.push(["TOKENPLANE_BACKUP_FOLDER", backupFolder]);
  if (firstAccessFile !== undefined) named.push(["TOKENPLANE_FIRST_ACCESS_FILE", folderOf(firstAccessFile)]);
  if (checkpoints !== undefined && checkpoints !== "-")
    named.push(["TOKENPLANE_CHECKPOINTS", folderOf(checkpoints)]);
  for (const [setting, folder] of named) {
    if (folder === dataDir) continue;
    const fault = await inTime(faultOf(folder), PATIENCE_MS);
    if (fault != null)
      throw new UsageError(
        `${setting}: ${fault}. Create this folder for the server's user, or correct the setting.`,
      );
  }
}
