import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import type net from "node:net";
import path from "node:path";
import { getCopiesFolder, getDatabaseFolder, removeCopies } from "../database/embedded-folder.js";
import { copyEmbedded } from "../database/embedded-copy.js";
import { askHolder, type FolderLock } from "../database/folder-lock.js";
import type { Session } from "../database/session.js";
import type { Log } from "../log.js";
import { StartError } from "../start-error.js";
import { STOPPED } from "./file.js";

// A running server locks its data folder. When another process asks, the server copies its database for it.
// The other process reads the copy in its own time; when the connection ends, the copy is removed.

const QUESTION = "copy";

/** How an answer begins: with the name of the copy's folder, or with a sentence that says why there is none. */
const COPIED = "copied ";
const FAILED = "failed ";

/**
 * Makes copies of the running database for other processes on this host.
 * @returns a function that stops it: a copy that is being made ends with the file at hand.
 */
export async function serveCopies(
  lock: FolderLock,
  dataDir: string,
  { database, log }: { readonly database: Session; readonly log: Log },
): Promise<() => Promise<void>> {
  const connections = new Set<net.Socket>();
  let busy = Promise.resolve();
  let count = 0;
  const stopping = new AbortController();

  async function make(connection: net.Socket): Promise<void> {
    if (stopping.signal.aborted || connection.destroyed) return;
    count += 1;
    const name = `${process.pid}-${count}`;
    const copy = path.join(getCopiesFolder(dataDir), name);
    const remove = () => rm(copy, { recursive: true, force: true });
    // No process reads the copy of a process that has ended.
    const left = new AbortController();
    connection.once("close", () => left.abort());
    const signal = AbortSignal.any([stopping.signal, left.signal]);
    try {
      await mkdir(getCopiesFolder(dataDir), { recursive: true, mode: 0o700 });
      await copyEmbedded(database, getDatabaseFolder(dataDir), copy, signal);
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, "the database was not copied for a backup");
      const reason = error instanceof Error ? error.message : String(error);
      connection.end(`${FAILED}The running server could not copy its database: ${reason}.\n`);
      return;
    }
    const gone = () => {
      remove().catch((error: unknown) =>
        log.warn({ err: error, copy }, "a copy for a backup was not removed"),
      );
    };
    if (connection.destroyed) gone();
    else connection.once("close", gone).write(`${COPIED}${name}\n`);
  }

  lock.answer(QUESTION, (connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
    busy = busy.then(() => make(connection));
  });
  return async () => {
    stopping.abort(new Error("it stops"));
    await busy;
    for (const connection of connections) connection.destroy();
    await removeCopies(dataDir);
  };
}

/** A copy of a running server's database. */
export interface Copy {
  readonly folder: string;
  /** Removes it, and the server notices that it is gone. */
  release(): Promise<void>;
}

/**
 * Asks the server that has locked a data folder for a copy of its database.
 * @param signal stops the waiting for it: then that server ends the copying, too.
 * @returns undefined when no process has locked the folder.
 * @throws StartError when that process makes no copies, or the waiting was stopped.
 */
export async function askForCopy(dataDir: string, signal: AbortSignal): Promise<Copy | undefined> {
  const connection = await askHolder(dataDir, QUESTION);
  if (connection === undefined) return undefined;
  const leave = () => connection.destroy();
  signal.addEventListener("abort", leave, { once: true });
  if (signal.aborted) leave();
  const line = await firstLine(connection);
  signal.removeEventListener("abort", leave);
  if (signal.aborted) throw new StartError(STOPPED);
  if (line.startsWith(COPIED)) {
    // Only by its name: in another container, the same folder may have another path.
    const folder = path.join(getCopiesFolder(dataDir), path.basename(line.slice(COPIED.length)));
    if (existsSync(folder)) {
      return {
        folder,
        // The server does the same when the connection ends, however that happens; but the server itself may
        // have stopped.
        async release() {
          await rm(folder, { recursive: true, force: true });
          connection.destroy();
        },
      };
    }
  }
  connection.destroy();
  if (line.startsWith(FAILED)) throw new StartError(line.slice(FAILED.length));
  throw new StartError(
    `The data folder ${dataDir} is in use by ${line || "a process that ended"}, which cannot copy the database. Try again when that process has ended.`,
  );
}

function firstLine(connection: net.Socket): Promise<string> {
  return new Promise((resolve) => {
    let output = "";
    connection.setEncoding("utf8");
    connection.on("data", (text: string) => {
      output += text;
      if (output.includes("\n")) resolve(output.slice(0, output.indexOf("\n")));
    });
    connection.once("close", () => resolve(output));
  });
}
