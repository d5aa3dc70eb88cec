// When the copying of the embedded database for a backup ends before it is whole.
import { existsSync, readdirSync } from "node:fs";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askForCopy, serveCopies } from "../../server/backup/copies.js";
import { openEmbedded } from "../../server/database/embedded.js";
import { getCopiesFolder, getDatabaseFolder } from "../../server/database/embedded-folder.js";
import { type FolderLock, holdFolder } from "../../server/database/folder-lock.js";
import type { Session } from "../../server/database/session.js";
import { newLatch } from "../support/latch.js";
import { prepareFolder } from "../support/prepared.js";
import { Workshop } from "../support/process.js";

const workshop = new Workshop();
const data = workshop.dataFolder();
const log = pino({ enabled: false });
let lock: FolderLock;
let database: Awaited<ReturnType<typeof openEmbedded>>;

beforeAll(async () => {
  prepareFolder(data);
  lock = await holdFolder(data);
  database = await openEmbedded(getDatabaseFolder(data));
});
afterAll(async () => {
  await database.close();
  await lock.release();
  await workshop.clear();
});

/**
 * The database, and what is done when a copy of it begins, before its first file, and ends, whole or not.
 */
function watched(atBegin: () => Promise<void> | void, atEnd: () => void = () => {}): Session {
  return {
    script: (text) => database.script(text),
    async query(statement) {
      if (statement.text.includes("pg_backup_stop")) atEnd();
      const rows = await database.query<never>(statement);
      if (statement.text.includes("pg_backup_start")) await atBegin();
      return rows;
    },
  };
}

const { signal } = new AbortController();

it("the stop of a server does not wait for a copy that is being made, and whoever asked for it learns why there is none", async () => {
  let stopped: Promise<void> | undefined;
  const begun = () => {
    stopped = stop();
  };
  const stop = await serveCopies(lock, data, { database: watched(begun), log });
  await expect(askForCopy(data, signal)).rejects.toThrow(
    /^The running server could not copy its database: it stops\.$/,
  );
  await stopped;
  expect(existsSync(getCopiesFolder(data))).toBe(false);
});

it("a backup that is stopped leaves no copying behind, and the next one gets its copy", async () => {
  const asking = new AbortController();
  const left = newLatch();
  const ended = newLatch();
  let copies: readonly string[] = [];
  const begun = async () => {
    asking.abort();
    await left.opened;
  };
  const atEnd = () => {
    copies = readdirSync(getCopiesFolder(data));
    ended.open();
  };
  const watchedLock: FolderLock = {
    ...lock,
    answer: (question, answer) =>
      lock.answer(question, (connection) => {
        connection.once("close", left.open);
        answer(connection);
      }),
  };
  const stop = await serveCopies(watchedLock, data, { database: watched(begun, atEnd), log });
  await expect(askForCopy(data, asking.signal)).rejects.toThrow("The backup was stopped; no file was left.");
  await ended.opened;
  expect(copies).toEqual([]);
  const copy = await askForCopy(data, signal);
  expect(readdirSync(copy?.folder ?? "")).toContain("backup_label");
  await copy?.release();
  await stop();
});
