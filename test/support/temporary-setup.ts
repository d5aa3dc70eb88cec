import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import type { Tier } from "./tier.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where tests write down what they waited for; see `waited`. */
    waits: string;
  }
}

/** The name of the file that the run itself keeps there until its end. */
const OF_THE_RUN = "waits";

/** Where Linux keeps files in memory. Hundreds of databases are made there in a tenth of the time that a disk takes. */
const IN_MEMORY = "/dev/shm";

/** The space that must be free there, and of the memory, in bytes: a run of the default tier takes half of it. */
const ROOM = 8 * 1_024 ** 3;

/** Whether programs in a folder can be started. */
function startsPrograms(folder: string): boolean {
  const program = path.join(folder, "program");
  writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}

/**
 * Makes the folder: in memory in the default tier, where there is room and no other place is chosen with TMPDIR.
 * Its path is short: the paths of sockets have few characters, and it is part of them.
 */
function makeFolder(tier: Tier | undefined): string {
  const prefix = "tp-";
  const elsewhere = () => mkdtempSync(path.join(os.tmpdir(), prefix));
  if (tier !== "default" || process.env["TMPDIR"] !== undefined || !existsSync(IN_MEMORY)) return elsewhere();
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  if (bavail * bsize < ROOM || process.availableMemory() < ROOM) return elsewhere();
  const folder = mkdtempSync(path.join(IN_MEMORY, prefix));
  if (startsPrograms(folder)) return folder;
  rmSync(folder, { recursive: true });
  return elsewhere();
}

/**
 * Gives the run a temporary folder of its own, which all that it starts takes for the system's. At the end it is removed;
 * the run fails when a test has left something in it.
 */
export default function setup(project: TestProject): () => void {
  const folder = makeFolder(project.config.provide.tier);
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
