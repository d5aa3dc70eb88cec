import path from "node:path";
import type { Clock } from "../clock.js";
import type { Config } from "../config.js";
import { Prisma } from "../database/generated/client.js";
import { applyMissing, readMigrations, type Migration } from "../database/migrate.js";
import type { Session } from "../database/session.js";
import { partitionsSince } from "../events/partitions.js";
import { beginEpoch, recordEverywhere } from "../events/epoch.js";
import { endAbandoned } from "../imports/abandoned.js";
import { belongsTo } from "../secrets/installation-place.js";
import { embeddedMasterKey, givenMasterKeys } from "../secrets/master-key.js";
import { SecretBox } from "../secrets/secret-box.js";
import { StartError } from "../start-error.js";
import { refuseForgottenCodes } from "../tokens/forgotten-uses.js";
import { readBackup } from "./file.js";
import type { Header } from "./format.js";
import { load } from "./load.js";
import { intoFolder, intoPostgres, type Target } from "./target.js";

/** What was restored. */
export interface Restored {
  readonly rows: number;
  /** When the backup was begun, as text. */
  readonly createdAt: string;
  /** Where to, for people. */
  readonly target: string;
}

/** Reads all of a backup and changes nothing. @throws StartError when it is not whole. */
async function verify(file: string): Promise<{ readonly header: Header; readonly rows: number }> {
  let header: Header | undefined;
  let rows = 0;
  for await (const part of readBackup(file)) {
    if (part.kind === "header") header = part.header;
    if (part.kind === "rows") rows += part.rows.length;
  }
  if (header === undefined) throw new TypeError("a backup without a header");
  return { header, rows };
}

/** The migrations that a backup was written with. @throws StartError when this build does not have them. */
function migrationsOf(header: Header, file: string): Migration[] {
  const known = readMigrations();
  return header.migrations.map(({ name, checksum }, index) => {
    const migration = known[index];
    if (migration?.name === name && migration.checksum === checksum) return migration;
    throw new StartError(
      `${file} was written by Tokenplane ${header.tokenplane} with another data model (${name}). Restore it with that version.`,
    );
  });
}

async function checkMasterKey(config: Config, header: Header, file: string): Promise<void> {
  const keys = (await givenMasterKeys(config)) ?? (await embeddedMasterKey(config.dataDir, true));
  if (belongsTo(new SecretBox(keys), Buffer.from(header.masterKeyCheck, "hex"))) return;
  throw new StartError(
    `The master key is not the one of ${file}. Give the one that the server had when it was written; without it no token secret can be read.`,
  );
}

/**
 * Tells every account, as the first event of the new epoch, that it was restored. Who follows the feed may have heard
 * of what came after the backup, and learns here that it is void.
 */
async function tellAccounts(session: Session, { createdAt }: Header, now: number): Promise<void> {
  await recordEverywhere(session, "command line", now, {
    type: "INSTALLATION_RESTORED",
    changes: [{ field: "backupOf", from: null, to: createdAt }],
    summary: `Everything was restored from the backup of ${createdAt}: what came after it is lost.`,
  });
}

async function fill(
  { session, embedded }: Target,
  file: string,
  header: Header,
  migrations: readonly Migration[],
  now: number,
  progress: (rows: number) => void,
): Promise<void> {
  await applyMissing(session, migrations);
  if (!embedded) {
    const oldest = header.oldestEvent === null ? now : Date.parse(header.oldestEvent);
    for (const statement of partitionsSince(oldest, now)) await session.script(statement);
  }
  await load(session, readBackup(file), progress);
  await applyMissing(session, readMigrations());
  await beginEpoch(session, now);
  // The backup says which PostgreSQL it was written from. This one is to be written down at the next start.
  await session.query(Prisma.sql`UPDATE installation SET system_identifier = NULL, timeline = NULL`);
  await tellAccounts(session, header, now);
  // Nobody knows what was used after the backup was written.
  await refuseForgottenCodes(session, now);
  // Their rows are not in the backup, nor is the server that was at it.
  await endAbandoned(session, null, now);
}

/**
 * Restores a backup into an empty data folder, or an empty database of PostgreSQL: all of it or nothing.
 * @param to the address of a PostgreSQL database; undefined for that of the settings, which may be the data folder.
 * @throws StartError that says what is wrong; then nothing has changed.
 */
export async function restore(
  config: Config,
  file: string,
  to: string | undefined,
  clock: Clock,
  progress: (rows: number, of: number) => void,
): Promise<Restored> {
  const { header, rows } = await verify(file);
  const migrations = migrationsOf(header, file);
  await checkMasterKey(config, header, file);
  const url = to ?? config.databaseUrl;
  const target =
    url === undefined
      ? await intoFolder(config.dataDir)
      : await intoPostgres(url, config.databaseLongSeconds);
  try {
    await fill(target, file, header, migrations, clock(), (soFar) => progress(soFar, rows));
    await target.keep();
  } catch (error) {
    await target.discard();
    if (error instanceof StartError || !(error instanceof Error)) throw error;
    throw new StartError(
      `${path.basename(file)} could not be restored into ${target.name}, where nothing was changed: ${error.message}.`,
      { cause: error },
    );
  }
  return { rows, createdAt: header.createdAt, target: target.name };
}
