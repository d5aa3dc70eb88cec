import type { Database } from "../database/database.js";
import type { Actor } from "./actor.js";

/**
 * Checks credentials again. What waits, for a turn, a lock or a long file, is done later than its credential was checked: that one may
 * have been revoked meanwhile.
 */
export interface CredentialChecks {
  /**
   * Refuses an actor whose credential is not valid any more. Asks the database only if the last check of the credential is a second
   * old, or this process has ended credentials since.
   * @param database where it is asked; in a transaction, this transaction. @param now milliseconds since 1970 UTC.
   * @throws RequestError UNAUTHENTICATED, FORBIDDEN: the same as a new request with the credential gets.
   */
  demandValid(database: Pick<Database, "query">, actor: Actor, now: number): Promise<void>;
}
