import { existsSync } from "node:fs";
import type { Config } from "../config.js";
import { UsageError } from "../start-error.js";
import { getDatabaseFolder } from "./embedded-folder.js";

/**
 * Makes sure that a command works on the database of a server, and makes no new one in a folder of its own: a user who forgot
 * `DATABASE_URL` would get a key that the server does not know.
 * @throws StartError where neither an address nor a database in the data folder is there.
 */
export function demandDatabase({ databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">): void {
  if (databaseUrl !== undefined || existsSync(getDatabaseFolder(dataDir))) return;
  throw new UsageError(
    `There is no database in ${dataDir}. Set DATABASE_URL or TOKENPLANE_DATA_DIR to the value that the server has.`,
  );
}
