import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { TestUserConfig } from "vitest/node";
import configOf from "../../vitest.config.js";

const ROOT = path.join(import.meta.dirname, "../..");

/** What holds no sources. It is not looked into: most of a checkout's files are in there. */
const NO_SOURCES = new Set(["node_modules", "dist", "reports", ".git"]);

/** The files of the project, below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(folder, entry.name);
    if (!entry.isDirectory()) return [inside];
    return NO_SOURCES.has(entry.name) ? [] : filesBelow(inside);
  });
}

/** The settings for tests that a run of a mode gets. */
const testsOf = (mode: string): TestUserConfig => configOf({ command: "serve", mode }).test ?? {};

it("the deep tier runs every test of the default tier, and those that are marked besides", () => {
  const { tagsFilter: leftOut, provide: tier, testTimeout, hookTimeout, ...inDefault } = testsOf("test");
  const { tagsFilter: nothing, provide: other, ...inDeep } = testsOf("deep");
  const { testTimeout: longer, hookTimeout: longerAround, ...inDeepBesides } = inDeep;
  expect(inDefault).toEqual(inDeepBesides);
  expect([testTimeout, longer]).toEqual([hookTimeout, longerAround]);
  expect(longer).toBeGreaterThan(testTimeout ?? Number.POSITIVE_INFINITY);
  expect([tier, other]).toEqual([{ tier: "default" }, { tier: "deep" }]);
  expect([leftOut, nothing]).toEqual([["!deep"], undefined]);
});

it("every file of tests in the project is of both tiers or marked: none is where no run looks", () => {
  const files = filesBelow(ROOT)
    .map((file) => path.relative(ROOT, file).split(path.sep).join("/"))
    .filter((file) => /\.(test|spec)\.\w+$/.test(file));
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => !/^(schema|server|provider|test)\/.*\.test\.ts$/.test(file))).toEqual([]);
  expect(testsOf("test").include).toEqual(
    ["schema", "server", "provider", "test"].map((folder) => `${folder}/**/*.test.ts`),
  );
});
