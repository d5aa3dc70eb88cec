import { open, readdir, rm } from "node:fs/promises";
import path from "node:path";

// The embedded database does not wait for the disk. So a file in the data folder marks it as open. The mark
// is on the disk before the database opens, and is removed when the whole database is on the disk. If a start
// finds the mark, the last process may have lost what it answered last.

/** How many files are synced at the same time. */
const AT_ONCE = 16;

function markOf(folder: string): string {
  return path.join(folder, "running");
}

/** Waits until a file, or the list of a folder, is on the disk. */
async function reachDisk(entry: string, isFolder: boolean): Promise<void> {
  // Windows cannot sync a folder, and syncs a file only for a process that may write to it.
  if (isFolder && process.platform === "win32") return;
  const handle = await open(entry, isFolder ? "r" : "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Waits until everything in a folder is on the disk; several files at a time, which is faster. */
export async function allReachDisk(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const left = entries.filter((entry) => entry.isFile() || entry.isDirectory()).values();
  const some = async () => {
    for (const entry of left) await reachDisk(path.join(entry.parentPath, entry.name), entry.isDirectory());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
  await reachDisk(folder, true);
}

/**
 * Marks a data folder as open. Lock the folder, and call this before its database is opened.
 * @returns whether it was marked already: then the last process was killed, or the power failed.
 */
export async function markRunning(folder: string): Promise<boolean> {
  try {
    const handle = await open(markOf(folder), "wx", 0o600);
    await handle.sync();
    await handle.close();
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "EEXIST") return true;
    throw error;
  }
  await reachDisk(folder, true);
  return false;
}

/** Removes the mark when everything in the folder is on the disk. Call this after the database is closed. */
export async function markStopped(folder: string): Promise<void> {
  await allReachDisk(folder);
  await rm(markOf(folder), { force: true });
}
