import { constants, cpSync, writeFileSync } from "node:fs";
import { inject } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder with an embedded database that is migrated and otherwise empty; see `prepareFolder`. */
    preparedFolder: string;
  }
}

/**
 * Makes a data folder that a server starts on as if it were new, in a third of the time: its database is migrated
 * already. Where making the database is what a test is about, it takes a path where nothing is.
 * @returns the folder, for short sentences.
 */
export function prepareFolder(folder: string): string {
  cpSync(inject("preparedFolder"), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  writeFileSync(`${folder}.master-key`, `${newMasterKey()}\n`, { mode: 0o600 });
  return folder;
}
