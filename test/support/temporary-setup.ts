import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where tests write down what they waited for; see `waited`. */
    waits: string;
  }
}

/** What the run itself keeps there until its end. */
const OF_THE_RUN = "waits";

/**
 * Gives the run a temporary folder of its own, which all that it starts takes for the system's. At the end it is removed;
 * the run fails when a test has left something in it.
 */
export default function setup(project: TestProject): () => void {
  // Short: the paths of sockets have few characters, and this is part of them.
  const folder = mkdtempSync(path.join(os.tmpdir(), "tp-"));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(folder, 0o711);
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  project.provide("waits", path.join(folder, OF_THE_RUN));
  return () => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    // A folder with nothing in it is of tests that were all skipped: their ends are not run.
    const isEmpty = (name: string) => {
      const place = path.join(folder, name);
      return (
        statSync(place, { throwIfNoEntry: false })?.isDirectory() === true && readdirSync(place).length === 0
      );
    };
    const left = readdirSync(folder).filter((name) => name !== OF_THE_RUN && !isEmpty(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    console.error(`Tests left ${left.length} in the temporary folder: ${left.toSorted().join(", ")}`);
    process.exitCode = 1;
  };
}
