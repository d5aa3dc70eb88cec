import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { ended, filledAccount, getLines, packed, type Filled } from "../support/backups.js";
import { manualClock, type ManualClock } from "../support/clock.js";
import { everythingIn, openHere, sqlOn, stopAll, type Place } from "../support/installation.js";
import { getSection } from "../support/pages.js";
import { runCommand, Workshop, type Ended } from "../support/process.js";
import { byTier } from "../support/tier.js";
import { Seed } from "../support/seed.js";
import { makeDatabase } from "../support/world.js";
import { prepareFolder } from "../support/prepared.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

const hasPostgres = inject("postgresUrl") !== undefined;

const KEY = newMasterKey();

/**
 * The commands have the machine's clock. The servers here have one that stands still, a little behind it, until a test
 * moves it.
 */
const clockBehind = (): ManualClock => manualClock(Math.floor(Date.now() / 60_000) * 60_000 - 60_000);

type Store = "PGlite" | "PostgreSQL";

/** A new installation. */
async function placeOn(store: Store): Promise<Place> {
  const key = { TOKENPLANE_MASTER_KEY: KEY };
  if (store === "PostgreSQL") return { ...key, DATABASE_URL: await makeDatabase() };
  const folder = prepareFolder(workshop.dataFolder());
  rmSync(`${folder}.master-key`);
  return { ...key, TOKENPLANE_DATA_DIR: folder };
}

/** Where a backup can be restored to. */
async function emptyOn(store: Store): Promise<Place> {
  const key = { TOKENPLANE_MASTER_KEY: KEY };
  return store === "PGlite" ? { ...key, TOKENPLANE_DATA_DIR: workshop.dataFolder() } : placeOn(store);
}

/** A new path for a backup; nothing is there yet. */
const newFile = (): string => path.join(path.dirname(workshop.dataFolder()), "kept.backup");

function printed({ code, stdout, stderr }: Ended): string {
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

function refusal({ code, stdout, stderr }: Ended, expected = 1): string {
  expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
  const [line, ...more] = stderr.trimEnd().split("\n");
  expect(more).toEqual([]);
  expect(line).toMatch(/^[A-Z/].*\.$/);
  return line ?? "";
}

async function backUp(place: Place): Promise<string> {
  const file = newFile();
  printed(await runCommand(["backup", file], place));
  return file;
}

const ADDRESS = { clientAddress: "192.0.2.7" };

/** From and to: in the default tier the way that a growing installation goes. */
const WAYS: readonly (readonly [from: Store, to: Store])[] = hasPostgres
  ? [
      ["PGlite", "PostgreSQL"],
      ...byTier<readonly (readonly [from: Store, to: Store])[]>(
        [],
        [
          ["PGlite", "PGlite"],
          ["PostgreSQL", "PGlite"],
          ["PostgreSQL", "PostgreSQL"],
        ],
      ),
    ]
  : [["PGlite", "PGlite"]];

describe.each(WAYS)("a backup of %s while it runs, restored to %s", (from, to) => {
  const clock = clockBehind();
  let target: Place;
  let before: string[];
  let filled: Filled;
  let eventsBefore: string[];
  let usedAfter: string;
  let file: string;
  let said: string;

  beforeAll(async () => {
    const source = await placeOn(from);
    target = await emptyOn(to);
    const first = await openHere(source, clock);
    filled = await filledAccount(await first.operator(), clock);
    eventsBefore = await filled.seed.events(100);
    await first.stop();
    before = await everythingIn(source);

    const second = await openHere(source, clock);
    file = newFile();
    said = printed(await runCommand(["backup", file], source));
    const seed = filled.seed.at(second.url);
    clock.pass(30);
    usedAfter = filled.fob.code();
    assert.ok(await seed.signIn({ login: "anna" }, "VPN", usedAfter, ADDRESS));
    await seed.admin.do("apiKeyRevoke", { apiKey: filled.auditor.apiKey.id }, "__typename");
    await second.stop();
    said += printed(await runCommand(["restore", file], target));
  });

  it("says what it did, and what else to keep and to do", () => {
    expect(said).toMatch(
      /^The backup .*kept\.backup is written: \d+ rows, \d+\.\d MB\.\nKeep the master key too/,
    );
    expect(said).toMatch(/^The backup of 2\d{3}-.* is restored into .*: \d+ rows\.$/m);
    // What the page says of a restore.
    const page = getSection("docs/backup.md", "## Restore");
    for (const work of [
      /TOTP codes that may have\s+been\s+used are refused/,
      /Everybody must sign in again/,
      /Links that were not used are void: make others\. Messages that waited are no\s+longer\s+sent/,
      /API keys/,
      /other accounts and of operators/,
      /passwords/i,
      /recovery codes/,
      /users, tokens and bypasses that were deleted, disabled or ended/i,
    ]) {
      expect(page).toMatch(work);
      expect(said).toMatch(work);
    }
    expect(said).not.toContain(KEY);
  });

  it("is for its owner alone, and does not hold the master key", () => {
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(getLines(file).join("\n")).not.toContain(KEY);
    expect(getLines(file).join("\n")).not.toContain(Buffer.from(KEY, "base64").toString("hex"));
  });

  it("brings every row of every table back as it was", async () => {
    const after = await everythingIn(target);
    expect(after.length).toBeGreaterThan(50);
    expect(after).toEqual(before);
  });

  it("leaves used codes used, also those that it cannot know, and begins a new epoch of the feed", async () => {
    const server = await openHere(target, clock);
    const seed = filled.seed.at(server.url);
    expect(await seed.events(100)).toEqual(["INSTALLATION_RESTORED", ...eventsBefore]);
    for (const code of [filled.usedCode, usedAfter, filled.fob.code(), filled.fob.code(1)]) {
      expect(await seed.signIn({ login: "anna" }, "VPN", code, ADDRESS)).toBe(false);
    }
    clock.pass(900);
    expect(await seed.signIn({ login: "anna" }, "VPN", filled.fob.code(), ADDRESS)).toBe(true);
    expect(await seed.events(100)).toEqual([
      "AUTHENTICATION_GRANTED",
      ...Array.from({ length: 4 }, () => "AUTHENTICATION_DENIED REPLAYED"),
      "INSTALLATION_RESTORED",
      ...eventsBefore,
    ]);
    await server.stop();
    const epochs = await sqlOn<{ epoch: number; count: number }>(
      target,
      "SELECT epoch, count(*)::int AS count FROM events WHERE type LIKE 'AUTHENTICATION%' GROUP BY 1 ORDER BY 1",
    );
    expect(epochs).toEqual([
      { epoch: 1, count: 2 },
      { epoch: expect.any(Number) as number, count: 5 },
    ]);
    expect(epochs[1]?.epoch).toBeGreaterThan(1_000_000);
  });

  it("gives the first answer to a request that is repeated, and lets keys in that were revoked since", async () => {
    const server = await openHere(target, clock);
    const admin = new Api(server.url, filled.seed.admin.key);
    const { user } = await admin.do<{ user: object }>(
      "userCreate",
      { login: "once", idempotencyKey: "once" },
      "user { id createdAt }",
    );
    expect({ user }).toEqual(filled.answered);
    const { status } = await new Api(server.url, filled.auditor.secret).send("{ viewer { role } }");
    expect(status).toBe(200);
    await server.stop();
  });

  it("keeps events in the partitions of their months on PostgreSQL", async () => {
    const places = await sqlOn<{ place: string }>(
      target,
      "SELECT DISTINCT tableoid::regclass::text AS place FROM events ORDER BY 1",
    );
    // (Two of them, when a month ends while this runs.)
    const kinds = new Set(places.map(({ place }) => place.replace(/_2\d{3}_\d\d$/, "_month")));
    expect([...kinds]).toEqual([to === "PGlite" ? "events_other" : "events_month"]);
  });
});

describe("a backup of an embedded database that is stopped", () => {
  const clock = clockBehind();

  it("goes into a folder under a name by its time, and the old ones go", { tags: "deep" }, async () => {
    const place = { TOKENPLANE_DATA_DIR: workshop.dataFolder() };
    await (await openHere(place, clock)).stop();
    const folder = path.dirname(place.TOKENPLANE_DATA_DIR);
    const kept = path.join(folder, "backups");
    mkdirSync(kept);
    writeFileSync(path.join(kept, "notes.txt"), "not ours");
    for (const _ of [1, 2, 3]) {
      const said = printed(await runCommand(["backup", kept, "--keep", "2"], place));
      expect(said).toContain(`Keep ${place.TOKENPLANE_DATA_DIR}.master-key too`);
    }
    const [notes, ...backups] = readdirSync(kept).toSorted();
    expect(notes).toBe("notes.txt");
    expect(backups).toHaveLength(2);
    for (const name of backups) expect(name).toMatch(/^tokenplane-2[\d-]{9}T[\d-]{8}\.\d{3}Z\.backup$/);
    const future = "tokenplane-2999-01-01T00-00-00.000Z.backup";
    writeFileSync(path.join(kept, future), "");
    const { code, stdout, stderr } = await runCommand(["backup", kept, "--keep", "1"], place);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(future) as string });
    const [, written, ...others] = readdirSync(kept).toSorted();
    expect(others).toEqual([future]);
    expect(stdout).toContain(written);
  });

  it("is refused with one line, and leaves nothing", { tags: "deep" }, async () => {
    const place = { TOKENPLANE_DATA_DIR: workshop.dataFolder() };
    const folder = path.dirname(place.TOKENPLANE_DATA_DIR);
    expect(refusal(await runCommand(["backup", folder], place), 2)).toContain("There is no database in ");
    expect(readdirSync(folder)).toEqual([]);
    prepareFolder(place.TOKENPLANE_DATA_DIR);
    await (await openHere(place, clock)).stop();
    const file = await backUp(place);
    const size = statSync(file).size;
    expect(refusal(await runCommand(["backup", file], place))).toContain("exists already");
    expect(statSync(file).size).toBe(size);
    const none = path.join(folder, "backups");
    expect(refusal(await runCommand(["backup", none, "--keep", "7"], place), 2)).toBe(
      `There is no folder ${none}. Create it first: --keep works only with a folder of backups.`,
    );
    expect(existsSync(none)).toBe(false);
    const nowhere = path.join(folder, "no", "such.backup");
    expect(refusal(await runCommand(["backup", nowhere], place))).toContain("cannot be written (ENOENT)");
  });
});

describe("a restore", () => {
  const clock = clockBehind();
  let place: Place;
  let file: string;
  beforeAll(async () => {
    place = await placeOn("PGlite");
    const server = await openHere(place, clock);
    await (await Seed.account(await server.operator(), clock)).user("anna");
    await server.stop();
    file = await backUp(place);
  });

  const restored = async (name: string, bytes: Buffer | string): Promise<string> => {
    const target = { TOKENPLANE_DATA_DIR: workshop.dataFolder(), TOKENPLANE_MASTER_KEY: KEY };
    const other = path.join(path.dirname(target.TOKENPLANE_DATA_DIR), name);
    writeFileSync(other, bytes);
    const line = refusal(await runCommand(["restore", other], target));
    expect(existsSync(target.TOKENPLANE_DATA_DIR)).toBe(false);
    return line.replace(`${other} `, "");
  };

  it("refuses what is no backup", { tags: "deep" }, async () => {
    const no = "is not a backup of Tokenplane, or its beginning is damaged.";
    expect(await restored("text", "Dear Anna,\nplease keep this safe.\n")).toBe(no);
    expect(await restored("empty", "")).toBe(no);
    expect(await restored("other.gz", packed(["Dear Anna,", "please keep this safe."]))).toBe(no);
    expect(await restored("json.gz", packed(['{"a":1}', '["end",{}]']))).toBe(no);
    expect(refusal(await runCommand(["restore", "/no/such/file"], place), 2)).toMatch(
      /^\/no\/such\/file cannot be read \(ENOENT\)\. /,
    );
    expect(refusal(await runCommand(["restore", "/"], place), 2)).toMatch(/^\/ cannot be read \(EISDIR\)\. /);
  });

  it("refuses a backup that is cut off, wherever it is", { tags: "deep" }, async () => {
    const bytes = readFileSync(file);
    const damaged = "is damaged or cut off. Take another backup.";
    for (const share of [0.5, 0.9, 0.999]) {
      expect(await restored("cut", bytes.subarray(0, Math.floor(bytes.length * share)))).toBe(damaged);
    }
    expect(await restored("without-end", packed(getLines(file).slice(0, -1)))).toBe(damaged);
  });

  it("refuses a backup of which a bit, a row or a table was changed", { tags: "deep" }, async () => {
    const damaged = "is damaged or cut off. Take another backup.";
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    expect(await restored("bit", bytes)).toBe(damaged);
    const lines = getLines(file);
    const row = lines.findIndex((line) => line.includes('"login":"anna"'));
    const changed = lines.with(row, (lines[row] ?? "").replace("anna", "eve!"));
    expect(await restored("row", packed(changed))).toBe(damaged);
    expect(await restored("less", packed(lines.toSpliced(row, 1)))).toBe(damaged);
    expect(await restored("more", packed([...lines, "{}"]))).toBe(damaged);
  });

  it("refuses what a newer Tokenplane wrote, or one with another data model", { tags: "deep" }, async () => {
    const lines = getLines(file);
    const header = (changes: object) => {
      const [name, value] = JSON.parse(lines[0] ?? "") as [string, object];
      return packed(lines.with(0, JSON.stringify([name, { ...value, ...changes }])));
    };
    expect(await restored("newer", header({ version: 2, tokenplane: "9.9.9" }))).toBe(
      "was written by Tokenplane 9.9.9, which is newer than this version. Restore it with that version.",
    );
  });

  it("refuses another master key, and none", async () => {
    const target = { TOKENPLANE_DATA_DIR: workshop.dataFolder() };
    const wrong = { ...target, TOKENPLANE_MASTER_KEY: newMasterKey() };
    expect(refusal(await runCommand(["restore", file], wrong))).toContain(
      `The master key is not the key of ${file}.`,
    );
    expect(refusal(await runCommand(["restore", file], target), 2)).toContain(
      "The master key of the data folder is missing: put ",
    );
    expect(readdirSync(path.dirname(target.TOKENPLANE_DATA_DIR))).toEqual([]);
  });

  it("refuses a data folder that has a database, or that a server holds", { tags: "deep" }, async () => {
    const before = await everythingIn(place);
    expect(refusal(await runCommand(["restore", file], place))).toContain("holds a database already");
    const server = await openHere(place, clock);
    expect(refusal(await runCommand(["restore", file], place))).toContain("is in use by process");
    await server.stop();
    expect(await everythingIn(place)).toEqual(before);
  });

  it.skipIf(!hasPostgres)("refuses a database of PostgreSQL that is not empty, or not there", async () => {
    const url = await makeDatabase();
    await sqlOn({ DATABASE_URL: url }, "CREATE TABLE somebody (id int)", "SELECT 1");
    const full = url.replace("//postgres@", "//postgres:secret@");
    const line = refusal(await runCommand(["restore", file, "--to", full], place));
    expect(line).toBe(`The database at ${url} is not empty: it has somebody. Restore into an empty one.`);
    expect(refusal(await runCommand(["restore", file, "--to", `${full}_not`], place), 2)).toMatch(
      /^The database at postgresql:\/\/postgres@\S+_not cannot be used: .*does not exist\.$/,
    );
  });
});

describe.skipIf(!hasPostgres)("a database of PostgreSQL in which others have tables", () => {
  it("is backed up and restored without theirs, which are named", { tags: "deep" }, async () => {
    const clock = clockBehind();
    const source = await placeOn("PostgreSQL");
    const first = await openHere(source, clock);
    const seed = await Seed.account(await first.operator(), clock);
    await seed.user("anna");
    await first.stop();
    const [extension] = await sqlOn<{ name: string }>(
      source,
      "SELECT 1",
      // One that makes relations in the schema, where the machine has it.
      "SELECT name FROM pg_available_extensions WHERE name IN ('pg_stat_statements', 'pg_buffercache') LIMIT 1",
    );
    const install = extension === undefined ? "SELECT 1" : `CREATE EXTENSION ${extension.name}`;
    await sqlOn(
      source,
      `${install}; CREATE TABLE notes (id serial PRIMARY KEY, about text); INSERT INTO notes (about) VALUES ('ours?')`,
      "SELECT 1",
    );
    const file = newFile();
    const written = await runCommand(["backup", file], source);
    const said = "These tables were left out, because they do not belong to Tokenplane: notes.\n";
    expect(written).toMatchObject({ code: 0, stderr: said });
    expect(getLines(file).filter((line) => line.includes("notes"))).toEqual([]);

    // A backup of a version that wrote them, too.
    const lines = getLines(file).slice(0, -1);
    const foreign = ['["table",{"name":"notes","columns":["id","about"]}]', '{"id":"1","about":"ours?"}'];
    const sequences = lines.findIndex((line) => line.startsWith('["sequences"'));
    const [, numbers] = JSON.parse(lines[sequences] ?? "") as [string, object[]];
    const all = lines
      .with(sequences, JSON.stringify(["sequences", [...numbers, { name: "notes_id_seq", value: "1" }]]))
      .toSpliced(sequences, 0, ...foreign);
    const older = newFile();
    writeFileSync(older, packed(ended(all)));
    for (const [from, stderr] of [
      [file, ""],
      [older, said],
    ] as const) {
      const target = await emptyOn("PostgreSQL");
      await sqlOn(target, install, "SELECT 1");
      expect(await runCommand(["restore", from], target)).toMatchObject({ code: 0, stderr });
      expect(await sqlOn(target, "SELECT 1", "SELECT login FROM users WHERE login = 'anna'")).toHaveLength(1);
    }
  });
});
