import { expect } from "vitest";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { Prisma } from "../../server/database/generated/client.js";
import { makeSealer } from "../../server/events/seal/sealer.js";
import type { Api } from "./api.js";
import { getUuid } from "./contents.js";
import { runCommand, type Ended } from "./process.js";
import type { World } from "./world.js";

/** Settings for worlds that seal only when a test does. */
export const SEALED_BY_HAND = { TOKENPLANE_SEAL_SECONDS: "3600" };

/** An event that cannot be sealed yet. */
const UNSETTLED = `SELECT 1 FROM events WHERE epoch = (SELECT epoch FROM installation)
  AND xid >= pg_snapshot_xmin(pg_current_snapshot()) LIMIT 1`;

/**
 * Waits until every existing event can be sealed: transactions of other tests on the same PostgreSQL delay that, as
 * they delay the feed.
 */
export async function settled({ database }: Pick<World, "database">): Promise<void> {
  while ((await database.query(Prisma.raw(UNSETTLED))).length > 0) await setTimeout(10);
}

/** The same, in a database of which only the address is known. */
export async function settledAt(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  while ((await client.query(UNSETTLED)).rowCount !== 0) await setTimeout(10);
  await client.end();
}

/** Seals the existing events, as the server does every few seconds. */
export async function seal(world: Pick<World, "database" | "services">): Promise<void> {
  await settled(world);
  await makeSealer(world.services, () => Promise.resolve())();
}

/**
 * The events of an account, oldest first, each as its type and its reason, in the order in which they were written. Of one token
 * that is the order in which requests held its lock. In the feed, those that were at work at the same moment are in the order of
 * their transactions' numbers. One that waited may have got its number before another one that had the lock first.
 */
export async function writtenEvents(
  { database }: Pick<World, "database">,
  accountId: string,
): Promise<string[]> {
  const rows = await database.query<{ type: string; reason: string | null }>(
    Prisma.sql`SELECT type, reason FROM events WHERE account_id = ${getUuid(accountId)}::uuid ORDER BY position`,
  );
  return rows.map(({ type, reason }) => (reason === null ? type : `${type} ${reason}`));
}

/** `tokenplane events …`, as an auditor runs it, in a process of its own. */
export function events(reader: Api, ...args: string[]): Promise<Ended> {
  return runCommand(["events", ...args], {
    TOKENPLANE_ENDPOINT: reader.url,
    TOKENPLANE_API_KEY: reader.key,
  });
}

/** The output of a command that must have succeeded. */
export function printed({ code, stdout, stderr }: Ended): string {
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** A folder for what auditors store elsewhere. */
export class Elsewhere {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-elsewhere-"));
  #files = 0;

  /** Stores a text. @returns the file. */
  keep(text: string): string {
    this.#files += 1;
    const file = path.join(this.#folder, String(this.#files));
    writeFileSync(file, text);
    return file;
  }

  /** Stores a checkpoint of the current log. @returns the file. */
  async checkpoint(reader: Api): Promise<string> {
    return this.keep(printed(await events(reader, "checkpoint")));
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
