import { existsSync, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "../clock.js";
import type { Config } from "../config.js";
import { demandDatabase } from "../database/demand-database.js";
import { demandRoom, FullDiskError } from "../database/embedded-disk.js";
import { getDatabaseFolder } from "../database/embedded-folder.js";
import { holdFolder } from "../database/folder-lock.js";
import { openSession, type Session } from "../database/session.js";
import { StartError } from "../start-error.js";
import { askForCopy } from "./copies.js";
import { dump } from "./dump.js";
import { nameInFolder, writeBackup, type Written } from "./file.js";
import type { Header, Part } from "./format.js";

/** An open database to read from. */
interface Source {
  readonly kind: Header["database"];
  readonly session: Session;
  close(): Promise<void>;
}

async function openSource(config: Config, signal: AbortSignal): Promise<Source> {
  const { databaseUrl, databaseLongSeconds, dataDir } = config;
  demandDatabase(config);
  if (databaseUrl !== undefined) {
    const session = await openSession(databaseUrl, databaseLongSeconds);
    return { kind: "PostgreSQL", session, close: () => session.close() };
  }
  const copy = await askForCopy(dataDir, signal);
  const lock = copy === undefined ? await holdFolder(dataDir) : undefined;
  const release = async () => {
    await copy?.release();
    await lock?.release();
  };
  try {
    const { openEmbedded } = await import("../database/embedded.js");
    const database = await openEmbedded(copy?.folder ?? getDatabaseFolder(dataDir));
    return {
      kind: "embedded",
      session: database,
      async close() {
        await database.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Parts of a backup, which end before the file takes the room that the server needs on the same disk.
 * @throws FullDiskError
 */
async function* leavingRoom(contents: AsyncIterable<Part>, folder: string): AsyncGenerator<Part, void> {
  for await (const part of contents) {
    await demandRoom(folder, 0);
    yield part;
  }
}

async function areOnOneDisk(one: string, other: string): Promise<boolean> {
  const [disk, ofOther] = await Promise.all(
    [one, other].map((folder) => stat(folder).catch(() => undefined)),
  );
  return disk !== undefined && disk.dev === ofOther?.dev;
}

/** A full disk, as a sentence that names it. Other errors are returned unchanged. */
function withoutRoom(file: string, error: unknown): unknown {
  if (!(error instanceof FullDiskError)) return error;
  return new StartError(
    `The backup ${file} was not written: ${error.message}. Make room there, or write it to another disk.`,
    { cause: error },
  );
}

/** A backup that was written. */
export interface BackedUp extends Written {
  readonly file: string;
  /** The tables that are not in it, because they are not Tokenplane's. */
  readonly leftOut: readonly string[];
}

/**
 * Writes everything that an installation has into one file, whether its server runs or not. The file contains
 * everything that was answered before this function is called.
 * @param to the name of a file that does not exist yet, or a folder.
 * @throws StartError that says what is wrong; then there is no file.
 */
export async function backUp(
  config: Config,
  to: string,
  clock: Clock,
  progress: (rows: number) => void,
  signal: AbortSignal,
): Promise<BackedUp> {
  const now = clock();
  const isFolder = existsSync(to) && statSync(to).isDirectory();
  const file = path.resolve(isFolder ? path.join(to, nameInFolder(now)) : to);
  const source = await openSource(config, signal);
  let leftOut: readonly string[] = [];
  let written: Written;
  try {
    const contents = dump(source.session, source.kind, now, (tables) => (leftOut = tables));
    const folder = path.dirname(file);
    const isShared = source.kind === "embedded" && (await areOnOneDisk(folder, config.dataDir));
    written = await writeBackup(
      file,
      isShared ? leavingRoom(contents, folder) : contents,
      now,
      progress,
      signal,
    );
  } catch (error) {
    // The error that the caller gets is why there is no backup.
    await source.close().catch(() => {});
    throw withoutRoom(file, error);
  }
  await source.close();
  return { file, leftOut, ...written };
}
