import type { Database } from "../../server/database/database.js";

/**
 * A database with some changed operations, for requests and in the background.
 * @param database the one that does the rest. @param changes the changed operations.
 */
export function changedDatabase(database: Database, changes: Partial<Database>): Database {
  const changed: Database = {
    ...database,
    ...changes,
    get background() {
      return changed;
    },
  };
  return changed;
}
