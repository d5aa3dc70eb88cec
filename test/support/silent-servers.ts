import { setTimeout } from "node:timers/promises";
import { EVENTUALLY } from "./eventually.js";

/** What a server says of itself that is ready. */
export const READY = '200 {"status":"ready"}';

/**
 * What a server says of itself: the status and the body of `/health/ready`. On a machine that has other work, its check that the
 * database accepts writes may take longer than the answer may wait for it: then it is asked again.
 */
export async function readinessOf({ url }: { readonly url: string }): Promise<string> {
  for (const begun = performance.now(); ;) {
    const answered = await fetch(`${url}/health/ready`);
    const said = `${answered.status} ${await answered.text()}`.trim();
    const isSlow = said.includes("database takes no writes");
    if (!isSlow || performance.now() - begun > EVENTUALLY.timeout) return said;
    await setTimeout(100);
  }
}

/**
 * SQL that removes what the servers that run have said of themselves, and lets them say nothing more: as if they were suspended
 * for a minute.
 */
export const SILENCE = `
  CREATE TABLE silenced AS SELECT id FROM servers;
  CREATE FUNCTION silence() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.id IN (SELECT id FROM silenced) THEN RETURN NULL; END IF;
      RETURN NEW;
    END $$;
  CREATE TRIGGER silence BEFORE INSERT ON servers FOR EACH ROW EXECUTE FUNCTION silence();
  DELETE FROM servers;`;

/** SQL that ends the silence. */
export const LET_SPEAK = "DROP TRIGGER silence ON servers; DROP FUNCTION silence; DROP TABLE silenced;";
