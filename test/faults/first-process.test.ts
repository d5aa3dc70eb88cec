// @module-tag deep
// A server that is the first process of its own space of processes, as in a container.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { TOKENPLANE } from "../support/process.js";
import { works } from "../support/released.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "first-process-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Milliseconds after which `stop` comes: while Node.js starts, and while the server does. */
const MOMENTS = [0, 30, 100, 300, 800];

const isHere = works("unshare", "--pid", "--fork", "true");

describe.skipIf(!isHere)("a server that is a first process (skipped where that cannot be)", () => {
  it.each(MOMENTS)("ends at SIGTERM, %i ms after it began to start", async (moment) => {
    const start = ["--pid", "--fork", "--kill-child", process.execPath, TOKENPLANE, "start"];
    const around = spawn("unshare", start, {
      stdio: "ignore",
      env: { PATH: process.env["PATH"], PORT: "0", TOKENPLANE_DATA_DIR: path.join(folder, `${moment}`) },
    });
    const ended = new Promise<number | null>((resolve) => around.once("close", resolve));
    const getFirst = () => readFileSync(`/proc/${around.pid}/task/${around.pid}/children`, "utf8").trim();
    await expect.poll(getFirst, { interval: 1 }).not.toBe("");
    const first = Number(getFirst());
    // From now on Node.js listens; before, the kernel drops what the first process does not listen to.
    const listens = () => /^SigCgt:.*[4-7c-f]\w{3}$/m.test(readFileSync(`/proc/${first}/status`, "utf8"));
    await expect.poll(listens, { interval: 1 }).toBe(true);
    await setTimeout(moment);
    process.kill(first, "SIGTERM");
    const code = await Promise.race([ended, setTimeout(120_000, "it goes on", { ref: false })]);
    around.kill("SIGKILL");
    expect(code).not.toBe("it goes on");
    expect([0, 1]).toContain(code);
  });
});
