import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { VERSION } from "../../server/version.js";
import { isNamed } from "../../release/changelog.js";

describe("the changelog", () => {
  it("names this version, and has a place for what is not released yet on top", () => {
    const changelog = readFileSync("CHANGELOG.md", "utf8");
    expect(isNamed(VERSION, changelog)).toBe(true);
    expect(changelog.match(/^## .*/gm)?.[0]).toBe("## Unreleased");
  });

  it.for([
    ["## 1.2.0\n\n- New.\n", true],
    ["## Unreleased\n\n## 1.2.0 - 2026-12-01\n\n- New.\n\n## 1.1.0\n\n- Old.\n", true],
    ["## 1.2.0\n\n## 1.1.0\n\n- Old.\n", false],
    ["## Unreleased\n\n- New in 1.2.0.\n", false],
    ["## 11.2.0\n\n- New.\n", false],
    ["## 1.2.0-rc.1\n\n- New.\n", false],
    ["### 1.2.0\n\n- New.\n", false],
  ] as const)("names a version by a heading with something below it: %j", ([changelog, named]) => {
    expect(isNamed("1.2.0", `# Changelog\n\n${changelog}`)).toBe(named);
  });
});
