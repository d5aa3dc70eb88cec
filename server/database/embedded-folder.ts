import { rm } from "node:fs/promises";
import path from "node:path";

/** The folder of the embedded database inside a data folder. */
export function getDatabaseFolder(dataDir: string): string {
  return path.join(dataDir, "database");
}

/** The folder of the copies of a running database, inside a data folder. */
export function getCopiesFolder(dataDir: string): string {
  return path.join(dataDir, "copies");
}

/** Removes the copies that no process reads any more. The caller has locked the data folder. */
export async function removeCopies(dataDir: string): Promise<void> {
  await rm(getCopiesFolder(dataDir), { recursive: true, force: true });
}
