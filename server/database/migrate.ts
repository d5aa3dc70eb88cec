import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { reasonOf } from "./postgres-version.js";
import { StartError } from "../start-error.js";
import type { Database } from "./database.js";
import { Prisma } from "./generated/client.js";
import type { Session } from "./session.js";
import { databaseError } from "./unreachable.js";

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

// Prisma's own table, so that Prisma's tools recognize it.
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
  logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/**
 * Migrates the database to this build's data model. Each missing migration runs in its own transaction, under
 * the installation's lock, so that replicas may start together.
 * @returns the names of the migrations that were applied.
 * @throws StartError when the database is newer than this build, a migration was changed after it ran, or the
 * database refuses one.
 */
export async function migrate(database: Database): Promise<string[]> {
  try {
    return await database.exclusively(() => applyMissing(database, readMigrations()));
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw databaseError(
      `The database cannot be migrated: ${reasonOf(error)}. Tokenplane needs its own database, and a role that owns it.`,
      error,
    );
  }
}

/**
 * Applies the missing migrations. The caller makes sure that nobody else does so at the same time.
 * @param migrations of this build, oldest first: all of them, or only the first ones.
 * @returns the names of those that were applied.
 * @throws StartError when the database has others.
 */
export async function applyMissing(session: Session, migrations: readonly Migration[]): Promise<string[]> {
  await session.script(TABLE);
  const rows = await session.query<{ name: string; checksum: string }>(
    Prisma.sql`SELECT migration_name AS name, checksum FROM _prisma_migrations`,
  );
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const known = new Set(migrations.map(({ name }) => name));
  const newer = [...applied.keys()].find((name) => !known.has(name));
  if (newer !== undefined) {
    throw new StartError(
      `The database was migrated by a newer Tokenplane (${newer}). Start that version, or restore a backup.`,
    );
  }
  const done: string[] = [];
  for (const { name, sql, checksum } of migrations) {
    const before = applied.get(name);
    if (before === checksum) continue;
    if (before !== undefined) {
      throw new StartError(
        `The migration ${name} was changed after this database was migrated with it. Start the version of Tokenplane that migrated it.`,
      );
    }
    // One simple query is one transaction: the migration and its record are both stored, or neither.
    await session.script(
      `${sql}\nINSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES (gen_random_uuid()::text, '${checksum}', '${name}', now(), 1);`,
    );
    done.push(name);
  }
  return done;
}
