import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { TestUserConfig } from "vitest/node";
import configOf from "../../vitest.config.js";

const ROOT = path.join(import.meta.dirname, "../..");

/** The settings for tests that a run of a mode gets. */
const testsOf = (mode: string): TestUserConfig => configOf({ command: "serve", mode }).test ?? {};

it("the deep tier runs every test of the default tier, and those that are marked besides", () => {
  const { tagsFilter: leftOut, provide: tier, ...inDefault } = testsOf("test");
  const { tagsFilter: nothing, provide: other, ...inDeep } = testsOf("deep");
  expect(inDefault).toEqual(inDeep);
  expect([tier, other]).toEqual([{ tier: "default" }, { tier: "deep" }]);
  expect([leftOut, nothing]).toEqual([["!deep"], undefined]);
});

it("every file of tests in the project is of both tiers or marked: none is where no run looks", () => {
  const isOfOthers = /(^|\/)(node_modules|dist|reports|\.git)\//;
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => /\.(test|spec)\.\w+$/.test(file) && !isOfOthers.test(file));
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => !/^(schema|server|provider|test)\/.*\.test\.ts$/.test(file))).toEqual([]);
  expect(testsOf("test").include).toEqual(
    ["schema", "server", "provider", "test"].map((folder) => `${folder}/**/*.test.ts`),
  );
});
