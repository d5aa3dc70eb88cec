import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, "code") : undefined;
}

/** Makes one folder. @returns whether its parent has to be made first. @throws what the system says. */
async function isParentMissing(folder: string, mode: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode });
    return false;
  } catch (error) {
    if (codeOf(error) === "ENOENT" && path.dirname(folder) !== folder) return true;
    if ((await stat(folder).catch(() => undefined))?.isDirectory() === true) return false;
    throw error;
  }
}

/**
 * Makes a folder and those above it, where they are not there.
 *
 * Node's own `recursive` never ends where a folder that is there takes no other, and says so as if it were not there
 * itself, as /proc does.
 * @param mode of those that are made. @throws what the system says.
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  if (!(await isParentMissing(folder, mode))) return;
  await makeFolder(path.dirname(folder), mode);
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    // Another process made it meanwhile.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}
