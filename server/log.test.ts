import fs from "node:fs";
import { afterEach, expect, it, vi } from "vitest";
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
const messagesOf = (text: string) =>
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
  const messages = messagesOf(written.text);
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
  expect(messagesOf(written.text)).toEqual(["whole"]);
});
