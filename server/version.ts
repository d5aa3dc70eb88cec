import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The package that this file belongs to, whether it is compiled or not. */
function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
  return folder;
}

/** Reads a text of the package.json of a folder. */
function readText(folder: string, name: string): string | undefined {
  const parsed: unknown = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const text: unknown = typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, name) : undefined;
  return typeof text === "string" ? text : undefined;
}

function readVersion(): string {
  const version = readText(packageFolder(), "version");
  if (version === undefined) throw new TypeError("package.json has no version");
  return version;
}

/**
 * The commit of a clone, as Git names it; with "-dirty" when files differ from it. Undefined without Git. An installed package may be
 * inside of a clone of something else, which is not asked.
 */
function commitOfClone(): string | undefined {
  const root = path.dirname(packageFolder());
  if (!existsSync(path.join(root, ".git")) || !existsSync(path.join(root, "server/bundle.mjs")))
    return undefined;
  try {
    const asked = ["-C", root, "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"];
    return execFileSync("git", asked, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

/** Version of this build, as in 1.2.3. */
export const VERSION = readVersion();

let known: string | undefined;

/**
 * The commit that this build was made of. A release has it in its package.json; "unknown" where it was not written down. Git takes some
 * milliseconds, so it is asked only when somebody wants to know.
 */
export function commit(): string {
  known ??= readText(packageFolder(), "commit") ?? commitOfClone() ?? "unknown";
  return known;
}

/** Which build this is, for people: its version and its commit. */
export function build(): string {
  return `${VERSION} (${commit()})`;
}
