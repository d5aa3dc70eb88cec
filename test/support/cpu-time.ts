import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { afterAll, expect, inject } from "vitest";

// Vitest runs this before each file of tests. A worker runs one file at a time: what it and its children computed
// since then, they computed for that file.

/** Ticks of the clock in a second, as Linux counts the time of processes. */
const TICKS = 100;

/** Seconds that this process computed, and on Linux those of its children that have ended. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1_000_000;
  if (!existsSync("/proc/self/stat")) return own;
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return own + (Number(fields[13]) + Number(fields[14])) / TICKS;
}

const before = computed();

afterAll(() => {
  const { testPath } = expect.getState();
  appendFileSync(inject("waits"), `${JSON.stringify({ file: testPath, seconds: computed() - before })}\n`);
});
