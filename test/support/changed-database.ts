import type { Database } from "../../server/database/database.js";

/**
 * A database with some changed operations, for requests and for all other work.
 * @param database the one that does the rest. @param changes the changed operations.
 */
export function changedDatabase(database: Database, changes: Partial<Database>): Database {
  const changed: Database = {
    ...database,
    ...changes,
    get periodic() {
      return changed;
    },
    get background() {
      return changed;
    },
  };
  return changed;
}
