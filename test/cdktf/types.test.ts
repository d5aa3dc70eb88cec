// The types are right for laxer programs, too: not everybody distinguishes what is left out from what is undefined.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";
import { byTier } from "../support/tier.js";

const COMPILER = path.join(
  path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

it.each(byTier(["true"], ["true", "false"]))(
  "programs compile with exactOptionalPropertyTypes %s",
  (exact) => {
    const options = ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--types", "node"];
    const module = ["--module", "nodenext", "--target", "es2022"];
    const { stdout, status } = spawnSync(
      process.execPath,
      [COMPILER, ...options, ...module, "--exactOptionalPropertyTypes", exact, "types.ts"],
      { cwd: import.meta.dirname, encoding: "utf8" },
    );
    expect(stdout).toBe("");
    expect(status).toBe(0);
  },
);
