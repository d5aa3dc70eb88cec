import { getErrorCode } from "@tokenplane/files/system-error";
import { open, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { getDatabaseFolder } from "./embedded-folder.js";

// The embedded database does not wait for the disk. So a file in the data folder marks it as open. The mark
// is on the disk before the database opens, and is removed when the whole database is on the disk. If a start
// finds the mark, the last process may have lost what it answered last.

/** How many files are synced at the same time. */
const AT_ONCE = 16;

function getMark(folder: string): string {
  return path.join(folder, "running");
}

/** Waits until a file, or the list of a folder, is on the disk. What was removed meanwhile need not be. */
async function reachDisk(entry: string, isFolder: boolean): Promise<void> {
  // Windows cannot sync a folder, and syncs a file only for a process that may write to it.
  if (isFolder && process.platform === "win32") return;
  try {
    const handle = await open(entry, isFolder ? "r" : "r+");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (getErrorCode(error) !== "ENOENT") throw error;
  }
}

/** Waits until the list of a folder is on the disk: which entries it has, not what is in them. */
export function listReachesDisk(folder: string): Promise<void> {
  return reachDisk(folder, true);
}

/**
 * Waits until everything in a folder is on the disk; several files at a time, which is faster. The folder is one that only the
 * server writes to: in the data folder, there may be files of others, which it may not open.
 */
export async function allReachDisk(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const left = entries.filter((entry) => entry.isFile() || entry.isDirectory()).values();
  const some = async () => {
    for (const entry of left) await reachDisk(path.join(entry.parentPath, entry.name), entry.isDirectory());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
  await listReachesDisk(folder);
}

/**
 * Marks a data folder as open. Lock the folder, and call this before its database is opened.
 * @returns whether it was marked already: then the last process was killed, or the power failed.
 */
export async function markRunning(folder: string): Promise<boolean> {
  try {
    const handle = await open(getMark(folder), "wx", 0o600);
    await handle.close();
  } catch (error) {
    if (getErrorCode(error) === "EEXIST") return true;
    throw error;
  }
  try {
    await reachDisk(getMark(folder), false);
    await listReachesDisk(folder);
  } catch (error) {
    // Nothing was opened, so that nothing can have been lost.
    await rm(getMark(folder), { force: true });
    throw error;
  }
  return false;
}

/** Removes the mark when the whole database is on the disk. Call this after it is closed. */
export async function markStopped(folder: string): Promise<void> {
  await allReachDisk(getDatabaseFolder(folder));
  await listReachesDisk(folder);
  await rm(getMark(folder), { force: true });
}
