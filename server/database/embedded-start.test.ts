import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { canMount, makeReadOnly, mount, unmount } from "../../test/support/disk.js";
import { prepareFolder } from "../../test/support/prepared.js";
import { openEmbedded } from "./embedded.js";
import { whyNotOpened } from "./embedded-files.js";
import { getDatabaseFolder } from "./embedded-folder.js";
import { holdFolder } from "./folder-lock.js";
import { markRunning, markStopped } from "./run-mark.js";

const root = mkdtempSync(path.join(os.tmpdir(), "tokenplane-embedded-"));
const children: ChildProcess[] = [];
const disks: string[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  for (const mounted of disks) unmount(mounted);
  rmSync(root, { recursive: true, force: true });
});

/** A data folder with a database. */
function dataFolder(name: string): string {
  return prepareFolder(path.join(root, name));
}

/** A disk in memory. @param options of tmpfs. */
function disk(options: string): string {
  const folder = mkdtempSync(path.join(root, "disk-"));
  mount(folder, options);
  disks.push(folder);
  return folder;
}

describe("a data folder", () => {
  it("may have files of others, which nobody may open for writing: a stop is clean all the same", async () => {
    const folder = dataFolder("shared");
    // A program that runs: no user, not even root, may open it for writing.
    const program = path.join(folder, "sleep");
    cpSync(process.platform === "linux" ? "/bin/sleep" : process.execPath, program, { dereference: true });
    children.push(spawn(program, ["300"]));
    mkdirSync(path.join(folder, "lost+found"), { mode: 0o000 });
    expect(await markRunning(folder)).toBe(false);
    expect(await markRunning(folder)).toBe(true);
    await markStopped(folder);
    expect(await markRunning(folder)).toBe(false);
  });

  it("is called damaged only where nothing else is known to be wrong with its files", async () => {
    const folder = getDatabaseFolder(dataFolder("damaged"));
    rmSync(path.join(folder, "global/pg_control"));
    await expect(openEmbedded(folder)).rejects.toThrow(
      `The database in ${folder} cannot be opened: its files are damaged, or of another version. Restore a backup.`,
    );
    expect(whyNotOpened(folder, new RangeError("could not allocate memory")).message).toBe(
      `The database in ${folder} cannot be opened: could not allocate memory.`,
    );
  });
});

describe.skipIf(!canMount())("a disk (skipped where none can be mounted)", () => {
  it("that can only be read is named, with the owner of the files, and the database is not called damaged", async () => {
    const mounted = disk("size=200m");
    const folder = path.join(mounted, "data");
    cpSync(dataFolder("read-only"), folder, { recursive: true });
    makeReadOnly(mounted);
    let begun = 0;
    await expect(
      openEmbedded(getDatabaseFolder(folder), () => Promise.resolve(void (begun += 1))),
    ).rejects.toThrow(
      /cannot be opened: this process cannot read and write PG_VERSION \(EROFS\)\. It belongs to the user with the id \d+, and the server runs as the user with the id \d+\. Make the server's user the owner of the data folder and of everything in it\.$/,
    );
    expect(begun).toBe(0);
  });

  it("without room for the take-over of a lock is named as full", async () => {
    // Room for three entries: the disk itself, the data folder, and what a killed process left at the socket's name.
    const folder = path.join(disk("size=1m,nr_inodes=3"), "data");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "server.sock"), "");
    await expect(holdFolder(folder)).rejects.toThrow(
      `There is no room on the disk of the data folder ${folder} (ENOSPC). Make room, and start again.`,
    );
    expect(readdirSync(folder)).toEqual(["server.sock"]);
  });
});
