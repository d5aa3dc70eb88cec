import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { holdFolder } from "./folder-lock.js";
import { StartError } from "../start-error.js";

const root = mkdtempSync(path.join(os.tmpdir(), "tokenplane-lock-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;

/** A folder that is not there yet. */
function newFolder(name = ""): string {
  folders += 1;
  return path.join(root, `${folders}${name}`);
}

/** Why a folder cannot be held. */
async function refusal(folder: string): Promise<string> {
  const error: unknown = await holdFolder(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartError);
  return error instanceof Error ? error.message : "";
}

const LONG = "-long".repeat(30);

describe.each([
  ["a folder", ""],
  ["a folder with a name too long for a socket", LONG],
])("the lock on %s", (_name, suffix) => {
  it("makes the folder for its owner alone", async () => {
    const folder = path.join(newFolder(suffix), "inside");
    const lock = await holdFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    await lock.release();
  });

  it("lets one hold it, says who does, and lets the next when that one is done", async () => {
    const folder = newFolder(suffix);
    for (let turn = 0; turn < 3; turn += 1) {
      const lock = await holdFolder(folder);
      expect(await refusal(folder)).toMatch(
        new RegExp(
          `^The data folder .* is in use by process ${process.pid} on ${os.hostname()}, since \\d{4}-.*Z\\. Stop that process first\\.$`,
        ),
      );
      await lock.release();
    }
  });

  it("leaves nothing behind", async () => {
    const folder = newFolder(suffix);
    const lock = await holdFolder(folder);
    expect(existsSync(path.join(folder, "server.sock"))).toBe(true);
    await refusal(folder);
    await lock.release();
    expect(existsSync(path.join(folder, "server.sock"))).toBe(false);
    expect(existsSync(path.join(folder, "server.sock.takeover"))).toBe(false);
  });

  it("is the same lock when the folder is reached by another path", async () => {
    const folder = newFolder(suffix);
    const lock = await holdFolder(folder);
    const link = newFolder();
    symlinkSync(folder, link);
    expect(await refusal(link)).toContain(`is in use by process ${process.pid} on `);
    await lock.release();
  });

  it("is won by one of many that ask at once, also over a socket whose holder is dead", async () => {
    const folder = newFolder(suffix);
    mkdirSync(folder);
    for (const left of [false, true]) {
      // A killed process leaves a name behind which no process listens, as this file is.
      if (left) writeFileSync(path.join(folder, "server.sock"), "");
      const tries = await Promise.allSettled(Array.from({ length: 12 }, () => holdFolder(folder)));
      const held = tries.filter((one) => one.status === "fulfilled");
      expect(held).toHaveLength(1);
      for (const one of tries.filter((other) => other.status === "rejected")) {
        expect(String(one.reason)).toContain(`is in use by process ${process.pid}`);
      }
      await held[0]?.value.release();
    }
  });
});

it("a lock is released although somebody who is connected asks nothing", async () => {
  const folder = newFolder();
  const lock = await holdFolder(folder);
  const silent = net.connect(path.join(folder, "server.sock"));
  await once(silent, "connect");
  const over = once(silent, "close");
  await lock.release();
  expect(await over).toEqual([false]);
});

describe("a folder that cannot be held", () => {
  it("is refused with the reason: it is a file, or cannot be created", async () => {
    const file = newFolder();
    writeFileSync(file, "");
    const advice = "Set TOKENPLANE_DATA_DIR to a folder, or to a path where one can be created.";
    expect(await refusal(file)).toBe(`The data folder ${file} exists and is not a folder. ${advice}`);
    expect(await refusal(path.join(file, "data"))).toBe(
      `The data folder ${file}/data cannot be created (ENOTDIR). ${advice}`,
    );
  });

  it("is refused with the reason: no socket can be created in it", async () => {
    const folder = newFolder();
    // A folder at the socket's name is neither a holder nor something that a dead one left.
    mkdirSync(path.join(folder, "server.sock", "full"), { recursive: true });
    expect(await refusal(folder)).toMatch(
      /^The data folder .* cannot be used \(\w+\)\. Set TOKENPLANE_DATA_DIR to a folder that this user may write to\.$/,
    );
  });
});

describe("a folder on a file system that several machines can use", () => {
  const machine = (bootId: string) => ({
    bootId: () => Promise.resolve(bootId),
    isShared: () => Promise.resolve(true),
  });
  const [here, there] = [machine("here"), machine("there")];
  const left = (folder: string) => writeFileSync(path.join(folder, "server.sock"), "");

  it("is not taken from another machine, whose socket answers nobody here, until somebody removes it", async () => {
    const folder = newFolder();
    await (await holdFolder(folder, there)).release();
    await (await holdFolder(folder, there)).release();
    left(folder);
    await expect(holdFolder(folder, here)).rejects.toThrow(
      `The data folder ${folder} is on a file system that several machines can use, and a process on another machine may use it. ` +
        "Make sure that no server runs there, remove server.sock in it, and start again.",
    );
    expect(existsSync(path.join(folder, "server.sock"))).toBe(true);
    rmSync(path.join(folder, "server.sock"));
    await (await holdFolder(folder, here)).release();
  });

  it("is taken over after a process of the same machine was killed", async () => {
    const folder = newFolder();
    await (await holdFolder(folder, here)).release();
    left(folder);
    await (await holdFolder(folder, here)).release();
    expect(existsSync(path.join(folder, "server.sock"))).toBe(false);
  });
});
