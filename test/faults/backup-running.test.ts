import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, inject, it } from "vitest";
import { keepHouse } from "../../server/housekeeping.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { getLines } from "../support/backups.js";
import { manualClock } from "../support/clock.js";
import { everythingIn, openHere, sqlOn, stopAll, type Place } from "../support/installation.js";
import { type Ended, runCommand, startCommand, Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { getReadiness } from "../support/readiness.js";
import { makeDatabase } from "../support/world.js";
import { prepareFolder } from "../support/prepared.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

const hasPostgres = inject("postgresUrl") !== undefined;
const KEY = newMasterKey();

async function newPlace(store: string): Promise<Place> {
  const key = { TOKENPLANE_MASTER_KEY: KEY };
  return store === "PGlite"
    ? { ...key, TOKENPLANE_DATA_DIR: workshop.dataFolder() }
    : { ...key, DATABASE_URL: await makeDatabase() };
}

const newFile = (): string => path.join(path.dirname(workshop.dataFolder()), "kept.backup");

/** Waits until something is so; it must be within a minute. */
async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    assert.ok(waited < 60_000, "it never came");
    await wait(5);
  }
}

const partials = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith(".partial"));

/** A command that is killed in a state that ends by itself. */
interface Doomed {
  readonly args: readonly string[];
  readonly place: Place;
  /** Whether it is in that state. */
  readonly isSo: () => boolean | Promise<boolean>;
  /** Whether it was killed when its work was done, which proves nothing. */
  readonly isDone: () => boolean;
}

/**
 * Runs a command, and kills it in the middle. Where that comes too late, as on a machine that has other work, it begins again.
 * @param begin makes all as it is before the command. @returns what was begun last, and how the command ended.
 */
async function killed<Command extends Doomed>(
  signal: NodeJS.Signals,
  begin: () => Promise<Command>,
): Promise<Command & { readonly ended: Ended }> {
  for (let round = 0; round < 20; round += 1) {
    const begun = await begin();
    const command = startCommand(begun.args, begun.place);
    const state = { isOver: false };
    void command.ended.finally(() => {
      state.isOver = true;
    });
    while (!state.isOver && !(await begun.isSo())) await wait(5);
    command.kill(signal);
    const ended = await command.ended;
    if (ended.code !== 0 && !begun.isDone()) return { ...begun, ended };
  }
  assert.fail("it was never killed in the middle");
}

/** Makes rows enough for a backup to take a while, in one statement. */
const MANY = `INSERT INTO users (account_id, id, login, login_lower, search, created_at, updated_at)
  SELECT accounts.id, gen_random_uuid(), 'many' || n, 'many' || n, ARRAY['many'], now(), now()
  FROM accounts, generate_series(1, 15000) AS n WHERE kind = 'TENANT'`;

/** A new installation with many users, stopped. */
async function large(store: string): Promise<Place> {
  const place = await newPlace(store);
  const server = await openHere(place, manualClock());
  await server.stop();
  await sqlOn(place, MANY);
  return place;
}

describe.each(hasPostgres ? ["PGlite", "PostgreSQL"] : ["PGlite"])(
  "a backup of %s under load",
  { tags: "deep" },
  (store) => {
    it("has all that was answered before it began, whole changes only, and holds nobody up", async () => {
      const place = await newPlace(store);
      const clock = manualClock();
      const server = await openHere(place, clock);
      const seed = await Seed.account(await server.operator(), clock);
      await seed.resource("VPN");
      await seed.user("anna");
      const fob = await seed.counterFob({ of: "anna", at: ["VPN"] });

      const load = { runs: true };
      const done = { users: 0, signIns: 0 };
      const users = async () => {
        while (load.runs) {
          await seed.user(`user${done.users}`);
          done.users += 1;
        }
      };
      const signIns = async () => {
        while (load.runs) {
          assert.ok(await seed.signIn({ login: "anna" }, "VPN", fob.press()));
          done.signIns += 1;
        }
      };
      const clients = [users(), signIns()];
      await until(() => Math.min(done.users, done.signIns) >= 20);
      const file = newFile();
      const before = { ...done };
      const { code, stderr } = await runCommand(["backup", file], place);
      const after = { ...done };
      load.runs = false;
      await Promise.all(clients);
      await server.stop();
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(after.signIns).toBeGreaterThan(before.signIns);

      const target = await newPlace("PGlite");
      expect((await runCommand(["restore", file], target)).stderr).toBe("");
      const [found] = await sqlOn<Record<string, number>>(
        target,
        `SELECT (SELECT count(*) FROM users WHERE login LIKE 'user%')::int AS users,
        (SELECT count(*) FROM events WHERE type = 'USER_CREATED' AND user_login LIKE 'user%')::int AS created,
        (SELECT sum(used_users) - 1 FROM accounts)::int AS used,
        (SELECT count(*) FROM events WHERE outcome = 'GRANTED')::int AS "signIns",
        (SELECT last_step::int + 1 FROM tokens WHERE algorithm = 'HOTP') AS counted,
        (SELECT count(DISTINCT position) FROM events)::int AS positions,
        (SELECT count(*) FROM events)::int AS events`,
      );
      assert.ok(found);
      expect(found["users"]).toBeGreaterThanOrEqual(before.users);
      expect(found["signIns"]).toBeGreaterThanOrEqual(before.signIns);
      expect(found).toMatchObject({ created: found["users"], used: found["users"] });
      expect(found).toMatchObject({ counted: found["signIns"], positions: found["events"] });
    });
  },
);

describe("a backup of PGlite during which its log grows long", { tags: "deep" }, () => {
  it("has whole changes only: the log is not begun again meanwhile", async () => {
    const place = await large("PGlite");
    const server = await openHere(place, manualClock());
    const { database } = server.services;
    const change = (name: string) => database.script(`UPDATE users SET first_name = '${name}'`);
    await change("Anna");
    const file = newFile();
    const backup = runCommand(["backup", file], place);
    const copies = `${place["TOKENPLANE_DATA_DIR"]}/copies`;
    await until(() => existsSync(copies) && readdirSync(copies).length > 0);
    for (const name of ["Bert", "Cleo"]) {
      await change(name);
      await database.script(
        "SELECT count(pg_logical_emit_message(false, 'long', repeat('-', 8000000))) FROM generate_series(1, 9)",
      );
      await keepHouse(server.services);
    }
    expect(await backup).toMatchObject({ code: 0, stderr: "" });
    await server.stop();

    const target = await newPlace("PGlite");
    expect((await runCommand(["restore", file], target)).stderr).toBe("");
    const found = await sqlOn(
      target,
      "SELECT count(*)::int AS users, count(DISTINCT first_name)::int AS names FROM users WHERE login LIKE 'many%'",
    );
    expect(found).toEqual([{ users: 15_000, names: 1 }]);
  });
});

describe("a backup that is killed", { tags: "deep" }, () => {
  it("leaves nothing under its name, and no copy in the data folder; the next one works", async () => {
    const place = await large("PGlite");
    const server = await openHere(place, manualClock());
    const file = newFile();
    const folder = path.dirname(file);
    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      const { ended } = await killed(signal, async () => {
        rmSync(file, { force: true });
        return {
          args: ["backup", file],
          place,
          isSo: () => partials(folder).length > (signal === "SIGKILL" ? 0 : 1),
          // Under its name it stands whole, or not at all.
          isDone: () => existsSync(file) && getLines(file).at(-1)?.startsWith('["end"') === true,
        };
      });
      expect(ended.stderr).toBe(signal === "SIGTERM" ? "The backup was stopped; no file was left.\n" : "");
      expect(existsSync(file)).toBe(false);
      await until(() => readdirSync(`${place["TOKENPLANE_DATA_DIR"]}/copies`).length === 0);
    }
    expect(partials(folder)).toHaveLength(1);
    expect((await runCommand(["backup", file], place)).code).toBe(0);
    expect(getLines(file).at(-1)).toMatch(/^\["end"/);
    await server.stop();
  });
});

describe("a restore that is killed", { tags: "deep" }, () => {
  it("leaves the data folder without a database; the next one works", async () => {
    const place = await large("PGlite");
    const before = await everythingIn(place);
    const file = newFile();
    await runCommand(["backup", file], place);
    const {
      place: target,
      folder,
      ended,
    } = await killed("SIGKILL", async () => {
      const next = await newPlace("PGlite");
      const into = `${next["TOKENPLANE_DATA_DIR"]}`;
      return {
        args: ["restore", file],
        place: next,
        folder: into,
        isSo: () => existsSync(`${into}/database.restoring/pg_wal`),
        // The database gets its name last.
        isDone: () => existsSync(`${into}/database`),
      };
    });
    expect(ended.signal).toBe("SIGKILL");
    expect((await runCommand(["restore", file], target)).stderr).toBe("");
    expect(existsSync(`${folder}/database.restoring`)).toBe(false);
    expect(await everythingIn(target)).toEqual(before);
  });

  it.skipIf(!hasPostgres)("leaves a database of PostgreSQL empty; the next one works", async () => {
    const place = await large("PGlite");
    const before = await everythingIn(place);
    const file = newFile();
    await runCommand(["backup", file], place);
    const watching =
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'INSERT INTO%'";
    const { place: target, ended } = await killed("SIGKILL", async () => {
      const next = await newPlace("PostgreSQL");
      return {
        args: ["restore", file],
        place: next,
        isSo: async () => ((await sqlOn<{ count: number }>(next, watching))[0]?.count ?? 0) > 0,
        isDone: () => false,
      };
    });
    expect(ended.signal).toBe("SIGKILL");
    // The server notices that its client is gone when it next speaks to it.
    const { code, stderr } = await runCommand(["restore", file], target);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await everythingIn(target)).toEqual(before);
  });
});

describe("a server with TOKENPLANE_BACKUP_FOLDER", () => {
  const ready = async (url: string) => {
    const said = await getReadiness({ url });
    return [Number(said.slice(0, 3)), JSON.parse(said.slice(4)) as unknown] as const;
  };

  it(
    "writes a backup when the newest one in the folder is old enough, not at each start, and reports it at /health/ready",
    { tags: "deep" },
    async () => {
      const data = prepareFolder(workshop.dataFolder());
      const backups = path.join(path.dirname(data), "backups");
      mkdirSync(backups);
      const settings = { TOKENPLANE_DATA_DIR: data, TOKENPLANE_BACKUP_FOLDER: backups };
      const server = await workshop.start({ ...settings, TOKENPLANE_BACKUP_KEEP: "1" });
      await server.says(/a backup was written/);
      const [name, ...more] = readdirSync(backups);
      expect(more).toEqual([]);
      const lastAt = expect.stringMatching(/^2\d{3}-.*Z$/) as string;
      expect(await ready(server.url)).toEqual([200, { status: "ready", backup: { state: "ok", lastAt } }]);
      await server.stop();

      const again = await openHere(settings);
      expect(await ready(again.url)).toEqual([200, { status: "ready", backup: { state: "ok", lastAt } }]);
      await again.stop();
      expect(readdirSync(backups)).toEqual([name]);

      const target = {
        ...(hasPostgres
          ? { DATABASE_URL: await makeDatabase() }
          : { TOKENPLANE_DATA_DIR: workshop.dataFolder() }),
        TOKENPLANE_MASTER_KEY_FILE: `${data}.master-key`,
      };
      expect((await runCommand(["restore", path.join(backups, name ?? "")], target)).stderr).toBe("");
    },
  );

  it("replaces the oldest when the newest is older than the interval", { tags: "deep" }, async () => {
    const data = workshop.dataFolder();
    const backups = path.join(path.dirname(data), "backups");
    mkdirSync(backups);
    const old = ["tokenplane-2026-01-01T00-00-00.000Z.backup", "tokenplane-2026-01-02T00-00-00.000Z.backup"];
    for (const name of old) writeFileSync(path.join(backups, name), "old");
    const server = await workshop.start({
      TOKENPLANE_DATA_DIR: data,
      TOKENPLANE_BACKUP_FOLDER: backups,
      TOKENPLANE_BACKUP_KEEP: "2",
    });
    await server.says(/a backup was written/);
    await server.stop();
    const names = readdirSync(backups).toSorted();
    expect(names).toHaveLength(2);
    expect(names[0]).toBe(old[1]);
  });

  it("goes on without backups when they fail, and says so", { tags: "deep" }, async () => {
    const data = workshop.dataFolder();
    // A path so long that no file can have a name in it.
    const backups = path.join(path.dirname(data), "d/".repeat(2_100)).slice(0, 4_080);
    mkdirSync(backups, { recursive: true });
    const server = await workshop.start({ TOKENPLANE_DATA_DIR: data, TOKENPLANE_BACKUP_FOLDER: backups });
    await server.says(/the backup failed; it is tried again/);
    expect(await ready(server.url)).toEqual([
      200,
      { status: "ready", backup: { state: "failed", lastAt: null }, failingJobs: ["backup"] },
    ]);
    const admin = new Api(server.url, await server.firstAdminKey());
    await admin.do("userCreate", { login: "anna" }, "__typename");
    await server.stop();
    expect(server.stdout()).toContain("ENAMETOOLONG");
  });

  it("starts while the disk of the folder hangs, and says so", { tags: "deep" }, async () => {
    const data = prepareFolder(workshop.dataFolder());
    const backups = path.join(path.dirname(data), "backups");
    mkdirSync(backups);
    // Whoever opens a pipe waits for a writer.
    const pipe = path.join(backups, "tokenplane-2026-01-01T00-00-00.000Z.backup");
    execFileSync("mkfifo", [pipe]);
    const server = await workshop.start({ TOKENPLANE_DATA_DIR: data, TOKENPLANE_BACKUP_FOLDER: backups });
    await server.says(/the folder of the backups has not answered for 10 seconds/);
    expect(await ready(server.url)).toEqual([
      200,
      { status: "ready", backup: { state: "failed", lastAt: null }, failingJobs: ["backup"] },
    ]);
    const ended = server.stop();
    await server.says(/"stopped"/);
    writeFileSync(pipe, "");
    expect(await ended).toMatchObject({ code: 0, signal: null });
  });

  it("is refused on PostgreSQL", async () => {
    const { code, stderr } = await runCommand(["start"], {
      DATABASE_URL: "postgresql://127.0.0.1/none",
      TOKENPLANE_BACKUP_FOLDER: "/tmp",
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^TOKENPLANE_BACKUP_FOLDER works only with the embedded database\. .*\.\n$/);
  });
});
