import { open, readdir, rm } from "node:fs/promises";
import path from "node:path";

// The embedded database does not wait for the disk. So a file in the data folder says that it is open: it is on the
// disk before the database opens, and goes when all of the database is. Where it is found at a start, what the last
// process answered may be lost.

/** Files that are waited for together. */
const AT_ONCE = 16;

function markOf(folder: string): string {
  return path.join(folder, "running");
}

/** Waits until the disk has a file, or what a folder lists. */
async function reachDisk(entry: string, isFolder: boolean): Promise<void> {
  // Windows lets nobody wait for a folder, and for a file only those who may write to it.
  if (isFolder && process.platform === "win32") return;
  const handle = await open(entry, isFolder ? "r" : "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Waits until the disk has all that is in a folder; several files at once, which disks take together. */
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
 * Marks a data folder as open. Call it before its database is opened, and hold the folder.
 * @returns whether it was marked already: the last process was killed, or the power failed.
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

/** Takes the mark away when all that is in the folder is on the disk. Call it after the database is closed. */
export async function markStopped(folder: string): Promise<void> {
  await allReachDisk(folder);
  await rm(markOf(folder), { force: true });
}
