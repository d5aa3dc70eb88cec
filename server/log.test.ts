import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { byTier } from "../test/support/tier.js";
import { LogOutput } from "./log-output.js";
import { createLog } from "./log.js";

/** An error as the system gives it. */
const systemError = (code: string) => Object.assign(new Error(code), { code });

/**
 * Takes the place of standard output.
 * @param take how many bytes of a text are written; it may throw. @returns what was written.
 */
function output(take: (text: string) => number): { readonly text: string } {
  const written = { text: "" };
  vi.spyOn(fs, "writeSync").mockImplementation((_fd: number, bytes: unknown) => {
    const text = String(bytes);
    const count = take(text);
    written.text += text.slice(0, count);
    return count;
  });
  return written;
}

/** The messages of lines of the log, as far as they are whole. */
const getMessages = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { readonly msg: string }).msg);

const newLog = () => createLog({ logLevel: "info", logFormat: "json" });

afterEach(() => void vi.restoreAllMocks());

it("the log waits while the disk is full, as far as there is room in memory, and says what is lost", async () => {
  let room = 9;
  const written = output((text) => {
    if (room === 0) throw systemError("ENOSPC");
    const count = Math.min(room, text.length);
    room -= count;
    return count;
  });
  const log = newLog();
  log.info("first");
  log.info("second");
  for (let line = 0; line < 30; line += 1) log.info(`${line} ${"x".repeat(50_000)}`);
  expect(written.text).toHaveLength(9);
  room = Infinity;
  log.info("there is room");
  await new Promise((resolve) => setImmediate(resolve));
  const messages = getMessages(written.text);
  expect(messages.slice(0, 3)).toEqual(["first", "second", `0 ${"x".repeat(50_000)}`]);
  expect(messages).not.toContain(`29 ${"x".repeat(50_000)}`);
  expect(messages.at(-1)).toBe("lines of the log could not be written, and are lost");
});

it("the log waits for a reader that is slow", () => {
  let times = 0;
  const written = output((text) => {
    if ((times += 1) === 1) throw systemError("EAGAIN");
    return Math.min(40, text.length);
  });
  newLog().info("whole");
  expect(getMessages(written.text)).toEqual(["whole"]);
});

it("a log that had no room for long goes on when there is room, however short and long its lines are", () => {
  let isFull = true;
  const written = output((text) => {
    if (isFull) throw systemError("ENOSPC");
    return text.length;
  });
  const log = newLog();
  for (let size = 100_000; size >= 1; size = Math.floor(size / 2)) {
    for (let line = 0; line < 12; line += 1) log.info("x".repeat(size));
  }
  isFull = false;
  log.info("there is room");
  expect(getMessages(written.text).at(-1)).toBe("lines of the log could not be written, and are lost");
});

it.skipIf(process.platform === "win32")(
  "a log that nobody reads holds the process up for a moment, and what is read at last is whole",
  () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tokenplane-log-"));
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    // Open for reading, too: so no process reads, and it is not closed either.
    const fd = fs.openSync(pipe, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
    try {
      const counts: number[] = [];
      const log = new LogOutput(fd, (dropped) => counts.push(dropped));
      const lines = Array.from({ length: 2_000 }, (_, n) => `${n} ${"x".repeat(1_000)}\n`);
      const begun = performance.now();
      for (const line of lines) log.write(line);
      // To wait at every line would take minutes.
      expect(performance.now() - begun).toBeLessThan(byTier(Infinity, 60_000));
      let text = "";
      const buffer = Buffer.alloc(65_536);
      const read = () => (text += buffer.toString("utf8", 0, fs.readSync(fd, buffer)));
      while (counts.length === 0) {
        read();
        lines.push("more\n");
        log.write("more\n");
      }
      log.write("end\n");
      while (!text.endsWith("end\n")) read();
      const [dropped = 0] = counts;
      expect(dropped).toBeGreaterThan(500);
      const kept = lines.filter((line) => text.includes(line) && line !== "more\n");
      expect(kept).toEqual(lines.slice(0, kept.length));
      expect(text.split("\n").length - 2).toBe(lines.length - dropped);
    } finally {
      fs.closeSync(fd);
      fs.rmSync(folder, { recursive: true });
    }
  },
);
