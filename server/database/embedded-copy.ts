import { constants } from "node:fs";
import { copyFile, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { demandRoom } from "./embedded-disk.js";
import { Prisma } from "./generated/client.js";
import { allReachDisk } from "./run-mark.js";
import type { Session } from "./session.js";

// The embedded database has only one connection. A snapshot that is open on it would block everybody. So its
// files are copied while it works, and the write-ahead log of that time makes the copy consistent: this is
// PostgreSQL's own base backup.

/** The write-ahead log, and files of a running database that a copy must not contain. */
const LOG = "pg_wal";
const LEFT_OUT = new Set([LOG, "postmaster.pid", "postmaster.opts"]);

/** A file that was removed meanwhile is not needed. */
function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}

/** How many bytes a copy of a file takes on the disk. */
type Cost = (file: string) => Promise<number>;

const wholeSize: Cost = async (file) => (await stat(file).catch(unlessGone))?.size ?? 0;

/** The cost of copies in a folder: nothing where the file system shares the blocks of copies (reflinks). */
async function costIn(folder: string, target: string): Promise<Cost> {
  const trial = path.join(target, "trial");
  try {
    await copyFile(path.join(folder, "global/pg_control"), trial, constants.COPYFILE_FICLONE_FORCE);
    return () => Promise.resolve(0);
  } catch {
    return wholeSize;
  } finally {
    await rm(trial, { force: true });
  }
}

async function getCost(folder: string, cost: Cost, signal: AbortSignal): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    signal.throwIfAborted();
    const file = path.join(entry.parentPath, entry.name);
    const isOfLog = path.relative(folder, file).split(path.sep)[0] === LOG;
    if (entry.isFile() && !isOfLog) sum += await cost(file);
  }
  return sum;
}

async function copyFolder(
  from: string,
  to: string,
  cost: Cost,
  leftOut: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    signal.throwIfAborted();
    if (leftOut.has(entry.name)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target, cost, new Set(), signal);
    else if (entry.isFile()) {
      // Others may have filled the disk since the beginning.
      await demandRoom(to, await cost(source));
      await copyFile(source, target, constants.COPYFILE_FICLONE).catch(unlessGone);
    }
  }
}

/** The databases that are being copied, and so need their whole log. */
const copying = new WeakSet<Session>();

/** Whether a database is being copied now. */
export function isCopied(database: Session): boolean {
  return copying.has(database);
}

/** The size of the log that triggers a checkpoint, in bytes. */
const LOG_LENGTH = 64 * 1_024 * 1_024;

/**
 * Makes a checkpoint when the write-ahead log has grown long. The embedded database makes none by itself while
 * it is open: its folder would grow with every change, and a start after a kill would take longer and longer.
 *
 * It does not wait for the disk either: if the power fails while the disk has the end of a checkpoint and not yet what was written
 * before it, the database is damaged. So its files are on the disk before, and soon after. That makes the moment short; it cannot
 * take it away.
 * @param folder where the database is.
 */
export async function keepLogShort(database: Session, folder: string): Promise<void> {
  if (isCopied(database)) return;
  const [log] = await database.query<{ isLong: boolean }>(
    Prisma.sql`SELECT pg_current_wal_lsn() - redo_lsn > ${LOG_LENGTH}::bigint AS "isLong" FROM pg_control_checkpoint()`,
  );
  if (log?.isLong !== true) return;
  await allReachDisk(folder);
  if (isCopied(database)) return;
  await database.script("CHECKPOINT");
  await allReachDisk(folder);
}

/** The databases in which a backup was begun that has not ended yet. */
const begun = new WeakSet<Session>();

/**
 * Ends a backup. On a full disk, the guard of the database refuses that, as it refuses everything: the end writes to the log,
 * and PostgreSQL ends itself when that has no room. Then the next copy does it.
 */
async function endBackup(session: Session): Promise<{ label: string; file: string } | undefined> {
  const [end] = await session.query<{ label: string; file: string }>(
    Prisma.sql`SELECT labelfile AS label, pg_walfile_name(lsn) AS file FROM pg_backup_stop(false)`,
  );
  begun.delete(session);
  return end;
}

/**
 * Copies the folder of an embedded database while it is in use. When the copy is opened, it becomes the database
 * as it was at the end of the copying: it contains everything that was committed before this call. There is one
 * copy at a time, and no checkpoint meanwhile, because the log since the beginning is needed.
 * @param target a folder that does not exist yet.
 * @param signal ends the copying after the file that is being copied.
 * @throws FullDiskError when the copy would leave too little room, or the reason of the signal; after every error, there is no such
 * folder.
 */
export async function copyEmbedded(
  session: Session,
  folder: string,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  copying.add(session);
  try {
    await copyAll(session, folder, target, signal);
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    // The error that the caller gets is why the copy failed.
    if (begun.has(session)) await endBackup(session).catch(() => {});
    throw error;
  } finally {
    copying.delete(session);
  }
}

async function copyAll(session: Session, folder: string, target: string, signal: AbortSignal): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  const cost = await costIn(folder, target);
  await demandRoom(target, await getCost(folder, cost, signal));
  if (begun.has(session)) await endBackup(session);
  const [begin] = await session.query<{ file: string }>(
    Prisma.sql`SELECT pg_walfile_name(pg_backup_start('tokenplane', true)) AS file`,
  );
  begun.add(session);
  await copyFolder(folder, target, cost, LEFT_OUT, signal);
  const end = await endBackup(session);
  if (begin === undefined || end === undefined) throw new TypeError("no backup was begun");
  const log = path.join(target, LOG);
  await mkdir(path.join(log, "archive_status"), { recursive: true, mode: 0o700 });
  for (const name of await readdir(path.join(folder, LOG))) {
    signal.throwIfAborted();
    const isNeeded = /^[0-9A-F]{24}$/.test(name) && name >= begin.file && name <= end.file;
    if (!isNeeded) continue;
    const source = path.join(folder, LOG, name);
    await demandRoom(log, await cost(source));
    await copyFile(source, path.join(log, name), constants.COPYFILE_FICLONE);
  }
  await writeFile(path.join(target, "backup_label"), end.label, { mode: 0o600 });
}
