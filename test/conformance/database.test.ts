import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { getSequences, getTables } from "../../server/backup/catalogue.js";
import type { Database } from "../../server/database/database.js";
import { openEmbedded } from "../../server/database/embedded.js";
import { getDatabaseFolder } from "../../server/database/embedded-folder.js";
import { Prisma } from "../../server/database/generated/client.js";
import { INSTALLATION_COLUMNS, SEALED_COLUMNS } from "../../server/master-keys/envelopes.js";
import { migrate, namesCreatedBy, readMigrations } from "../../server/database/migrate.js";
import { openPostgres } from "../../server/database/postgres.js";
import { build } from "../../server/version.js";
import { StartError } from "../../server/start-error.js";
import { openDriftCheck, type DriftCheck } from "./drift.js";
import { prepareFolder } from "../support/prepared.js";
import { byTier } from "../support/tier.js";
import { makeDatabase, onBothStores, onEveryStore } from "../support/world.js";

/** Unique indexes of the installation as a whole, which do not begin with an account. */
const GLOBAL: Readonly<Record<string, string>> = {
  installation_pkey: "the one row of the whole installation",
  jobs_pkey: "what the servers do for the whole installation",
  master_keys_pkey: "which keys the whole installation uses",
  servers_pkey: "the servers of the whole installation",
  write_proof_pkey: "the one row that proves that the whole installation can be written to",
  accounts_pkey: "the accounts themselves",
  accounts_address_key: "people type an address to say which account they mean",
  resources_portal_address_key: "people open a portal by its address alone",
  sessions_hash_key: "a session is looked up before its account is known",
  invitations_hash_key: "a link is looked up before its account is known",
  alarms_hash_key: "a link is looked up before its account is known",
  sign_ins_pkey: "a sign-in is looked up before its account is known",
  password_delays_pkey: "counts wrong passwords for logins that may not exist; the key is a keyed hash",
  accounts_one_system: "of all accounts, one is the operators'",
  send_counts_pkey:
    "counts what is sent to one number by all accounts; the key is a keyed hash of what is counted",
  api_keys_hash_key: "a key is looked up before its account is known",
  _prisma_migrations_pkey: "what was done to the whole database",
};

/** Tables of the installation as a whole. */
const GLOBAL_TABLES = [
  "_prisma_migrations",
  "accounts",
  "installation",
  "jobs",
  "master_keys",
  "password_delays",
  "send_counts",
  "servers",
  "write_proof",
];

/** Columns of bytes that are no envelopes: hashes, keyed hashes, signatures and public keys. */
const NO_ENVELOPE =
  /(_hmac|hash|hashes|fingerprint|signature|mailed_to|contact_set|phone_before|public_key)$/;
const NO_ENVELOPE_EITHER: ReadonlySet<string> = new Set(["password_delays.key", "send_counts.key"]);

function getOptions(url: string) {
  return { url, poolSize: 2, seconds: 10, longSeconds: 60 };
}

/** Unique indexes, primary keys' too, whose first column is not the account. */
async function strayIndexes(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(Prisma.sql`
    SELECT index_class.relname AS name
    FROM pg_index AS found
    JOIN pg_class AS index_class ON index_class.oid = found.indexrelid
    JOIN pg_class AS table_class ON table_class.oid = found.indrelid
    LEFT JOIN pg_attribute AS first ON first.attrelid = found.indrelid AND first.attnum = found.indkey[0]
    WHERE found.indisunique AND table_class.relnamespace = 'public'::regnamespace
      AND first.attname IS DISTINCT FROM 'account_id'
    ORDER BY name`);
  return rows.map(({ name }) => name);
}

/** Foreign keys whose first column is not the account, or does not refer to the account of the other table. */
async function strayForeignKeys(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(Prisma.sql`
    SELECT found.conname AS name
    FROM pg_constraint AS found
    JOIN pg_attribute AS first ON first.attrelid = found.conrelid AND first.attnum = found.conkey[1]
    JOIN pg_attribute AS target ON target.attrelid = found.confrelid AND target.attnum = found.confkey[1]
    WHERE found.contype = 'f' AND found.connamespace = 'public'::regnamespace
      AND (first.attname <> 'account_id'
        OR target.attname <> CASE found.confrelid::regclass::text WHEN 'accounts' THEN 'id' ELSE 'account_id' END)
    ORDER BY name`);
  return rows.map(({ name }) => name);
}

/** What triggers ask for by columns that are no foreign key. */
const ASKED_BY_TRIGGERS = [
  { table: "sessions", column: "resource_id" },
  { table: "sign_ins", column: "user_id" },
];

/**
 * Foreign keys, and what triggers ask for, whose rows no index finds by their columns: whoever deletes what they refer to reads their
 * whole table. An index serves when it begins with these columns, two of them at least, and has no condition but that one of them is
 * not null.
 */
async function unservedKeys(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(Prisma.sql`
    WITH asked AS (
      SELECT conname::text AS name, conrelid AS relation, conkey AS key FROM pg_constraint
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace
      UNION ALL SELECT relation || '.' || by, relation::regclass, array_agg(attnum)
        FROM json_to_recordset(${JSON.stringify(ASKED_BY_TRIGGERS)}::text::json) AS listed ("table" text, "column" text),
          LATERAL (SELECT "table" AS relation, "column" AS by) AS named
          JOIN pg_attribute ON attrelid = relation::regclass AND attname IN ('account_id', by)
        GROUP BY relation, by)
    SELECT name FROM asked WHERE NOT EXISTS (
      SELECT 1 FROM pg_index WHERE indrelid = relation AND indisvalid
        AND (indkey::int2[])[0:least(cardinality(key), 2) - 1] <@ key
        AND (indpred IS NULL OR EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY(key)
          AND pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', attname))))
    ORDER BY name`);
  return rows.map(({ name }) => name);
}

/** Tables that have no primary key, or no account though they are not the installation's. */
async function strayTables(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(Prisma.sql`
    SELECT found.relname AS name
    FROM pg_class AS found
    WHERE found.relkind IN ('r', 'p') AND found.relnamespace = 'public'::regnamespace
      AND (NOT EXISTS (SELECT 1 FROM pg_index WHERE indrelid = found.oid AND indisprimary)
        OR NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = found.oid AND attname = 'account_id' AND attnotnull)
          AND found.relname <> ALL(${GLOBAL_TABLES}::text[]))
    ORDER BY name`);
  return rows.map(({ name }) => name);
}

onEveryStore("the catalogue of the database", (world) => {
  it("has the account first in every primary key and unique index, but for the few that are named here", async () => {
    expect(await strayIndexes(world().database)).toEqual(Object.keys(GLOBAL).toSorted());
  });

  it("has the account first in every foreign key", async () => {
    expect(await strayForeignKeys(world().database)).toEqual([]);
  });

  it("finds what refers to a row by an index", async () => {
    expect(await unservedKeys(world().database)).toEqual([]);
  });

  it("has an account and a primary key in every table that is not the installation's", async () => {
    expect(await strayTables(world().database)).toEqual([]);
  });

  it("has no table or sequence that a backup takes for somebody else's", async () => {
    const { database } = world();
    const names = namesCreatedBy(readMigrations());
    const tables = await getTables(database);
    expect(tables.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
    expect(await getSequences(database, names)).toEqual(await getSequences(database, null));
  });

  it("has no secret that a rotation of the master key does not know", async () => {
    const rows = await world().database.query<{ name: string }>(Prisma.sql`
      SELECT found.relname || '.' || attname AS name FROM pg_attribute JOIN pg_class AS found ON found.oid = attrelid
      WHERE found.relkind IN ('r', 'p') AND NOT found.relispartition AND found.relnamespace = 'public'::regnamespace
        AND atttypid = 'bytea'::regtype AND attnum > 0 AND NOT attisdropped ORDER BY name`);
    const left = rows
      .map(({ name }) => name)
      .filter((name) => !NO_ENVELOPE.test(name) && !NO_ENVELOPE_EITHER.has(name));
    const known = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    expect(left).toEqual(
      [...known, ...INSTALLATION_COLUMNS.map((column) => `installation.${column}`)].toSorted(),
    );
  });

  it("would be found wanting with a table that does not keep to it", async () => {
    const { database } = world();
    await database.script(`
      CREATE TABLE stray (id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES accounts (id), name text,
        token_id uuid, owner uuid, maker uuid, CONSTRAINT stray_name UNIQUE (name, account_id),
        CONSTRAINT stray_maker FOREIGN KEY (account_id, maker) REFERENCES users (account_id, id),
        CONSTRAINT stray_owner FOREIGN KEY (account_id, owner) REFERENCES users (account_id, id),
        CONSTRAINT stray_token FOREIGN KEY (token_id, account_id) REFERENCES tokens (id, account_id));
      CREATE UNIQUE INDEX stray_lower ON stray (lower(name));
      CREATE INDEX stray_made ON stray (account_id, maker) WHERE name <> '';
      CREATE INDEX stray_owned ON stray (account_id, owner) WHERE owner IS NOT NULL;
      CREATE TABLE without_key (account_id uuid NOT NULL);
      CREATE TABLE without_account (id uuid PRIMARY KEY)`);
    try {
      const found = await strayIndexes(database);
      expect(found.filter((name) => !Object.hasOwn(GLOBAL, name))).toEqual([
        "stray_lower",
        "stray_name",
        "stray_pkey",
        "without_account_pkey",
      ]);
      expect(await strayForeignKeys(database)).toEqual(["stray_token"]);
      expect(await unservedKeys(database)).toEqual(["stray_account_id_fkey", "stray_maker", "stray_token"]);
      expect(await strayTables(database)).toEqual(["without_account", "without_key"]);
    } finally {
      await database.script("DROP TABLE stray, without_key, without_account");
    }
  });
});

onBothStores("the event table", (world) => {
  it("has a partition for this month and the next two on PostgreSQL, and one for all on the embedded database", async () => {
    const { store, database } = world();
    const partitions = await database.query<{ name: string; bounds: string }>(Prisma.sql`
      SELECT inhrelid::regclass::text AS name, pg_get_expr(relpartbound, inhrelid) AS bounds
      FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
      WHERE inhparent = 'events'::regclass ORDER BY name`);
    const other = { name: "events_other", bounds: "DEFAULT" };
    const month = (name: string, from: string, to: string) => ({
      name,
      bounds: expect.stringMatching(
        new RegExp(`^FOR VALUES FROM \\('${from} 00:00:00\\+00'\\) TO \\('${to} 00:00:00\\+00'\\)$`),
      ) as string,
    });
    expect(partitions).toEqual(
      store === "PGlite"
        ? [other]
        : [
            month("events_2026_11", "2026-11-01", "2026-12-01"),
            month("events_2026_12", "2026-12-01", "2027-01-01"),
            month("events_2027_01", "2027-01-01", "2027-02-01"),
            other,
          ],
    );
  });

  it("keeps an event in the partition of its month, and finds it there by its id and in its list", async () => {
    const { store, database, clock } = world();
    const seed = await world().seed();
    await seed.user("anna");
    clock.pass(31 * 24 * 3_600);
    await seed.user("berta");
    const places = await database.query<{ place: string; login: string }>(Prisma.sql`
      SELECT tableoid::regclass::text AS place, user_login AS login FROM events WHERE type = 'USER_CREATED' ORDER BY position`);
    expect(places).toEqual([
      { place: store === "PGlite" ? "events_other" : "events_2026_11", login: "anna" },
      { place: store === "PGlite" ? "events_other" : "events_2026_12", login: "berta" },
    ]);
    expect(await seed.events()).toEqual(["USER_CREATED", "USER_CREATED"]);
  });
});

/** What is changed in the database, and what the comparison then says. */
const LACKS: readonly (readonly [what: string, statement: string, said: string])[] = [
  ["a column more", "ALTER TABLE users ADD COLUMN nickname text", 'DROP COLUMN "nickname"'],
  ["a column less", "ALTER TABLE users DROP COLUMN email CASCADE", 'ADD COLUMN     "email" TEXT'],
  ["a column of another type", "ALTER TABLE tokens ALTER COLUMN drift TYPE bigint", '"drift"'],
  [
    "a column that may be absent",
    "ALTER TABLE users ALTER COLUMN login DROP NOT NULL",
    '"login" SET NOT NULL',
  ],
  [
    "another default",
    "ALTER TABLE users ALTER COLUMN enabled SET DEFAULT false",
    '"enabled" SET DEFAULT true',
  ],
  ["an index less", "DROP INDEX tokens_account_id_name_id_idx", "tokens_account_id_name_id_idx"],
  [
    "an index more",
    "CREATE INDEX users_email_idx ON users (account_id, email)",
    'DROP INDEX "users_email_idx"',
  ],
  [
    "a unique constraint less",
    "ALTER TABLE users DROP CONSTRAINT users_account_id_login_lower_key",
    "users_account_id_login_lower_key",
  ],
  [
    "a foreign key less",
    "ALTER TABLE assignments DROP CONSTRAINT assignments_account_id_token_id_user_id_fkey",
    "assignments_account_id_token_id_user_id_fkey",
  ],
  ["a table more", "CREATE TABLE nicknames (account_id uuid PRIMARY KEY)", 'DROP TABLE "nicknames"'],
];

describe("the migrations and schema.prisma", () => {
  let check: DriftCheck;
  beforeAll(async () => {
    check = await openDriftCheck();
  });
  afterAll(async () => {
    await check.close();
  });

  it("agree", async () => {
    expect(await check.drift()).toBe("");
  });

  it.each(LACKS.slice(0, byTier(2, LACKS.length)))("would not agree with %s", async (_what, after, sql) => {
    expect(await check.drift(after)).toContain(sql);
  });
});

/** What a database is made of, so that two can be compared. */
async function getShape(database: Database): Promise<string[]> {
  const rows = await database.query<{ text: string }>(Prisma.sql`
    SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS text
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c')
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'`);
  return rows.map(({ text }) => text).toSorted();
}

const NAMES = readMigrations().map(({ name }) => name);

describe("the migrations on the embedded database", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbedded(undefined);
  });
  afterAll(async () => {
    await database.close();
  });

  it("run once each, in the order of their names", async () => {
    expect(NAMES).toEqual(NAMES.toSorted());
    expect(await migrate(database)).toEqual(NAMES);
    expect(await migrate(database)).toEqual([]);
    const rows = await database.query<{ name: string; finished: boolean }>(Prisma.sql`
      SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY migration_name`);
    expect(rows).toEqual(NAMES.map((name) => ({ name, finished: true })));
  });

  it("refuse a database that ran another text under the same name", async () => {
    await database.script("UPDATE _prisma_migrations SET checksum = 'other'");
    await expect(migrate(database)).rejects.toThrow(
      new StartError(
        `The migration ${NAMES[0]} was changed after this database was migrated with it. Start Tokenplane ${build()}, or a newer version.`,
      ),
    );
  });

  it("refuse a database that a newer version migrated", async () => {
    const later = (name: string, logs: string) =>
      database.script(`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, logs)
        VALUES ('${name}', 'x', '${name}', now(), ${logs})`);
    await later("99990101000000_tomorrow", "NULL");
    await expect(migrate(database)).rejects.toThrow(
      / Start the newest version that was started with it, or restore/,
    );
    await later("99990102000000_later", "'9.9.9 (abc)'");
    await expect(migrate(database)).rejects.toThrow(
      `The database was migrated by a newer Tokenplane than this one (${build()}). Start Tokenplane 9.9.9 (abc), or a newer version, or restore a backup of this version.`,
    );
  });
});

describe.skipIf(inject("postgresUrl") === undefined)("the migrations on PostgreSQL", () => {
  it("run once each, and make the same database as on the embedded one", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-shape-"));
    const postgres = await openPostgres(getOptions(await makeDatabase()));
    // The run has migrated this one.
    const embedded = await openEmbedded(getDatabaseFolder(prepareFolder(path.join(folder, "data"))));
    try {
      expect(await migrate(postgres)).toEqual(NAMES);
      expect(await migrate(postgres)).toEqual([]);
      expect(await migrate(embedded)).toEqual([]);
      expect(await getShape(postgres)).toEqual(await getShape(embedded));
    } finally {
      await Promise.all([postgres.close(), embedded.close()]);
      rmSync(folder, { recursive: true });
    }
  });

  it("run once each when several servers start at once", async () => {
    const url = await makeDatabase();
    const servers = await Promise.all(Array.from({ length: 4 }, () => openPostgres(getOptions(url))));
    try {
      const applied = await Promise.all(servers.map((server) => migrate(server)));
      expect(applied.toSorted((a, b) => a.length - b.length)).toEqual([[], [], [], NAMES]);
    } finally {
      await Promise.all(servers.map((server) => server.close()));
    }
  });
});
