import { PGlite } from "@electric-sql/pglite";
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import { StartError } from "../start-error.js";

/**
 * Bytes that must be free on the disk: two files of the write-ahead log. PostgreSQL ends itself when it cannot
 * create one.
 */
const RESERVE = 32 * 1_024 * 1_024;

/** How often the free space is checked, in milliseconds. */
const LOOK_EVERY = 500;

/** There is too little room on the disk to write anything safely. */
export class FullDiskError extends Error {
  override name = "FullDiskError";
  // disk_full
  readonly code = "53100";
}

/** PGlite had a fault after which it answers nothing any more. */
export class LostDatabaseError extends Error {
  override name = "LostDatabaseError";
  // crash_shutdown
  readonly code = "57P02";

  constructor() {
    super("the embedded database has stopped by itself");
  }
}

/** Protects an embedded database from a full disk. */
export interface DiskGuard {
  /** @throws FullDiskError while there is too little room. */
  check(): void;
  /** Resolves when the database has ended itself; only a restart repairs that. */
  readonly lost: Promise<void>;
  readonly isLost: () => boolean;
  stop(): void;
}

/** Bytes that are free on the disk of a folder. */
async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function hasRoom(folder: string): Promise<boolean> {
  return (await freeOn(folder)) >= RESERVE;
}

const inMegabytes = (bytes: number): number => Math.ceil(bytes / 1_048_576);

/**
 * Refuses to write so many bytes where the database would have too little room afterwards. As much again as it needs is left
 * to whatever else is written meanwhile.
 * @throws FullDiskError
 */
export async function demandRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeOn(folder);
  const needed = bytes + 2 * RESERVE;
  if (free >= needed) return;
  throw new FullDiskError(
    `there is too little room on the disk of ${folder}: ${inMegabytes(needed)} MB must be free, and ${Math.floor(free / 1_048_576)} MB are`,
  );
}

/**
 * Refuses to open an embedded database on a full disk: opening would fail, and PGlite would report its files as
 * damaged.
 * @param folder where it is, or will be.
 * @throws StartError when there is too little room.
 */
export async function refuseFullDisk(folder: string): Promise<void> {
  let there = path.resolve(folder);
  while (!existsSync(there) && path.dirname(there) !== there) there = path.dirname(there);
  if (await hasRoom(there)) return;
  throw new StartError(
    `There is too little room on the disk of ${folder}. Make room, at least ${RESERVE / 1_048_576} MB, and start again.`,
  );
}

/**
 * Protects an embedded database from a full disk. While there is too little room, no work begins; a transaction
 * that has begun continues. If PostgreSQL ends itself all the same (a PANIC), PGlite does not notice: its next
 * call would never return and would block this process. So no further call is made.
 * @param folder where it is; undefined for one in memory.
 */
export function guardDisk(pglite: PGlite, folder: string | undefined): DiskGuard {
  let isFull = false;
  let isLost = false;
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = () => {
      isLost = true;
      resolve();
    };
  });
  const check = () => {
    if (isLost) throw new LostDatabaseError();
    if (isFull) throw new FullDiskError(`there is too little room on the disk of ${folder}`);
  };
  const watched = <Work extends (...given: never[]) => Promise<unknown>>(work: Work): Work =>
    new Proxy(work, {
      async apply(target, self, given): Promise<unknown> {
        if (isLost) throw new LostDatabaseError();
        try {
          return await Reflect.apply(target, self, given);
        } catch (error) {
          if (error instanceof Error && Reflect.get(error, "severity") === "PANIC") lose();
          throw error;
        }
      },
    });
  pglite.execProtocol = watched(pglite.execProtocol);
  pglite.execProtocolStream = watched(pglite.execProtocolStream);
  // Statements inside a transaction use another function, and continue.
  const checked = <Name extends "query" | "exec" | "transaction">(name: Name): PGlite[Name] =>
    new Proxy(pglite[name], {
      async apply(_work, self, given): Promise<unknown> {
        check();
        return await Reflect.apply(PGlite.prototype[name], self, given);
      },
    });
  pglite.query = checked("query");
  pglite.exec = checked("exec");
  pglite.transaction = checked("transaction");
  if (folder === undefined) return { check, lost, isLost: () => isLost, stop() {} };
  const look = () =>
    hasRoom(folder).then(
      (room) => (isFull = !room),
      // The folder is gone or cannot be read: the database's own error explains that.
      () => {},
    );
  const timer = setInterval(() => void look(), LOOK_EVERY).unref();
  return { check, lost, isLost: () => isLost, stop: () => clearInterval(timer) };
}
