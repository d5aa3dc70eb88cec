import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { StartError } from "../start-error.js";

/** How long a server counts as running after its last sign of life, in milliseconds. */
const SILENT_MS = 60_000;

type Queries = Pick<Session, "query">;

/** What a server or a command lacks, and what to do. @param missing ids of keys. */
export function keysNotGiven(missing: readonly string[]): string {
  return (
    `Secrets of this database are encrypted with a master key that is not given here (id ${missing.join(", ")}): ` +
    "start this again with all master keys that are in use, separated by commas."
  );
}

function runsAt(now: number): Prisma.Sql {
  return Prisma.sql`seen_at > ${new Date(now - SILENT_MS)}::timestamptz`;
}

async function lacking(database: Queries, given: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    Prisma.sql`SELECT id FROM master_keys WHERE id <> ALL(${given}::text[]) ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Makes sure that all keys are given that something is encrypted with, and that all servers which run have the first given
 * key; then writes down that it is in use. Call it while no other process does (`exclusively`), before anything is encrypted.
 * @param now milliseconds since 1970 UTC.
 * @throws StartError that says which keys to start with.
 */
export async function useMasterKeys(database: Queries, secrets: SecretBox, now: number): Promise<void> {
  const given = secrets.keyIds();
  const [first] = given;
  const missing = await lacking(database, given);
  if (missing.length > 0) throw new StartError(keysNotGiven(missing));
  const [unaware] = await database.query(Prisma.sql`
    SELECT 1 FROM servers WHERE ${runsAt(now)} AND ${first}::text <> ALL(master_keys)
      AND NOT EXISTS (SELECT 1 FROM master_keys WHERE id = ${first}::text) LIMIT 1`);
  if (unaware !== undefined) {
    throw new StartError(
      "Another server that runs was started without the first of the given master keys, and could not decrypt what is encrypted " +
        "with it: start all servers with OLD,NEW before one is started with NEW,OLD. (A server that was killed counts as running for a minute.)",
    );
  }
  await database.query(
    Prisma.sql`INSERT INTO master_keys (id) VALUES (${first}::text) ON CONFLICT (id) DO NOTHING`,
  );
}

/**
 * Says that a server runs, with which keys.
 * @param server a UUID that names it. @param now milliseconds since 1970 UTC.
 * @returns the ids of keys that something is encrypted with, and that the server does not have.
 */
export async function announceServer(
  database: Queries,
  secrets: SecretBox,
  server: string,
  now: number,
): Promise<string[]> {
  const given = secrets.keyIds();
  await database.query(Prisma.sql`
    WITH used AS (INSERT INTO master_keys (id) VALUES (${given[0]}::text) ON CONFLICT (id) DO NOTHING),
      gone AS (DELETE FROM servers WHERE NOT ${runsAt(now)} AND id <> ${server}::uuid)
    INSERT INTO servers (id, master_keys, seen_at)
    VALUES (${server}::uuid, ${given}::text[], ${new Date(now)}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`);
  return lacking(database, given);
}

/** Says that a server runs no more. */
export async function withdrawServer(database: Queries, server: string): Promise<void> {
  await database.query(Prisma.sql`DELETE FROM servers WHERE id = ${server}::uuid`);
}

/** Whether a server that runs encrypts with another key than the first given one. @param now milliseconds since 1970 UTC. */
export async function othersEncryptDifferently(
  database: Queries,
  secrets: SecretBox,
  now: number,
): Promise<boolean> {
  const [first] = secrets.keyIds();
  const rows = await database.query(
    Prisma.sql`SELECT 1 FROM servers WHERE ${runsAt(now)} AND master_keys[1] <> ${first}::text LIMIT 1`,
  );
  return rows.length > 0;
}

/** Writes down that nothing is encrypted with other keys than the first given one any more. */
export async function forgetOtherKeys(database: Queries, secrets: SecretBox): Promise<void> {
  const [first] = secrets.keyIds();
  await database.query(Prisma.sql`DELETE FROM master_keys WHERE id <> ${first}::text`);
}
