import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { getReason } from "./postgres-version.js";
import { StartError } from "../start-error.js";
import { build as thisBuild } from "../version.js";
import type { Database } from "./database.js";
import { Prisma } from "./generated/client.js";
import type { Session } from "./session.js";
import {
  acceptsNoWrites,
  databaseError,
  isDeadlock,
  isLockTimeout,
  isTooSlow,
  isUnreachable,
} from "./unreachable.js";

/** One step of the data model. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the SQL in hex. */
  readonly checksum: string;
}

/** The folder of the migrations: `schema/migrations`, above this file whether it is compiled or not. */
function migrationsFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "schema/migrations"))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new StartError("The folder schema/migrations is missing from the installation.");
    folder = parent;
  }
  return path.join(folder, "schema/migrations");
}

/** All migrations of this build, oldest first. */
export function readMigrations(): Migration[] {
  const folder = migrationsFolder();
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The names of the tables and sequences that migrations create, and of the table that says which ran. */
export function namesCreatedBy(migrations: readonly Migration[]): ReadonlySet<string> {
  const created = migrations.flatMap(({ sql }) => [
    ...sql.matchAll(/^CREATE (?:UNLOGGED )?(?:TABLE|SEQUENCE) (\w+)/gm),
  ]);
  return new Set(["_prisma_migrations", ...created.flatMap(([, name]) => name ?? [])]);
}

/** How many seconds a check waits for a table that requests use. */
const LOCKED_WITHIN = 5;

// Prisma's own table, so that Prisma's tools recognize it.
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
  logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/** The result of `rehearse`. */
export interface Rehearsal {
  /** The names of the missing migrations. */
  readonly missing: readonly string[];
  /** The build that migrated the database last, as `build()` names it; null when it is not known, or nothing was migrated. */
  readonly from: string | null;
  /** How long it took. */
  readonly seconds: number;
}

/** Deadlocks with servers of the previous version, which run beside this one, are tried again so often. */
const MAX_TRIES = 5;

/**
 * Migrates the database to this build's data model. All missing migrations run in one transaction: the database gets all of them,
 * or stays as it was, so that the earlier version still starts. It has the installation's lock, so that replicas may start together.
 * @param migrations of this build, oldest first.
 * @returns the names of the migrations that were applied.
 * @throws StartError when the database is newer than this build, a migration was changed after it ran, or the
 * database refuses one.
 */
export function migrate(
  database: Database,
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  return attempt(database, async (session) => {
    const missing = await applyMissing(session, migrations);
    await session.script("COMMIT");
    return missing;
  });
}

/**
 * Does everything that `migrate` would do, and takes it back. Requests to servers on the same PostgreSQL wait meanwhile.
 * @throws StartError as `migrate` does.
 */
export function rehearse(database: Database): Promise<Rehearsal> {
  return attempt(database, async (session) => {
    await session.script(`SET LOCAL lock_timeout = '${LOCKED_WITHIN}s'`);
    const begun = performance.now();
    const from = (await appliedIn(session)).at(-1)?.build ?? null;
    const missing = await applyMissing(session, readMigrations());
    const seconds = (performance.now() - begun) / 1_000;
    await session.script("ROLLBACK");
    return { missing, from, seconds };
  });
}

/** Runs work in a transaction that it ends itself, under the installation's lock. @throws StartError for every error. */
async function attempt<T>(database: Database, work: (session: Session) => Promise<T>): Promise<T> {
  const transaction = () =>
    database.onOneConnection(async (session) => {
      await session.script("BEGIN");
      try {
        return await work(session);
      } catch (error) {
        // Without a connection, PostgreSQL does so by itself.
        await session.script("ROLLBACK").catch(() => {});
        throw error;
      }
    });
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.exclusively(transaction);
    } catch (error) {
      if (error instanceof StartError) throw error;
      if (tries < MAX_TRIES && isDeadlock(error)) continue;
      if (isLockTimeout(error)) {
        throw new StartError(
          "Other requests use the tables, so that the check could not begin. Run it again when fewer people sign in, or on a copy of the database.",
          { cause: error },
        );
      }
      // Without an answer, it is not known whether the end of the transaction was stored.
      const isUncertain = isUnreachable(error) && !isTooSlow(error) && !acceptsNoWrites(error);
      throw databaseError(
        `The database cannot be migrated${isUncertain ? "" : ", and nothing in it was changed"}: ${getReason(error)}. Tokenplane needs its own database, and a role that owns it.`,
        error,
      );
    }
  }
}

/** A migration that a database has. */
interface Applied {
  readonly name: string;
  readonly checksum: string;
  /** The build that applied it; null from before builds wrote this. */
  readonly build: string | null;
}

/** The migrations that a database has, in the order in which they were applied. */
async function appliedIn(session: Session): Promise<Applied[]> {
  const [table] = await session.query<{ isThere: boolean }>(
    Prisma.sql`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`,
  );
  if (table?.isThere !== true) return [];
  return session.query<Applied>(Prisma.sql`
    SELECT migration_name AS name, checksum, logs AS build FROM _prisma_migrations ORDER BY finished_at, migration_name`);
}

/** How to name the version to start instead of this one. */
function versionToStart(build: string | null): string {
  return build === null
    ? "the newest version that was started with it"
    : `Tokenplane ${build}, or a newer version`;
}

/**
 * Applies the missing migrations. The caller makes sure that no other process does so at the same time, and has begun a transaction.
 * @param migrations of this build, oldest first: all of them, or only the first ones.
 * @returns the names of those that were applied.
 * @throws StartError when the database has others.
 */
export async function applyMissing(session: Session, migrations: readonly Migration[]): Promise<string[]> {
  const rows = await appliedIn(session);
  const known = new Set(migrations.map(({ name }) => name));
  const newer = rows.findLast(({ name }) => !known.has(name));
  if (newer !== undefined) {
    throw new StartError(
      `The database was migrated by a newer Tokenplane than this one (${thisBuild()}). Start ${versionToStart(newer.build)}, or restore a backup of this version.`,
    );
  }
  const applied = new Map(rows.map((row) => [row.name, row]));
  const missing = migrations.filter(({ name, checksum }) => {
    const before = applied.get(name);
    if (before === undefined || before.checksum === checksum) return before === undefined;
    throw new StartError(
      `The migration ${name} was changed after this database was migrated with it. Start ${versionToStart(before.build)}.`,
    );
  });
  if (missing.length > 0) await session.script(TABLE);
  for (const { name, sql, checksum } of missing) {
    await session.script(sql);
    // Prisma keeps what a migration printed in `logs`. Tokenplane's print nothing, so this is where it says which build applied it.
    await session.query(Prisma.sql`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count, logs)
      VALUES (gen_random_uuid()::text, ${checksum}, ${name}, now(), 1, ${thisBuild()})`);
  }
  return missing.map(({ name }) => name);
}
