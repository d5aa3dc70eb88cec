import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { VERSION } from "./version.js";

it.each([
  "package.json",
  "../package.json",
  "cdktf/package.json",
  "cdktn/package.json",
  "../schema/rules/package.json",
  "../schema/files/package.json",
])("the provider's version is that of %s", (file) => {
  const text = readFileSync(path.join(import.meta.dirname, file), "utf8");
  expect(JSON.parse(text)).toMatchObject({ version: VERSION });
});
