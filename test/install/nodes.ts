// Node.js in the versions that are supported, from npm packages that have the executable. Each is installed into a cache
// the first time (50 MB, some seconds).
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const CACHE = path.join(
  process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache"),
  "tokenplane-nodes",
);

/** The versions: the oldest that starts, and both that are maintained. */
export const NODE_VERSIONS = ["20.19.0", "22.23.3", "24.21.0"] as const;

/** A Node.js of a version, or why there is none. */
export type NodeHere = { readonly folder: string } | { readonly missing: string };

/**
 * Finds the folder with `node` of a version, or installs it: completely or not at all.
 * @returns the folder, for PATH, or a reason in words.
 */
export function getNode(version: string): NodeHere {
  const name = `node-${process.platform}-${process.arch}`;
  const kept = path.join(CACHE, version);
  const folder = path.join(kept, "node_modules", name, "bin");
  if (existsSync(path.join(folder, "node"))) return { folder };
  mkdirSync(CACHE, { recursive: true });
  const part = mkdtempSync(`${kept}.part-`);
  const installed = spawnSync(
    "npm",
    [
      "install",
      "--prefix",
      part,
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      `${name}@${version}`,
    ],
    { encoding: "utf8" },
  );
  if (installed.status === 0 && !existsSync(kept)) renameSync(part, kept);
  rmSync(part, { recursive: true, force: true });
  if (existsSync(path.join(folder, "node"))) return { folder };
  return { missing: `Node.js ${version} cannot be had (${installed.stderr.trim().split("\n")[0] ?? "?"})` };
}
