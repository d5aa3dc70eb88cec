import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { credentialChecks } from "./access/credential-checks.js";
import { KeyCache } from "./access/key-cache.js";
import { OpenStreams } from "./access/open-streams.js";
import { requestQueues } from "./actions/request-queues.js";
import type { Clock } from "./clock.js";
import { BoundCounts } from "./bounds.js";
import { type Config, localOrigin } from "./config.js";
import type { Database } from "./database/database.js";
import { databaseTime as realDatabaseTime, type DatabaseTime } from "./database/database-time.js";
import { getDatabaseFolder, removeCopies } from "./database/embedded-folder.js";
import { holdFolder, unusableFolder, type FolderLock } from "./database/folder-lock.js";
import { migrate } from "./database/migrate.js";
import { openPostgres } from "./database/postgres.js";
import { markRunning, markStopped } from "./database/run-mark.js";
import { openSession } from "./database/session.js";
import { Feed } from "./events/feed/feed.js";
import { Wakeup } from "./events/feed/wakeup.js";
import { outgoingHttp } from "./delivery/outgoing-http.js";
import { newVapidKey, openVapidKey, type VapidKey } from "./delivery/vapid.js";
import { ensurePartitions } from "./events/partitions.js";
import { newSealKey, openSealKey } from "./events/seal/seal-key.js";
import { refuseForgottenCodes } from "./history/forgotten-uses.js";
import { RecentUses } from "./history/recent-uses.js";
import { HistoryWatch } from "./history/watch.js";
import { ImportQueue } from "./imports/import-queue.js";
import { JobRunner } from "./jobs/runner.js";
import type { Log } from "./log.js";
import { MasterKeyWatch } from "./master-keys/watch.js";
import { MessageMemory } from "./messages/memory.js";
import { newServerKey } from "./push/keys.js";
import { installationPlace } from "./secrets/installation-place.js";
import { embeddedMasterKey, givenMasterKeys, type MasterKey } from "./secrets/master-key.js";
import { PASSWORDS, PinHasher, PINS } from "./secrets/pin-hash.js";
import { SecretBox, DecryptionError } from "./secrets/secret-box.js";
import type { ServerServices } from "./services.js";
import type { KnownSession } from "./sessions/session-store.js";
import { UsageError } from "./start-error.js";
import { addFingerprints } from "./tokens/fingerprint.js";

/** An open installation: its database, migrated, and what the rooms are given. */
export interface Installation {
  readonly services: ServerServices;
  /** Names of the migrations that opening it applied. */
  readonly migrated: readonly string[];
  /** The lock that keeps others from the data folder of an embedded database; null on PostgreSQL. */
  readonly lock: FolderLock | null;
  close(): Promise<void>;
}

const KNOWN_TEXT = "tokenplane";

interface OpenDatabase {
  readonly database: Database;
  readonly masterKeys: readonly MasterKey[];
  readonly lock: FolderLock | null;
  /** Whether earlier answers may be lost: the embedded database was not closed. */
  readonly mayHaveForgotten: boolean;
  /** @param isWhole whether everything was done about what may be lost; if not, the next start does it again. */
  close(isWhole: boolean): Promise<void>;
}

async function openFolder(config: Config, given: MasterKey[] | null): Promise<OpenDatabase> {
  const lock = await holdFolder(config.dataDir);
  try {
    // The remains of a killed server take as much room as the database, which may be missing now.
    await removeCopies(config.dataDir);
    const folder = getDatabaseFolder(config.dataDir);
    const masterKeys = given ?? (await embeddedMasterKey(config.dataDir, existsSync(folder)));
    // Loaded only here: with PostgreSQL, PGlite is not needed.
    const { openEmbedded } = await import("./database/embedded.js");
    let mayHaveForgotten = false;
    const database = await openEmbedded(folder, async () => {
      mayHaveForgotten = await markRunning(config.dataDir);
    });
    return {
      database,
      masterKeys,
      lock,
      mayHaveForgotten,
      async close(isWhole) {
        try {
          await database.close();
          if (isWhole) await markStopped(config.dataDir);
        } finally {
          await lock.release();
        }
      },
    };
  } catch (error) {
    await lock.release();
    throw unusableFolder(config.dataDir, error);
  }
}

async function openDatabase(config: Config, history: HistoryWatch): Promise<OpenDatabase> {
  const given = await givenMasterKeys(config);
  if (config.databaseUrl === undefined) return openFolder(config, given);
  if (given === null) {
    throw new UsageError(
      "With DATABASE_URL the master key must be given: set TOKENPLANE_MASTER_KEY to the key that `tokenplane master-key new` prints, and keep the key safe.",
    );
  }
  const database = await openPostgres({
    url: config.databaseUrl,
    poolSize: config.poolSize,
    seconds: config.databaseSeconds,
    longSeconds: config.databaseLongSeconds,
    onConnect: (client) => history.admit(client),
  });
  return { database, masterKeys: given, lock: null, mayHaveForgotten: false, close: () => database.close() };
}

function newStoredVapidKey(secrets: SecretBox): Buffer<ArrayBuffer> {
  return secrets.encrypt(newVapidKey(), installationPlace("vapid_key"));
}

/**
 * Reads the one row of the installation, or makes it; under the lock, so that replicas may start together. Of what is there,
 * nothing is encrypted before the keys are known to fit.
 */
async function installationKeys(
  database: Database,
  secrets: SecretBox,
  keyWatch: MasterKeyWatch,
  clock: Clock,
): Promise<Pick<ServerServices, "hmacKey" | "sealKey"> & { pinPepper: Buffer; vapidKey: VapidKey }> {
  const { prisma } = database;
  const omit = { masterKeyCheck: false, hmacKey: false, pinPepper: false, sealKey: false, vapidKey: false };
  const row =
    (await prisma.installation.findUnique({ where: { id: 1 }, omit })) ??
    (await prisma.installation.create({
      data: {
        masterKeyCheck: secrets.encrypt(Buffer.from(KNOWN_TEXT), installationPlace("master_key_check")),
        hmacKey: secrets.encrypt(randomBytes(32), installationPlace("hmac_key")),
        pinPepper: secrets.encrypt(randomBytes(32), installationPlace("pin_pepper")),
        sealKey: secrets.encrypt(newSealKey(), installationPlace("seal_key")),
        vapidKey: newStoredVapidKey(secrets),
        createdAt: new Date(clock()),
      },
      omit,
    }));
  try {
    secrets.decrypt(row.masterKeyCheck, installationPlace("master_key_check"));
    await keyWatch.begin();
    // An installation of before the key was there gets it now.
    const vapidKey = row.vapidKey ?? newStoredVapidKey(secrets);
    if (row.vapidKey === null) await prisma.installation.update({ where: { id: 1 }, data: { vapidKey } });
    return {
      vapidKey: openVapidKey(secrets.decrypt(vapidKey, installationPlace("vapid_key"))),
      hmacKey: secrets.decrypt(row.hmacKey, installationPlace("hmac_key")),
      pinPepper: secrets.decrypt(row.pinPepper, installationPlace("pin_pepper")),
      sealKey: openSealKey(secrets.decrypt(row.sealKey, installationPlace("seal_key"))),
    };
  } catch (error) {
    if (!(error instanceof DecryptionError)) throw error;
    throw new UsageError(
      "The master key is not the key that this database uses. Give the key that the database uses: without it, no token secret can be decrypted.",
    );
  }
}

/** Looks which history the database belongs to, and from now on at each new connection. */
async function beginHistory(history: HistoryWatch, database: Database, config: Config): Promise<void> {
  if (config.databaseUrl === undefined) return history.begin(database, true);
  const session = await openSession(config.databaseUrl, config.databaseLongSeconds);
  try {
    await history.begin(session, false);
  } finally {
    await session.close();
  }
}

/** Makes good what the embedded database may have forgotten. */
async function makeUp(database: Database, now: number, log: Log): Promise<void> {
  await refuseForgottenCodes(database, now);
  log.warn(
    "the database was not closed properly the last time, and may have lost its last changes: TOTP codes are refused until the current ones expire. HOTP codes that were used shortly before may work again. Everybody must sign in again, links that were not used are void, and messages that waited are no longer sent.",
  );
}

/**
 * Opens an installation: holds the folder or connects, migrates, and checks the master key.
 * @param databaseTime follows `clock` in tests that pass one of their own.
 * @throws StartError that says what is wrong.
 */
export async function openInstallation(
  config: Config,
  clock: Clock,
  log: Log,
  databaseTime: DatabaseTime = realDatabaseTime,
): Promise<Installation> {
  const keys = new KeyCache();
  const sessions = new KeyCache<KnownSession>();
  const uses = new RecentUses();
  const history = new HistoryWatch(clock, log, config.databaseLongSeconds, async (session) => {
    keys.clear();
    sessions.clear();
    await uses.markAgain(session);
  });
  const { database, masterKeys, lock, mayHaveForgotten, close } = await openDatabase(config, history);
  let isWhole = !mayHaveForgotten;
  const secrets = new SecretBox(masterKeys);
  const keyWatch = new MasterKeyWatch({ database, secrets, log });
  try {
    const migrated = await migrate(database.background);
    if (mayHaveForgotten) {
      await makeUp(database.background, clock(), log);
      isWhole = true;
    }
    await ensurePartitions(database.background, clock(), log);
    const { hmacKey, pinPepper, sealKey, vapidKey } = await database.exclusively(async () => {
      const found = await installationKeys(database, secrets, keyWatch, clock);
      await addFingerprints(database.background, secrets, found.hmacKey);
      return found;
    });
    await beginHistory(history, database, config);
    const signal = database.listen(() => wakeup.heard(), log);
    const wakeup = new Wakeup(signal?.notify);
    const feed = new Feed(database, wakeup, log);
    const streams = new OpenStreams(database, clock);
    const bounds = new BoundCounts();
    return {
      services: {
        database,
        databaseTime,
        bounds,
        queues: requestQueues(config, database.embedded, bounds),
        feed,
        streams,
        memory: config.keepsMessages ? new MessageMemory() : null,
        jobs: new JobRunner({ database, databaseTime, clock, log }),
        wakeup,
        clock,
        log,
        secrets,
        masterKeys: keyWatch,
        pins: new PinHasher(pinPepper, PINS, () => bounds.reached("pins")),
        passwords: new PinHasher(pinPepper, PASSWORDS, () => bounds.reached("passwords")),
        console: { url: config.publicUrl ?? localOrigin(`http://localhost:${config.port}`) },
        newServerKey,
        keys,
        sessions,
        credentials: credentialChecks([keys, sessions]),
        uses,
        imports: new ImportQueue(config.poolSize),
        hmacKey,
        sealKey,
        // Browsers name the push services, so that nothing is reached there but what everybody may reach.
        webPush: { key: vapidKey, http: outgoingHttp({ allowed: [] }) },
        config,
      },
      migrated,
      lock,
      async close() {
        await feed.stop();
        signal?.end();
        await keyWatch.end();
        await close(true);
      },
    };
  } catch (error) {
    await keyWatch.end();
    await close(isWhole);
    throw error;
  }
}
