import { createReadStream, createWriteStream } from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { getErrorCode } from "@tokenplane/files/system-error";
import { StartError, unreadable } from "../start-error.js";
import { unwrappedPart } from "../secrets/secret-box.js";
import { FormatError, parts, written, type Part } from "./format.js";

/** The message of a backup that was stopped by the user who had begun it. */
export const STOPPED = "The backup was stopped; no file was left.";

/** The longest line that is accepted, in characters: that of a row with the largest values. */
const LONGEST_LINE = 64_000_000;

/** The name of a file until it is complete. */
const PARTIAL = /^\.tokenplane-.*\.partial$/;

/**
 * A partial file that was not written to for so long was left by a process that was killed, in milliseconds.
 */
const ABANDONED_AFTER = 3_600_000;

/** The names of the backups in a folder; they sort by time. */
const IN_FOLDER = /^tokenplane-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.backup$/;

async function* getLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[], void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  const decode = (chunk?: Buffer) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new FormatError("damaged");
    }
  };
  for await (const chunk of chunks) {
    const lines = (rest + decode(chunk)).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) throw new FormatError("foreign");
    if (lines.length > 0) yield lines;
  }
  rest += decode();
  if (rest !== "") yield [rest];
}

/**
 * Reads a backup. Only the part that was read last is in memory.
 * @throws StartError that says what is wrong with the file. Only at its end is it known to be complete.
 */
export async function* readBackup(file: string): AsyncGenerator<Part, void> {
  let begun = false;
  const input = createReadStream(file);
  // When one of two piped streams fails, the other must fail too: that is the one that is read.
  const text = input.on("error", (error) => text.destroy(error)).pipe(createGunzip());
  try {
    for await (const part of parts(getLines(text))) {
      begun = true;
      yield part;
    }
  } catch (error) {
    // Of a small file, nothing is read before the fault is found: then gzip's header says that it was compressed.
    const isGzip =
      input.bytesRead > 0 && error instanceof Error && error.message !== "incorrect header check";
    if (!(error instanceof FormatError) && !isZlib(error)) throw unreadable(file, error);
    throw new StartError(getFault(file, error, begun, isGzip), { cause: error });
  } finally {
    input.destroy();
    text.destroy();
  }
}

function isZlib(error: unknown): boolean {
  return getErrorCode(error).startsWith("Z_");
}

/** The fault in the contents of a file. */
function getFault(file: string, error: unknown, begun: boolean, isGzip: boolean): string {
  if (error instanceof FormatError && error.fault === "newer") {
    return `${file} was written by Tokenplane ${error.tokenplane}, which is newer than this version. Restore it with that version.`;
  }
  if (error instanceof FormatError ? error.fault === "foreign" : !begun && !isGzip) {
    return `${file} is not a backup of Tokenplane, or its beginning is damaged.`;
  }
  return `${file} is damaged or cut off. Take another backup.`;
}

/** The name of a backup in a folder. @param now milliseconds since 1970 UTC. */
export function nameInFolder(now: number): string {
  return `tokenplane-${new Date(now).toISOString().replaceAll(":", "-")}.backup`;
}

/** When a backup in a folder was started, according to its name; in milliseconds since 1970 UTC. */
export function getBackupTime(name: string): number {
  const [, date = "", hours = "", rest = ""] = /^tokenplane-(.{10})T(..)-(.*)\.backup$/.exec(name) ?? [];
  return Date.parse(`${date}T${hours}:${rest.replace("-", ":")}`);
}

/** The backups in a folder, oldest first. */
export async function backupsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => IN_FOLDER.test(name)).toSorted();
}

/** By how much the clocks of those who write into a folder may differ, in milliseconds. */
const CLOCKS_DIFFER = 600_000;

/**
 * The backups in a folder, oldest first, without those whose name is a time that is yet to come: a clock was ahead when they were
 * written, and their age is not known.
 * @param now milliseconds since 1970 UTC.
 */
export async function datedBackupsIn(
  folder: string,
  now: number,
): Promise<{ past: string[]; future: string[] }> {
  const names = await backupsIn(folder);
  const isPast = (name: string) => getBackupTime(name) <= now + CLOCKS_DIFFER;
  return { past: names.filter(isPast), future: names.filter((name) => !isPast(name)) };
}

/**
 * The installation that a backup is of; null when its beginning is not that of a backup, and so says nothing.
 * @throws StartError when it cannot be read, or a newer version wrote it.
 */
async function getInstallation(file: string): Promise<string | null> {
  try {
    for await (const part of readBackup(file)) {
      if (part.kind === "header") return unwrappedPart(Buffer.from(part.header.masterKeyCheck, "hex"));
    }
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const isDamaged = cause instanceof FormatError ? cause.fault !== "newer" : isZlib(cause);
    if (!isDamaged) throw error;
  }
  return null;
}

/**
 * Whether a backup in a folder counts for an installation: others may write there, too.
 * @param installation null counts all.
 */
async function countsFor(installation: string | null, file: string): Promise<boolean> {
  if (installation === null) return true;
  const other = await getInstallation(file).catch(() => undefined);
  return other === installation || other === null;
}

/** The newest of some backups that counts for an installation. @param names oldest first. */
export async function findNewestBackup(
  installation: string | null,
  folder: string,
  names: readonly string[],
): Promise<string | undefined> {
  for (const name of names.toReversed()) {
    if (await countsFor(installation, path.join(folder, name))) return name;
  }
  return undefined;
}

/** The advice about backups whose names are times that are yet to come. */
export function ofTheFuture(names: readonly string[]): string {
  return `These backups were not counted and not removed, because their names are times in the future: ${names.join(", ")}. If the clock of this machine is behind, correct it. If it is right, a clock was ahead when they were written: rename or remove them.`;
}

/**
 * Removes all backups of an installation in a folder except the newest ones. The one that was just written is one of these, whatever its name, and
 * those whose name is yet to come stay as well.
 * @param now milliseconds since 1970 UTC. @param newest the name of the one that was just written. @returns the names of those
 * that are yet to come.
 */
export async function prune(folder: string, keep: number, now: number, newest: string): Promise<string[]> {
  const { past, future } = await datedBackupsIn(folder, now);
  const installation = await getInstallation(path.join(folder, newest));
  const others: string[] = [];
  for (const name of past.filter((one) => one !== newest)) {
    if (await countsFor(installation, path.join(folder, name))) others.push(name);
  }
  const old = others.slice(0, Math.max(others.length - (keep - 1), 0));
  for (const name of old) await rm(path.join(folder, name), { force: true });
  return future.filter((name) => name !== newest);
}

async function removeAbandoned(folder: string, now: number): Promise<void> {
  for (const name of (await readdir(folder)).filter((entry) => PARTIAL.test(entry))) {
    const partial = path.join(folder, name);
    const about = await stat(partial).catch(() => undefined);
    if (about !== undefined && now - about.mtimeMs > ABANDONED_AFTER) await rm(partial, { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The result: what was written. */
export interface Written {
  readonly rows: number;
  /** Size of the file in bytes. */
  readonly bytes: number;
}

/**
 * Writes a backup that only its owner may read. The file gets its name only when it is complete, was read back,
 * and is on the disk. Before that, and if anything fails, no file of that name exists.
 * @param now milliseconds since 1970 UTC.
 * @param progress is called with the number of rows that are written.
 * @param signal stops it.
 * @throws StartError when the file exists, cannot be written, or the backup was stopped.
 */
export async function writeBackup(
  file: string,
  contents: AsyncIterable<Part>,
  now: number,
  progress: (rows: number) => void,
  signal: AbortSignal,
): Promise<Written> {
  const folder = path.dirname(file);
  const partial = path.join(folder, `.tokenplane-${process.pid}-${now}.partial`);
  try {
    await refuseExisting(file);
    await removeAbandoned(folder, now);
    // Level 1: three times as fast as the default, and the file is only a tenth larger.
    await pipeline(
      written(counted(contents, progress)),
      createGzip({ level: 1 }),
      createWriteStream(partial, { flags: "wx", mode: 0o600, flush: true }),
      { signal },
    );
    let rows = 0;
    for await (const part of readBackup(partial)) {
      signal.throwIfAborted();
      if (part.kind === "rows") rows += part.rows.length;
    }
    await refuseExisting(file);
    await rename(partial, file);
    await syncFolder(folder);
    return { rows, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(partial, { force: true });
    if (signal.aborted) throw new StartError(STOPPED, { cause: error });
    if (error instanceof StartError || !(error instanceof Error) || !("syscall" in error)) throw error;
    throw new StartError(`The backup ${file} cannot be written (${getErrorCode(error)}).`, { cause: error });
  }
}

async function* counted(
  contents: AsyncIterable<Part>,
  progress: (rows: number) => void,
): AsyncGenerator<Part, void> {
  let rows = 0;
  for await (const part of contents) {
    yield part;
    if (part.kind === "rows") progress((rows += part.rows.length));
  }
}

async function refuseExisting(file: string): Promise<void> {
  if ((await stat(file).catch(() => undefined)) === undefined) return;
  throw new StartError(
    `${file} exists already. Give another name, or a folder: in a folder, each backup gets a new name.`,
  );
}
