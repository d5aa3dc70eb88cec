import path from "node:path";

/** The folder of the embedded database inside a data folder. */
export function databaseOf(dataDir: string): string {
  return path.join(dataDir, "database");
}
