import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  closeSync,
  constants,
  rmdirSync,
  rmSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Checkpoint, openCheckpoints } from "./checkpoints.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-checkpoints-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const numbered = (number: number): Checkpoint => ({
  account: "a",
  number,
  hash: "h",
  sealedAt: "2026-11-25T12:00:00.000Z",
  keyId: "k",
  signature: "s",
  publicKey: "p",
});

/** The object in each line of JSON. */
const read = (text: string) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

describe("checkpoints", () => {
  it("begin a new line after one that a server did not write to its end, and only then", async () => {
    const file = path.join(folder, "checkpoints.jsonl");
    const restarted = async (number: number) => {
      const checkpoints = await openCheckpoints(file, pino({ enabled: false }));
      await checkpoints.write(numbered(number));
      return readFileSync(file, "utf8");
    };
    const line = (number: number) => `${JSON.stringify({ checkpoint: numbered(number) })}\n`;
    expect(await restarted(1)).toBe(line(1));
    const part = line(2).slice(0, 40);
    appendFileSync(file, part);
    expect(await restarted(3)).toBe(`${line(1)}${part}\n${line(3)}`);
    expect(await restarted(4)).toBe(`${line(1)}${part}\n${line(3)}${line(4)}`);
  });

  it("wait in their order while their file cannot be written, are logged, and are named as missing until they are there", async () => {
    const file = path.join(folder, "checkpoints.jsonl");
    const lines: string[] = [];
    const checkpoints = await openCheckpoints(file, pino({}, { write: (line: string) => lines.push(line) }));
    await checkpoints.write(numbered(1));
    expect(await checkpoints.retry()).toBeNull();
    const first = readFileSync(file, "utf8");
    rmSync(file);
    mkdirSync(file);
    await checkpoints.write(numbered(2));
    await checkpoints.write(numbered(3));
    expect(await checkpoints.retry()).toBe(
      `Checkpoints could not be written to ${file} (EISDIR): 2 wait, and are tried again.`,
    );
    expect(lines.map((line) => (JSON.parse(line) as { checkpoint: Checkpoint }).checkpoint)).toEqual([
      numbered(2),
      numbered(3),
    ]);
    rmdirSync(file);
    expect(await checkpoints.retry()).toBeNull();
    expect(await checkpoints.retry()).toBeNull();
    await checkpoints.write(numbered(4));
    expect([...read(first), ...read(readFileSync(file, "utf8"))]).toEqual(
      [1, 2, 3, 4].map((number) => ({ checkpoint: numbered(number) })),
    );
  });

  it("hold nobody up for long whose place does not answer, and are written once when it does", async () => {
    const written: string[] = [];
    let answer: () => void = () => {};
    let isAway = false;
    const append = async (_place: unknown, text: string) => {
      if (isAway) await new Promise<void>((resolve) => (answer = resolve));
      written.push(text);
    };
    const patienceMs = 50;
    const checkpoints = await openCheckpoints("/away", pino({ enabled: false }), { append, patienceMs });
    isAway = true;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const begun = Date.now();
    const tried = (async () => {
      for (const number of [1, 2, 3, 4, 5, 6]) await checkpoints.write(numbered(number));
      return checkpoints.retry();
    })();
    await vi.runAllTimersAsync();
    const failure = "Checkpoints could not be written to /away (ETIMEDOUT): 6 wait, and are tried again.";
    expect(await tried).toBe(failure);
    // It was waited for once.
    expect(Date.now() - begun).toBe(patienceMs);
    vi.useRealTimers();
    isAway = false;
    answer();
    await expect.poll(() => checkpoints.retry()).toBeNull();
    expect(read(written.join(""))).toEqual([1, 2, 3, 4, 5, 6].map((n) => ({ checkpoint: numbered(n) })));
    const silent = { append: () => new Promise<void>(() => {}), patienceMs: 10 };
    await expect(openCheckpoints("/away", pino({ enabled: false }), silent)).rejects.toThrow(
      "TOKENPLANE_CHECKPOINTS: /away cannot be written (ETIMEDOUT).",
    );
  });

  it.skipIf(process.platform === "win32")(
    "go to a pipe while somebody reads it, and wait until then",
    async () => {
      const pipe = path.join(folder, "pipe");
      execFileSync("mkfifo", [pipe]);
      const log = pino({ enabled: false });
      await expect(openCheckpoints(pipe, log)).rejects.toThrow("cannot be written (ENXIO)");
      let reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
      const checkpoints = await openCheckpoints(pipe, log);
      closeSync(reader);
      await checkpoints.write(numbered(1));
      expect(await checkpoints.retry()).toMatch(/\(ENXIO\): 1 wait/);
      reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
      expect(await checkpoints.retry()).toBeNull();
      const bytes = Buffer.alloc(1_000);
      expect(read(bytes.toString("utf8", 0, readSync(reader, bytes)))).toEqual([{ checkpoint: numbered(1) }]);
      closeSync(reader);
    },
  );
});
