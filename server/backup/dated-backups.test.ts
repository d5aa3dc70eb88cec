import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EVENTUALLY } from "../../test/support/eventually.js";
import { readConfig } from "../config.js";
import { nameInFolder, prune, writeBackup } from "./file.js";
import type { Part } from "./format.js";
import { scheduleBackups } from "./schedule.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 25, 12);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-backups-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The first bytes of a backup of an installation. */
const getCheck = (installation: string): Buffer =>
  Buffer.concat([Buffer.alloc(65, 1), Buffer.from(installation)]);

/** The database of an installation, as far as the schedule asks it. */
function getDatabase(installation: string) {
  return { periodic: { query: <Row>() => Promise.resolve([{ check: getCheck(installation) }] as Row[]) } };
}

/** Writes a whole backup of an installation, so many days from now. @returns its name. */
async function getBackup(installation: string, day: number): Promise<string> {
  const name = nameInFolder(NOW + day * DAY);
  async function* contents(): AsyncGenerator<Part, void> {
    const masterKeyCheck = getCheck(installation).toString("hex");
    const about = { version: 1, tokenplane: "0.1.0", createdAt: "", migrations: [], oldestEvent: null };
    yield { kind: "header", header: { ...about, database: "embedded", masterKeyCheck } };
  }
  const { signal } = new AbortController();
  await writeBackup(path.join(folder, name), contents(), NOW, () => {}, signal);
  return name;
}

/** Backups of so many days from now. @returns their names. */
function backups(...days: readonly number[]): string[] {
  const names = days.map((day) => nameInFolder(NOW + day * DAY));
  for (const name of names) writeFileSync(path.join(folder, name), "");
  return names;
}

describe("a folder of backups", () => {
  it("keeps the newest ones", async () => {
    const [, , third, written] = backups(-3, -2, -1, 0);
    expect(await prune(folder, 2, NOW, written!)).toEqual([]);
    expect(readdirSync(folder)).toEqual([third, written]);
  });

  it("keeps the one that was just written, and those of a clock that was ahead, which are named and not counted", async () => {
    const [, yesterday, written, ...future] = backups(-2, -1, 0, 1, 2, 3);
    expect(await prune(folder, 2, NOW, written!)).toEqual(future);
    expect(readdirSync(folder)).toEqual([yesterday, written, ...future]);
    // By a clock that was set back in the meantime, the written one is of the future itself.
    expect(await prune(folder, 1, NOW - 10 * DAY, written!)).toEqual([yesterday, ...future]);
    expect(readdirSync(folder)).toContain(written);
  });

  it("that two installations share keeps the newest ones of each, and the last one of each is its own", async () => {
    const others = [
      await getBackup("other", -5),
      await getBackup("other", -4),
      await getBackup("other", -0.1),
    ];
    const [, second, written] = [
      await getBackup("own", -3),
      await getBackup("own", -2),
      await getBackup("own", -1),
    ];
    expect(await prune(folder, 2, NOW, written)).toEqual([]);
    expect(readdirSync(folder)).toEqual([...others, second, written].toSorted());
    const log = pino({ level: "silent" });
    const config = readConfig({ TOKENPLANE_DATA_DIR: folder, TOKENPLANE_BACKUP_FOLDER: folder });
    const services = { clock: () => NOW, log, database: getDatabase("own") };
    const scheduled = await scheduleBackups(config, services);
    expect(scheduled?.health()).toEqual({ state: "ok", lastAt: new Date(NOW - DAY).toISOString() });
  });

  it("says by its past backups when the last one was, and reports the others once", async () => {
    const [past, future] = backups(-0.5, 20);
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const config = readConfig({ TOKENPLANE_DATA_DIR: folder, TOKENPLANE_BACKUP_FOLDER: folder });
    const scheduled = await scheduleBackups(config, { clock: () => NOW, log, database: getDatabase("own") });
    expect(scheduled?.health()).toEqual({ state: "ok", lastAt: new Date(NOW - DAY / 2).toISOString() });
    // One of today is enough: nothing is due.
    await scheduled?.job.run(new AbortController().signal);
    expect(readdirSync(folder)).toEqual([past, future]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(future);
  });

  it("is no longer a failure once it can be read again, also while nothing is due", async () => {
    const inside = path.join(folder, "backups");
    const config = readConfig({ TOKENPLANE_DATA_DIR: folder, TOKENPLANE_BACKUP_FOLDER: inside });
    const log = pino({ level: "silent" });
    writeFileSync(inside, "no folder");
    const scheduled = await scheduleBackups(config, { clock: () => NOW, log, database: getDatabase("own") });
    const { signal } = new AbortController();
    await expect(scheduled?.job.run(signal)).rejects.toThrow("ENOTDIR");
    expect(scheduled?.health().state).toBe("failed");
    rmSync(inside);
    mkdirSync(inside);
    writeFileSync(path.join(inside, nameInFolder(NOW - DAY / 2)), "");
    await scheduled?.job.run(signal);
    expect(scheduled?.health()).toEqual({ state: "ok", lastAt: new Date(NOW - DAY / 2).toISOString() });
  });

  it.skipIf(process.platform === "win32")(
    "that hangs holds up no start, is a failure, and is asked again only when it has answered",
    async () => {
      // A process that opens a pipe waits for a writer, and one that reads it waits for data.
      const pipe = path.join(folder, nameInFolder(NOW - DAY / 2));
      execFileSync("mkfifo", [pipe]);
      const config = readConfig({ TOKENPLANE_DATA_DIR: folder, TOKENPLANE_BACKUP_FOLDER: folder });
      const log = pino({ level: "silent" });
      const services = { clock: () => NOW, log, database: getDatabase("own") };
      const scheduled = await scheduleBackups(config, services, undefined, 250);
      expect(scheduled?.health()).toEqual({ state: "none yet", lastAt: null });
      const writer = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
      rmSync(pipe);
      writeFileSync(pipe, "");
      const { signal } = new AbortController();
      await expect(scheduled?.job.run(signal)).rejects.toThrow(
        "the folder of the backups has not answered for 0.25 seconds",
      );
      expect(scheduled?.health()).toEqual({ state: "failed", lastAt: null });
      closeSync(writer);
      // The reading that hung comes to its end when the machine has time for it.
      await vi.waitFor(async () => {
        await scheduled?.job.run(signal);
      }, EVENTUALLY);
      expect(scheduled?.health()).toEqual({ state: "ok", lastAt: new Date(NOW - DAY / 2).toISOString() });
    },
  );
});

it("a backup that does not end is ended, fails, and is tried again", async () => {
  const config = readConfig({
    TOKENPLANE_BACKUP_FOLDER: folder,
    TOKENPLANE_DATA_DIR: path.join(folder, "data"),
  });
  const services = { clock: () => NOW, log: pino({ enabled: false }), database: getDatabase("own") };
  const scheduled = await scheduleBackups(config, services, 1);
  await expect(scheduled?.job.run(new AbortController().signal)).rejects.toThrow(
    "it had not ended after 0 hours",
  );
  expect(scheduled?.health()).toMatchObject({ state: "failed" });
});
