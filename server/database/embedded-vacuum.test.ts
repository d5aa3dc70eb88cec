import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareFolder } from "../../test/support/prepared.js";
import type { Database } from "./database.js";
import { openEmbedded } from "./embedded.js";
import { getDatabaseFolder } from "./embedded-folder.js";
import { vacuumOne } from "./embedded-vacuum.js";
import { Prisma } from "./generated/client.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-vacuum-"));
let database: Database;
beforeAll(async () => {
  database = await openEmbedded(getDatabaseFolder(prepareFolder(path.join(folder, "data"))));
  await database.script("CREATE TABLE busy (id integer, filling text); CREATE TABLE calm (id integer)");
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function sizeOfBusy(): Promise<number> {
  const [row] = await database.query<{ size: number }>(
    Prisma.sql`SELECT pg_relation_size('busy')::int AS size`,
  );
  return row?.size ?? 0;
}

/** A day: rows come and go. PostgreSQL counts what changed when it is idle, and a statement asks it to do so now. */
async function rowsComeAndGo(): Promise<void> {
  await database.script(
    "INSERT INTO busy SELECT number, repeat('x', 500) FROM generate_series(1, 2000) AS number; DELETE FROM busy",
  );
  await database.script("SELECT pg_stat_force_next_flush()");
}

it("the space of rows that are gone is used again, so that the folder of an embedded database does not grow for ever", async () => {
  await rowsComeAndGo();
  const once = await sizeOfBusy();
  for (let day = 0; day < 3; day += 1) {
    await vacuumOne(database);
    await rowsComeAndGo();
  }
  expect(await sizeOfBusy()).toBeLessThanOrEqual(once);
});

it("a table in which little changed is left alone", async () => {
  await database.script("INSERT INTO calm SELECT generate_series(1, 1000); DELETE FROM calm WHERE id <= 100");
  await database.script("SELECT pg_stat_force_next_flush()");
  for (let round = 0; round < 5; round += 1) await vacuumOne(database);
  expect(
    await database.query(
      Prisma.sql`SELECT vacuum_count::int AS vacuumed FROM pg_stat_all_tables WHERE relname = 'calm'`,
    ),
  ).toEqual([{ vacuumed: 0 }]);
});
