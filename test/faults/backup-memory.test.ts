// @module-tag deep
import { statSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { getLines } from "../support/backups.js";
import { manualClock } from "../support/clock.js";
import { openHere, sqlOn, stopAll } from "../support/installation.js";
import { runCommand, Workshop } from "../support/process.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

const KEY = { TOKENPLANE_MASTER_KEY: newMasterKey() };
/** A heap for the program and a batch of rows, in megabytes, and much more than that in rows. */
const HEAP = 64;
const SMALL = { NODE_OPTIONS: `--max-old-space-size=${HEAP}` };
const USERS = 9_000;
const MANY = `INSERT INTO users (account_id, id, login, login_lower, first_name, search, created_at, updated_at)
  SELECT accounts.id, gen_random_uuid(), 'many' || n, 'many' || n, repeat('Anna ', 2000), '{}', now(), now()
  FROM accounts, generate_series(1, ${USERS}) AS n WHERE kind = 'TENANT' RETURNING 1`;
const COUNT =
  "SELECT count(*)::int AS users, sum(length(first_name))::int AS length FROM users WHERE login LIKE 'many%'";

describe("an installation that is larger than memory", () => {
  it("is backed up, and restored into a folder and to PostgreSQL", async () => {
    const source = { ...KEY, TOKENPLANE_DATA_DIR: workshop.dataFolder() };
    await (await openHere(source, manualClock())).stop();
    await sqlOn(source, MANY);
    const file = path.join(path.dirname(workshop.dataFolder()), "kept.backup");
    expect(await runCommand(["backup", file], { ...source, ...SMALL })).toMatchObject({
      code: 0,
      stderr: "",
    });
    const length = getLines(file).reduce((sum, line) => sum + line.length, 0);
    expect(length).toBeGreaterThan(1.3 * HEAP * 1_000_000);
    expect(statSync(file).size).toBeLessThan(length / 2);

    const folder = { ...KEY, TOKENPLANE_DATA_DIR: workshop.dataFolder() };
    const targets = [
      folder,
      ...(inject("postgresUrl") === undefined ? [] : [{ ...KEY, DATABASE_URL: await makeDatabase() }]),
    ];
    for (const target of targets) {
      const { code, stderr } = await runCommand(["restore", file], { ...target, ...SMALL });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(await sqlOn(target, COUNT)).toEqual([{ users: USERS, length: USERS * 10_000 }]);
    }
  });
});
