import path from "node:path";
import type { Clock } from "../clock.js";
import type { Config } from "../config.js";
import { Prisma } from "../database/generated/client.js";
import { applyMissing, readMigrations, type Migration } from "../database/migrate.js";
import type { Session } from "../database/session.js";
import { databaseError } from "../database/unreachable.js";
import { partitionsSince } from "../events/partitions.js";
import { beginEpoch, recordEverywhere } from "../events/epoch.js";
import { endAbandoned } from "../imports/abandoned.js";
import { idsOfEnvelopes } from "../master-keys/envelopes.js";
import { belongsTo } from "../secrets/installation-place.js";
import { embeddedMasterKey, givenMasterKeys } from "../secrets/master-key.js";
import { SecretBox } from "../secrets/secret-box.js";
import { StartError, withoutStop } from "../start-error.js";
import { refuseForgottenCodes } from "../history/forgotten-uses.js";
import { readBackup } from "./file.js";
import type { Header } from "./format.js";
import { load } from "./load.js";
import { intoFolder, intoPostgres, MaybeRestoredError, type Target } from "./backup-target.js";

/** The result of a restore. */
export interface Restored {
  readonly rows: number;
  /** When the backup was started, as text. */
  readonly createdAt: string;
  /** The target, in words for people. */
  readonly target: string;
  /** Tables in the backup that were not restored, because they are not Tokenplane's. */
  readonly leftOut: readonly string[];
}

/** Reads all of a backup and changes nothing. @throws StartError when it is not complete. */
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

/**
 * The migrations that a backup was written with.
 * @throws StartError when this build does not contain them.
 */
function getMigrations(header: Header, file: string): Migration[] {
  const known = readMigrations();
  return header.migrations.map(({ name, checksum }, index) => {
    const migration = known[index];
    if (migration?.name === name && migration.checksum === checksum) return migration;
    throw new StartError(
      `${file} was written by Tokenplane ${header.tokenplane} with another data model (${name}). Restore it with that version.`,
    );
  });
}

/** The master keys that are given. @throws StartError when they are not those of the backup, as far as its beginning shows. */
async function masterKeysFor(config: Config, header: Header, file: string): Promise<SecretBox> {
  const keys = (await givenMasterKeys(config)) ?? (await embeddedMasterKey(config.dataDir, true));
  const secrets = new SecretBox(keys);
  if (belongsTo(secrets, Buffer.from(header.masterKeyCheck, "hex"))) return secrets;
  throw new StartError(
    `The master key is not the key of ${file}. Give the key that the server had when the backup was written; without it, no token secret can be decrypted.`,
  );
}

/** A backup that was written in the middle of a rotation needs two keys. @throws StartError when one is not given. */
async function demandAllKeys(session: Session, secrets: SecretBox, file: string): Promise<void> {
  const missing = await idsOfEnvelopes(session, secrets.keyIds());
  if (missing.length === 0) return;
  throw new StartError(
    `Secrets in ${file} are encrypted with a master key that is not given here (id ${missing.join(", ")}). Give all keys that the server had when the backup was written, separated by commas. Nothing was restored.`,
  );
}

/**
 * Records in every account, as the first event of the new epoch, that a backup was restored. A client that
 * follows the feed may have received events that happened after the backup; this event tells it that they are
 * void.
 */
async function recordRestore(session: Session, { createdAt }: Header, now: number): Promise<void> {
  await recordEverywhere(session, "command line", now, {
    type: "INSTALLATION_RESTORED",
    changes: [{ field: "backupOf", from: null, to: createdAt }],
    params: { backupOf: new Date(createdAt) },
  });
}

async function fill(
  { session, embedded }: Target,
  file: string,
  header: Header,
  migrations: readonly Migration[],
  secrets: SecretBox,
  now: number,
  progress: (rows: number) => void,
): Promise<string[]> {
  await applyMissing(session, migrations);
  if (!embedded) {
    const oldest = header.oldestEvent === null ? now : Date.parse(header.oldestEvent);
    for (const statement of partitionsSince(oldest, now)) await session.script(statement);
  }
  const leftOut = await load(session, readBackup(file), progress);
  await applyMissing(session, readMigrations());
  await demandAllKeys(session, secrets, file);
  await beginEpoch(session, now);
  // The backup names the PostgreSQL that it was written from. The next start must store the identity of this
  // one.
  await session.query(Prisma.sql`UPDATE installation SET system_identifier = NULL, timeline = NULL`);
  await recordRestore(session, header, now);
  // It is not known which codes were used after the backup was written.
  await refuseForgottenCodes(session, now);
  // The staged rows of these imports are not in the backup, and the server that ran them is gone.
  await endAbandoned(session, null, now);
  return leftOut;
}

/**
 * Restores a backup into an empty data folder or an empty PostgreSQL database, completely or not at all.
 * @param to the address of a PostgreSQL database; undefined for that of the settings, which may be the data
 * folder.
 * @throws StartError that says what is wrong; then nothing has changed, or it says that this is not known.
 */
export async function restore(
  config: Config,
  file: string,
  to: string | undefined,
  clock: Clock,
  progress: (rows: number, of: number) => void,
): Promise<Restored> {
  const { header, rows } = await verify(file);
  const migrations = getMigrations(header, file);
  const secrets = await masterKeysFor(config, header, file);
  const url = to ?? config.databaseUrl;
  const target =
    url === undefined
      ? await intoFolder(config.dataDir)
      : await intoPostgres(url, config.databaseLongSeconds);
  let leftOut: string[];
  try {
    leftOut = await fill(target, file, header, migrations, secrets, clock(), (soFar) =>
      progress(soFar, rows),
    );
    await target.keep();
  } catch (error) {
    if (error instanceof MaybeRestoredError) throw error;
    // The error that the caller gets is why nothing was restored; what is left of it, the next restore removes.
    await target.discard().catch(() => {});
    if (error instanceof StartError || !(error instanceof Error)) throw error;
    throw databaseError(
      `${path.basename(file)} could not be restored into ${target.name}, where nothing was changed: ${withoutStop(error.message)}.`,
      error,
    );
  }
  return { rows, createdAt: header.createdAt, target: target.name, leftOut };
}
