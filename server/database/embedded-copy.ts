import { constants } from "node:fs";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Prisma } from "./generated/client.js";
import type { Session } from "./session.js";

// The embedded database has only one connection. A snapshot that is open on it would block everybody. So its
// files are copied while it works, and the write-ahead log of that time makes the copy consistent: this is
// PostgreSQL's own base backup.

/** The write-ahead log, and files of a running database that a copy must not contain. */
const LOG = "pg_wal";
const LEFT_OUT = new Set([LOG, "postmaster.pid", "postmaster.opts"]);

async function copyFolder(from: string, to: string, leftOut: ReadonlySet<string>): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (leftOut.has(entry.name)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target, new Set());
    else if (entry.isFile()) await copyUnlessGone(source, target);
  }
}

/**
 * Copies a file; a file system with reflinks shares the blocks. A file that was removed meanwhile is not needed.
 */
async function copyUnlessGone(source: string, target: string): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}

/** The databases that are being copied, and so need their whole log. */
const copying = new WeakSet<Session>();

/** The size of the log that triggers a checkpoint, in bytes. */
const LOG_LENGTH = 64 * 1_024 * 1_024;

/**
 * Makes a checkpoint when the write-ahead log has grown long. The embedded database makes none by itself while
 * it is open: its folder would grow with every change, and a start after a kill would take longer and longer.
 */
export async function keepLogShort(database: Session): Promise<void> {
  if (copying.has(database)) return;
  const [log] = await database.query<{ isLong: boolean }>(
    Prisma.sql`SELECT pg_current_wal_lsn() - redo_lsn > ${LOG_LENGTH}::bigint AS "isLong" FROM pg_control_checkpoint()`,
  );
  if (log?.isLong === true && !copying.has(database)) await database.script("CHECKPOINT");
}

/**
 * Copies the folder of an embedded database while it is in use. When the copy is opened, it becomes the database
 * as it was at the end of the copying: it contains everything that was committed before this call. There is one
 * copy at a time, and no checkpoint meanwhile, because the log since the beginning is needed.
 * @param target a folder that does not exist yet.
 */
export async function copyEmbedded(session: Session, folder: string, target: string): Promise<void> {
  copying.add(session);
  try {
    await copyAll(session, folder, target);
  } finally {
    copying.delete(session);
  }
}

async function copyAll(session: Session, folder: string, target: string): Promise<void> {
  const [begin] = await session.query<{ file: string }>(
    Prisma.sql`SELECT pg_walfile_name(pg_backup_start('tokenplane', true)) AS file`,
  );
  let label: string | undefined;
  let last: string | undefined;
  try {
    await copyFolder(folder, target, LEFT_OUT);
  } finally {
    const [end] = await session.query<{ label: string; file: string }>(
      Prisma.sql`SELECT labelfile AS label, pg_walfile_name(lsn) AS file FROM pg_backup_stop(false)`,
    );
    label = end?.label;
    last = end?.file;
  }
  if (begin === undefined || label === undefined || last === undefined)
    throw new TypeError("no backup was begun");
  const log = path.join(target, LOG);
  await mkdir(path.join(log, "archive_status"), { recursive: true, mode: 0o700 });
  for (const name of await readdir(path.join(folder, LOG))) {
    const isNeeded = /^[0-9A-F]{24}$/.test(name) && name >= begin.file && name <= last;
    if (isNeeded) await copyFile(path.join(folder, LOG, name), path.join(log, name));
  }
  await writeFile(path.join(target, "backup_label"), label, { mode: 0o600 });
}
