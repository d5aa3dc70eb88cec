// An upgrade migrates a database completely or not at all: after a fault in any migration, the earlier version still starts.
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readBackup } from "../../server/backup/file.js";
import type { Header } from "../../server/backup/format.js";
import { load } from "../../server/backup/load.js";
import type { Database } from "../../server/database/database.js";
import { openEmbedded } from "../../server/database/embedded.js";
import { getDatabaseFolder } from "../../server/database/embedded-folder.js";
import { Prisma } from "../../server/database/generated/client.js";
import {
  applyMissing,
  migrate,
  type Migration,
  readMigrations,
  rehearse,
} from "../../server/database/migrate.js";
import { openPostgres } from "../../server/database/postgres.js";
import { partitionsSince } from "../../server/events/partitions.js";
import { build } from "../../server/version.js";
import { everythingIn, sqlOn } from "../support/installation.js";
import { runCommand, Workshop } from "../support/process.js";
import { byTier } from "../support/tier.js";
import { makeDatabase, onOneStore, storeHere, storesOfTier } from "../support/world.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

const ALL = readMigrations();
const FIRST_RELEASE = path.join(import.meta.dirname, "../fixtures/first-release");
const RELEASE = path.join(import.meta.dirname, "../provider/releases/0.1.0");

const openOn = async (url: string): Promise<Database> =>
  openPostgres({ url, poolSize: 2, seconds: 60, longSeconds: 60 });

async function getHeader(file: string): Promise<Header> {
  for await (const part of readBackup(file)) if (part.kind === "header") return part.header;
  throw new Error("a backup without a header");
}

/** Fills an empty database with a backup, and leaves it at the migrations that the backup has. @returns these. */
async function asItWas(database: Database, file: string): Promise<readonly Migration[]> {
  const { migrations, oldestEvent, createdAt } = await getHeader(file);
  const old = ALL.filter(({ name }) => migrations.some((one) => one.name === name));
  await database.onOneConnection(async (session) => {
    await session.script("BEGIN");
    await applyMissing(session, old);
    const oldest = Date.parse(oldestEvent ?? createdAt);
    if (!database.embedded)
      for (const statement of partitionsSince(oldest, Date.parse(createdAt))) await session.script(statement);
    await load(session, readBackup(file), () => {});
    await session.script("COMMIT");
  });
  return old;
}

/** What a migration could change: all rows, and the catalogue. */
async function everything(database: Database): Promise<string[]> {
  const tables = await database.query<{ name: string }>(Prisma.sql`SELECT relname::text AS name FROM pg_class
    WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace`);
  const rows = tables.map(
    ({ name }) => `SELECT '${name} ' || to_jsonb(one)::text AS line FROM "${name}" AS one`,
  );
  const catalogue = `SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace AND attnum > 0
    UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger
    UNION ALL SELECT proname || md5(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace`;
  const found = await database.query<{ line: string }>(Prisma.raw([...rows, catalogue].join(" UNION ALL ")));
  return found.map(({ line }) => line).toSorted();
}

/** What can go wrong in the middle of a migration. */
const FAULTS = {
  "it refuses": "DO $$ BEGIN RAISE EXCEPTION 'some rows are wrong'; END $$;",
  "the disk is full": "DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;",
  "the time is over":
    "DO $$ BEGIN RAISE EXCEPTION 'statement timeout' USING ERRCODE = 'query_canceled'; END $$;",
  "a privilege is missing": "SET LOCAL ROLE pg_monitor; DROP TABLE tokens;",
};

describe.each(storesOfTier())("a database that 0.1.0 left, on %s", (store) => {
  it("is as it was after a fault in any migration, and the earlier version starts", async () => {
    const database = await (store === "PGlite" ? openEmbedded(undefined) : openOn(await makeDatabase()));
    try {
      const old = await asItWas(database, path.join(RELEASE, "server.backup"));
      const before = await everything(database);
      const missing = ALL.filter((one) => !old.includes(one));
      const last = missing.at(-1);
      if (last === undefined) throw new Error("no migration is missing");
      const cases = [
        ...Object.entries(FAULTS).map(([what, sql]) => ({ what, sql, at: last })),
        ...byTier(missing.slice(0, 1), missing).map((at) => ({
          what: "it refuses",
          sql: FAULTS["it refuses"],
          at,
        })),
      ];
      for (const { what, sql, at } of cases) {
        const faulty = ALL.map((one) => (one === at ? { ...one, sql: `${one.sql}\n${sql}` } : one));
        const where = `${what}: ${at.name}`;
        await expect(migrate(database, faulty), where).rejects.toThrow(
          "The database cannot be migrated, and nothing in it was changed: ",
        );
        expect(await migrate(database, old), where).toEqual([]);
      }
      expect(await everything(database)).toEqual(before);

      const names = missing.map(({ name }) => name);
      expect(await rehearse(database)).toMatchObject({ missing: names, from: null });
      expect(await everything(database)).toEqual(before);
      expect(await migrate(database)).toEqual(names);
      await expect(migrate(database, old)).rejects.toThrow(`Start Tokenplane ${build()}, or a newer version`);
    } finally {
      await database.close();
    }
  });
});

describe("`tokenplane migrate`", { tags: "deep" }, () => {
  it("says with --check what it would do and refuse, and changes nothing; what it refuses leaves what was there", async () => {
    const { masterKey } = JSON.parse(readFileSync(path.join(FIRST_RELEASE, "keys.json"), "utf8")) as {
      masterKey: string;
    };
    const folder = workshop.dataFolder();
    const url = storeHere() === "PostgreSQL" ? await makeDatabase() : undefined;
    const place = {
      TOKENPLANE_MASTER_KEY: masterKey,
      ...(url === undefined ? { TOKENPLANE_DATA_DIR: folder } : { DATABASE_URL: url }),
    };
    if (url === undefined) mkdirSync(folder, { recursive: true });
    const open = () => (url === undefined ? openEmbedded(getDatabaseFolder(folder)) : openOn(url));
    const database = await open();
    const old = await asItWas(database, path.join(FIRST_RELEASE, "server.backup"));
    await database.close();
    await sqlOn(
      place,
      `UPDATE tokens SET serial_number = CASE WHEN id = (SELECT min(id::text)::uuid FROM tokens) THEN 'abc' ELSE 'ABC' END`,
      "SELECT 1",
    );
    const before = await everythingIn(place);
    for (const args of [["migrate", "--check"], ["migrate"]]) {
      const { code, stderr } = await runCommand(args, place);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(
          /nothing in it was changed: Tokens of an account have serial numbers that differ by case/,
        ),
      });
    }
    expect(await everythingIn(place)).toEqual(before);
    const again = await open();
    expect(await migrate(again, old)).toEqual([]);
    await again.close();

    await sqlOn(place, "UPDATE tokens SET serial_number = id::text", "SELECT 1");
    const repaired = await everythingIn(place);
    const checked = await runCommand(["migrate", "--check"], place);
    expect(checked).toMatchObject({ code: 0, stderr: "" });
    expect(checked.stdout).toMatch(
      /would migrate the database in .* This takes about \d+ seconds?\. It would apply: /,
    );
    expect(await everythingIn(place)).toEqual(repaired);
    expect(await runCommand(["migrate"], place)).toMatchObject({ code: 0 });
    expect((await runCommand(["migrate", "--check"], place)).stdout).toMatch(/ is up to date\.\n$/);
  });
});

onOneStore(
  "a server of the version before, beside this one",
  (world) => {
    it("creates tokens without their kind, which the database knows", async () => {
      const seed = await world().seed();
      const ocra = {
        secret: "0".repeat(40),
        secretEncoding: "HEX",
        oath: { ocra: { suite: "OCRA-1:HOTP-SHA1-6:QN08" } },
      };
      const models = [
        { hardware: { slim: { periodSeconds: 30 } } },
        { universal: ocra },
        { software: { email: { address: "anna@example.com" } } },
        { software: { push: {} } },
      ];
      for (const [index, model] of models.entries()) {
        await seed.admin.do("tokenCreate", { name: `token ${index}`, model }, "__typename");
      }
      const kinds = await world().database.query<{ kind: string }>(Prisma.sql`
      INSERT INTO tokens
      SELECT (jsonb_populate_record(NULL::tokens, to_jsonb(token) || jsonb_build_object('kind', NULL, 'id', gen_random_uuid()))).*
      FROM (SELECT * FROM tokens WHERE name LIKE 'token _' ORDER BY name) AS token RETURNING kind`);
      expect(kinds.map(({ kind }) => kind)).toEqual(["OATH", "OCRA", "SENT", "PUSH"]);
    });
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.com" },
);
