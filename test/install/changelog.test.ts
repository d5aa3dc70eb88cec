// What people read before they upgrade: entries are files in changes/, which `npm run release` moves into CHANGELOG.md.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../server/version.js";
import { ROOT } from "../support/pages.js";

const GOOD = "Fixed: Keys that expired are shown as expired ([API keys](docs/console.md#api-keys)).";

describe("a version of the changelog", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "changelog-"));
  const changes = path.join(folder, "changes");
  const pages = ["*.json", "*.md", "provider/version.ts"];
  let files: readonly string[] = [];
  beforeAll(() => {
    // This also bundles the script, and checks the entries of the repository.
    execFileSync(process.execPath, ["provider/run.mjs", "release/cut.ts", "--check"], { cwd: ROOT });
    const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", ...pages];
    files = execFileSync("git", listed, { cwd: ROOT, encoding: "utf8" })
      .split("\0")
      // The repository's own entries go with the first version that is cut here.
      .filter((file) => existsSync(path.join(ROOT, file)) && !/^(?:test|changes)\/|^$/.test(file));
    for (const file of files) cpSync(path.join(ROOT, file), path.join(folder, file));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const release = (...args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(ROOT, "dist/scripts/release-cut.mjs"), ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  const write = (...lines: readonly string[]) => {
    rmSync(changes, { recursive: true, force: true });
    mkdirSync(changes);
    writeFileSync(path.join(changes, "keys.md"), `${lines.join("\n")}\n`);
  };
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");

  it.for([
    ["begin the line with one of these", "Repaired: Keys ([API keys](docs/console.md#api-keys))."],
    ["link the page that explains it", "Fixed: Keys that expired are shown as expired."],
    ["there is no docs/keys.md", "Fixed: Keys ([API keys](docs/keys.md))."],
    ["docs/console.md has no #no-keys", "Fixed: Keys ([API keys](docs/console.md#no-keys))."],
    ["Write at most 200", `Fixed: ${"Keys ".repeat(60)}([API keys](docs/console.md#api-keys)).`],
    ["the file has no entry", ""],
    ["choose 10 of them", Array.from({ length: 11 }, () => GOOD.replace("Fixed", "Highlights")).join("\n")],
  ] as const)("is not cut: %s", ([fault, entry]) => {
    write(entry);
    for (const args of [["--check"], ["99.1.0"]]) {
      const { status, stderr } = release(...args);
      expect([status, stderr]).toEqual([1, expect.stringContaining(fault)]);
    }
    expect(read("package.json")).toContain(`"version": "${VERSION}"`);
  });

  it("has the entries of changes/ by their parts, and every file states it", () => {
    write(GOOD, GOOD.replace("Fixed", "What you must do"));
    expect(release("99.1.0")).toMatchObject({ status: 0, stderr: "" });
    const section = () =>
      (read("CHANGELOG.md").split("\n## ")[1] ?? "").replace(/\(\d{4}-\d\d-\d\d\)/, "(DAY)");
    const entry = GOOD.replace("Fixed: ", "- ");
    const first = `99.1.0 (DAY)\n\n### What you must do\n\n${entry}\n\n### Fixed\n\n${entry}\n`;
    expect(section()).toBe(first);
    const stated = new RegExp(String.raw`["^/_v-]${VERSION.replaceAll(".", String.raw`\.`)}(?!\.?\d)`);
    // Packages of others may have the same version.
    const ours = files.filter((file) => !file.endsWith("package-lock.json"));
    expect(ours.filter((file) => stated.test(read(file)))).toEqual([]);
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { version?: string }>;
    };
    const listed = Object.entries(packages).filter(([place]) => !place.includes("node_modules/"));
    expect(new Set(listed.map(([, { version }]) => version))).toEqual(new Set(["99.1.0"]));
    expect(existsSync(path.join(changes, "keys.md"))).toBe(false);
    // What comes before the release is added to the same version.
    write(GOOD.replace("Fixed", "Added"));
    expect(release("99.1.0")).toMatchObject({ status: 0, stderr: "" });
    expect(section()).toBe(first.replace("### Fixed", `### Added\n\n${entry}\n\n### Fixed`));
    expect(release("--check").status).toBe(0);
  });
});
