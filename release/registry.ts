// Packages of the npm registry whose files a release has in it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** One version of a package. */
export interface Pinned {
  readonly name: string;
  readonly version: string;
  /** SHA-512 of its file as npm writes it: `sha512-`, then Base64. */
  readonly integrity: string;
}

/** A package as this repository's lock file pins it. @throws {Error} when it is not there. */
export function locked(name: string): Pinned {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { version: string; integrity: string } | undefined>;
  };
  const entry = lock.packages[`node_modules/${name}`];
  if (entry === undefined) throw new Error(`package-lock.json has no ${name}.`);
  return { name, version: entry.version, integrity: entry.integrity };
}

/**
 * Gets a package, for whichever platform it is, and gives its folder to `use`.
 * @throws {Error} when it cannot be had, or when it is another file than the pinned one.
 */
export function withPackage<Result>(pinned: Pinned, use: (folder: string) => Result): Result {
  const { name, version, integrity } = pinned;
  const place = mkdtempSync(path.join(os.tmpdir(), "package-"));
  try {
    const packed = execFileSync("npm", ["pack", "--prefer-offline", "--json", `${name}@${version}`], {
      cwd: place,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const file = path.join(place, getFileName(packed));
    const actual = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
    if (actual !== integrity)
      throw new Error(`${name} ${version} is not the file that was pinned: its hash is ${actual}.`);
    execFileSync("tar", ["-xzf", file, "-C", place]);
    return use(path.join(place, "package"));
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** The name of the file in what `npm pack --json` prints. */
function getFileName(packed: string): string {
  const [, name] = /"filename": "([^"]+)"/.exec(packed) ?? [];
  if (name === undefined) throw new Error("npm pack names no file.");
  return name;
}
