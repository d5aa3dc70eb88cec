import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { getErrorCode } from "./system-error.js";

/** Creates one folder, unless it exists. @returns whether its parent must be created first. @throws the system's error. */
async function isParentMissing(folder: string, mode: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode });
    return false;
  } catch (error) {
    if (getErrorCode(error) === "ENOENT" && path.dirname(folder) !== folder) return true;
    if ((await stat(folder).catch(() => undefined))?.isDirectory() === true) return false;
    throw error;
  }
}

/**
 * Creates a folder and its parents, unless they exist.
 *
 * Some folders, such as /proc, exist but accept no new entries, and report that with ENOENT, as if they did not exist.
 * With those, the option `recursive` of Node.js never returns.
 * @param mode of the folders that are created. @throws the system's error.
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  if (!(await isParentMissing(folder, mode))) return;
  await makeFolder(path.dirname(folder), mode);
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    // Another process created it meanwhile.
    if (getErrorCode(error) !== "EEXIST") throw error;
  }
}
