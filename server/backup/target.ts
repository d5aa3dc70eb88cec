import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Prisma } from "../database/generated/client.js";
import { databaseOf } from "../database/embedded-folder.js";
import { holdFolder } from "../database/folder-lock.js";
import { readAddress } from "../postgres-address.js";
import { LOCK } from "../database/postgres-held.js";
import { allReachDisk } from "../database/run-mark.js";
import { openSession, type Session } from "../database/session.js";
import { StartError } from "../start-error.js";
import { firstRelation } from "./catalogue.js";

/** An empty database that is filled in one transaction, which is open. */
export interface Target {
  readonly embedded: boolean;
  /** Where it is, in words for people; without a password. */
  readonly name: string;
  readonly session: Session;
  /** Makes it the installation's database, all at once. */
  keep(): Promise<void>;
  /** Leaves everything as it was. */
  discard(): Promise<void>;
}

/**
 * An embedded database in a folder that has none. It is built beside that folder, and moved there when it is
 * complete.
 */
export async function intoFolder(dataDir: string): Promise<Target> {
  const lock = await holdFolder(dataDir);
  const folder = databaseOf(dataDir);
  const building = `${folder}.restoring`;
  try {
    if (existsSync(folder)) {
      throw new StartError(
        `The data folder ${dataDir} holds a database already. Move it away first, or set TOKENPLANE_DATA_DIR to a new folder.`,
      );
    }
    // What a killed restore left behind.
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
        await allReachDisk(dataDir);
        await lock.release();
      },
      async discard() {
        await session.close();
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
        await session.script("COMMIT");
        await session.close();
      },
      discard: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
