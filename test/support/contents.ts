import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Prisma } from "../../server/database/generated/client.js";
import { localId } from "../../server/global-id.js";
import type { World } from "./world.js";

/** Tables that the server writes by itself from time to time, whatever a test does. */
const BY_THE_CLOCK = ["event_seals", "event_horizons", "jobs", "servers"];

/** Looks for messages that are on their way so often. A gateway may hold one for longer, as some tests want it. */
const LOOKS = 100;

/** Waits while messages are on their way, also those of tests before: what becomes of them is written meanwhile. */
async function untilNothingIsSent({ database }: Pick<World, "database">): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const sending = await database.query(Prisma.sql`SELECT 1 FROM messages WHERE state = 'SENDING' LIMIT 1`);
    if (sending.length === 0) return;
    await setTimeout(20);
  }
}

/**
 * Everything in the database, row by row, each after the name of its table. It is equal before and after something that
 * changes nothing. Binary columns are in hexadecimal. Left out are the seals, the turns of jobs and when a server last said
 * that it runs, which the server writes by itself, and the last use of API keys, which it stores after the answer.
 * @param accountId global id of the account to read; without it, all accounts.
 */
export async function getContents(world: Pick<World, "database">, accountId?: string): Promise<string[]> {
  const { database } = world;
  await untilNothingIsSent(world);
  const tables = await database.query<{ name: string; columns: string }>(Prisma.sql`
    SELECT table_name::text AS name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS columns
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_name <> ALL(${BY_THE_CLOCK}::text[])
      AND (table_name, column_name) <> ('api_keys', 'last_used_at')
    GROUP BY table_name ORDER BY 1`);
  const contents: string[] = [];
  for (const { name, columns } of tables) {
    const rows = await database.query<{ row: string }>(
      Prisma.sql`SELECT ROW(${Prisma.raw(columns)})::text AS row FROM ${Prisma.raw(`"${name}"`)} ORDER BY 1`,
    );
    contents.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return accountId === undefined ? contents : contents.filter((row) => row.includes(getUuid(accountId)));
}

/** A code that is by itself. By chance, its digits are also in a longer number, or in bytes in hexadecimal. */
export function codeAlone(code: string): RegExp {
  return new RegExp(`(?<![\\da-f])${code}(?![\\da-f])`);
}

/** The UUID in a global id, as the database keeps it. */
export function getUuid(globalId: string): string {
  const [type] = Buffer.from(globalId, "base64").toString().split(":");
  const id = localId(type ?? "", globalId);
  assert.ok(id);
  return id;
}
