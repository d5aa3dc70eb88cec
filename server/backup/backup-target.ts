import { getErrorCode } from "@tokenplane/files/system-error";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Prisma } from "../database/generated/client.js";
import { getDatabaseFolder } from "../database/embedded-folder.js";
import { holdFolder } from "../database/folder-lock.js";
import { readAddress } from "../postgres-address.js";
import { LOCK } from "../database/postgres-held.js";
import { allReachDisk, listReachesDisk } from "../database/run-mark.js";
import { openSession, type Session } from "../database/session.js";
import { isUnreachable } from "../database/unreachable.js";
import { StartError } from "../start-error.js";
import { firstRelation } from "./catalogue.js";

/** The database may have been restored, or was, and something failed after that. The message says what is known. */
export class MaybeRestoredError extends StartError {
  override name = "MaybeRestoredError";
}

/** An empty database that is filled in one transaction, which is open. */
export interface Target {
  readonly embedded: boolean;
  /** Where it is, in words for people; without a password. */
  readonly name: string;
  readonly session: Session;
  /**
   * Makes it the installation's database, all at once.
   * @throws MaybeRestoredError when that may have been done; after any other error it was not.
   */
  keep(): Promise<void>;
  /** Leaves everything as it was. Do not call it after a MaybeRestoredError. */
  discard(): Promise<void>;
}

/**
 * An embedded database in a folder that has none. It is built beside that folder, and moved there when it is
 * complete.
 */
export async function intoFolder(dataDir: string): Promise<Target> {
  const lock = await holdFolder(dataDir);
  const folder = getDatabaseFolder(dataDir);
  const building = `${folder}.restoring`;
  try {
    if (existsSync(folder)) {
      throw new StartError(
        `The data folder ${dataDir} holds a database already. Move it away first, or set TOKENPLANE_DATA_DIR to a new folder.`,
      );
    }
    // The remains of a killed restore.
    await rm(building, { recursive: true, force: true });
    const { openEmbedded } = await import("../database/embedded.js");
    const session = await openEmbedded(building);
    await session.script("BEGIN");
    return {
      embedded: true,
      name: dataDir,
      session,
      async keep() {
        await session.script("COMMIT");
        await session.close();
        await allReachDisk(building);
        await rename(building, folder);
        try {
          await listReachesDisk(dataDir);
        } catch (error) {
          throw new MaybeRestoredError(
            `The backup is restored into ${dataDir}. But it is not known whether all of it was written to the disk (${getErrorCode(error)}): check the disk.`,
            { cause: error },
          );
        } finally {
          await lock.release();
        }
      },
      async discard() {
        // It is closed already when `keep` failed after that.
        await session.close().catch(() => {});
        await rm(building, { recursive: true, force: true });
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * An empty database of PostgreSQL. Servers that start on it meanwhile wait until the restore is complete.
 * @param seconds that a statement may take.
 */
export async function intoPostgres(url: string, seconds: number): Promise<Target> {
  const session = await openSession(url, seconds);
  const name = readAddress(url).shown;
  try {
    await session.script("BEGIN");
    await session.query(Prisma.sql`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`);
    const relation = await firstRelation(session);
    if (relation !== undefined) {
      throw new StartError(
        `The database at ${name} is not empty: it has ${relation}. Restore into an empty one.`,
      );
    }
    return {
      embedded: false,
      name,
      session,
      async keep() {
        try {
          await session.script("COMMIT");
        } catch (error) {
          if (!isUnreachable(error)) throw error;
          throw new MaybeRestoredError(
            `The connection to ${name} was lost at the end of the restore: it is not known whether everything was restored there, or nothing. Run the command again. If it says that the database is not empty, everything was restored.`,
            { cause: error },
          );
        }
        // It is restored, however the connection ends.
        await session.close().catch(() => {});
      },
      discard: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
