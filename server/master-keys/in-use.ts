import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { StartError, UsageError } from "../start-error.js";
import { idsOfEnvelopes } from "./envelopes.js";

/** How long a server counts as running after its last sign of life, in milliseconds. */
export const SILENT_MS = 60_000;

type Queries = Pick<Session, "query">;

/** The sentence about the keys that a server or a command lacks, and what to do. @param missing ids of keys. */
export function keysNotGiven(missing: readonly string[]): string {
  return (
    `Secrets of this database are encrypted with a master key that is not given here (id ${missing.join(", ")}): ` +
    "start the server or the command again with all master keys that are in use, separated by commas."
  );
}

/** Servers and commands that run. By the database's clock: those of the machines may differ. */
const RUNS = Prisma.sql`seen_at > now() - ${SILENT_MS}::float8 * interval '1 millisecond'`;

/**
 * Makes sure that all keys are given that something is encrypted with, and that all servers which run have the first given
 * key; then writes down that it is in use. A key that was in use once and encrypted nothing that is left is forgotten. Call it
 * while no other process does (`exclusively`), before anything is encrypted.
 * @throws StartError that says which keys to start with.
 */
export async function useMasterKeys(database: Queries, secrets: SecretBox): Promise<void> {
  const given = secrets.keyIds();
  const [first] = given;
  const unknown = await database.query(
    Prisma.sql`SELECT 1 FROM master_keys WHERE id <> ALL(${given}::text[]) LIMIT 1`,
  );
  if (unknown.length > 0) await forgetUnused(database, given);
  const [unaware] = await database.query(Prisma.sql`
    SELECT 1 FROM servers WHERE ${RUNS} AND ${first}::text <> ALL(master_keys)
      AND NOT EXISTS (SELECT 1 FROM master_keys WHERE id = ${first}::text) LIMIT 1`);
  if (unaware !== undefined) {
    throw new StartError(
      "Another running server does not have the first of the given master keys, and could not decrypt secrets that are encrypted with it: start all servers with OLD,NEW before you start one with NEW,OLD. A server that was killed counts as running for one minute.",
    );
  }
  await database.query(
    Prisma.sql`INSERT INTO master_keys (id) VALUES (${first}::text) ON CONFLICT (id) DO NOTHING`,
  );
}

/** Forgets the keys that are not given, if nothing needs them. @throws StartError when something does. */
async function forgetUnused(database: Queries, given: readonly string[]): Promise<void> {
  const found = await idsOfEnvelopes(database, given);
  // A server that runs may encrypt with its first key at any moment.
  const needed = await database.query<{ id: string }>(Prisma.sql`
    SELECT id FROM master_keys WHERE id <> ALL(${given}::text[])
      AND (id = ANY(${found}::text[]) OR id IN (SELECT master_keys[1] FROM servers WHERE ${RUNS})) ORDER BY id`);
  if (needed.length > 0) throw new UsageError(keysNotGiven(needed.map(({ id }) => id)));
  await database.query(Prisma.sql`DELETE FROM master_keys WHERE id <> ALL(${given}::text[])`);
}

/** Which keys are in use, as a server sees it. */
export interface KeysInUse {
  /** The ids of keys that something may be encrypted with, and that the server does not have. */
  readonly missing: readonly string[];
  /** Whether the key that the server encrypts with is one of those in use. */
  readonly isFirstInUse: boolean;
}

/**
 * Says that a server or a command runs, with which keys.
 * @param server a UUID that names it.
 */
export async function announceServer(
  database: Queries,
  secrets: SecretBox,
  server: string,
): Promise<KeysInUse> {
  const given = secrets.keyIds();
  await database.query(Prisma.sql`
    WITH gone AS (DELETE FROM servers WHERE NOT (${RUNS}) AND id <> ${server}::uuid)
    INSERT INTO servers (id, master_keys, seen_at) VALUES (${server}::uuid, ${given}::text[], now())
    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`);
  const rows = await database.query<{ id: string }>(Prisma.sql`SELECT id FROM master_keys ORDER BY id`);
  const ids = rows.map(({ id }) => id);
  return { missing: ids.filter((id) => !given.includes(id)), isFirstInUse: ids.includes(given[0]) };
}

/** Says that a server runs no more. */
export async function withdrawServer(database: Queries, server: string): Promise<void> {
  await database.query(Prisma.sql`DELETE FROM servers WHERE id = ${server}::uuid`);
}

/** Whether a server that runs encrypts with another key than the first given one. */
export async function othersEncryptDifferently(database: Queries, secrets: SecretBox): Promise<boolean> {
  const [first] = secrets.keyIds();
  const rows = await database.query(
    Prisma.sql`SELECT 1 FROM servers WHERE ${RUNS} AND master_keys[1] <> ${first}::text LIMIT 1`,
  );
  return rows.length > 0;
}

/** Writes down that nothing is encrypted with other keys than the first given one any more. */
export async function forgetOtherKeys(database: Queries, secrets: SecretBox): Promise<void> {
  const [first] = secrets.keyIds();
  await database.query(Prisma.sql`DELETE FROM master_keys WHERE id <> ${first}::text`);
}
