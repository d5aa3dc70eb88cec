import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { keepLogShort } from "./embedded-copy.js";
import type { Session } from "./session.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a checkpoint is made only when everything before it is on the disk", async () => {
  const scripts: string[] = [];
  const session: Session = {
    query: <Row>() => Promise.resolve([{ isLong: true }] as Row[]),
    script: (text) => Promise.resolve(void scripts.push(text)),
  };
  await keepLogShort(session, folder);
  expect(scripts).toEqual(["CHECKPOINT"]);
  // A program that runs cannot be opened for writing, so that the folder cannot reach the disk.
  const program = path.join(folder, "sleep");
  cpSync(process.platform === "linux" ? "/bin/sleep" : process.execPath, program, { dereference: true });
  const running = spawn(program, ["300"]);
  try {
    await expect(keepLogShort(session, folder)).rejects.toThrow("ETXTBSY");
    expect(scripts).toEqual(["CHECKPOINT"]);
  } finally {
    running.kill("SIGKILL");
  }
});
