import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Core } from "../../examples/run/core.js";

describe("a core whose output is shown", () => {
  const { isTTY } = process.stdout;
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-color-"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    process.stdout.isTTY = isTTY;
    rmSync(folder, { recursive: true });
  });

  // Neither Terraform nor OpenTofu reads NO_COLOR.
  it.each([
    ["on a terminal", true, {}, "apply -input=false plan"],
    ["on a terminal with NO_COLOR", true, { NO_COLOR: "1" }, "apply -no-color -input=false plan"],
    ["on a terminal without colours", true, { TERM: "dumb" }, "apply -no-color -input=false plan"],
    ["in a pipe", false, {}, "apply -no-color -input=false plan"],
  ])("gets -no-color where no colour is wanted: %s", async (_where, isTerminal, environment, called) => {
    const all = { TERM: "xterm", NO_COLOR: "", FORCE_COLOR: "", ...environment };
    for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
    process.stdout.isTTY = isTerminal;
    const command = path.join(folder, "core");
    writeFileSync(command, '#!/bin/sh\necho "$*" > called\n');
    chmodSync(command, 0o755);
    await new Core(command, folder, {}, new AbortController().signal, "SIGTERM").apply("plan", true);
    expect(readFileSync(path.join(folder, "called"), "utf8")).toBe(`${called}\n`);
  });
});
