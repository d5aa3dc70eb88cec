// The bindings that are committed are what the generators make of the provider's schemas as they are.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { makeBindings } from "../../provider/bindings/generators.js";
import { differences, manifestOf, presentFiles, type Manifest } from "../../provider/bindings/manifest.js";
import { schemaForBindings } from "../../provider/bindings/schema.js";
import { isOffline, NO_REGISTRY, npmSettings } from "../support/registry.js";

const file = path.join(import.meta.dirname, "../../provider/bindings/manifest.json");
const made = JSON.parse(readFileSync(file, "utf8")) as Manifest;
const USER = "provider/cdktf/bindings/user/index.ts";

describe("the bindings", () => {
  it("are of this schema, by these generators, and as they made them", () => {
    const found = differences(made, manifestOf(schemaForBindings(), presentFiles()));
    expect(found, "npm run bindings").toEqual([]);
  });

  const { [USER]: ofUser, ...others } = made.files;
  it.each<[string, Partial<Manifest>, string]>([
    ["a change of the schema", { schema: "" }, "The provider's schema or version is another one."],
    [
      "another generator",
      { generators: { ...made.generators, cdktn: "" } },
      "The generator for cdktn is another one.",
    ],
    ["a change by hand", { files: { ...made.files, [USER]: "" } }, `${USER} was changed by hand.`],
    ["a file's loss", { files: others }, `${USER} is missing.`],
    [
      "a file too many",
      { files: { ...made.files, [`${USER}x`]: ofUser ?? "" } },
      `${USER}x is not made of the schema.`,
    ],
  ])("are not current after %s, which is said", (_what, change, said) => {
    expect(differences(made, { ...made, ...change })).toEqual([said]);
  });

  it("come out the same, byte for byte, when they are made again", { tags: "deep" }, async ({ skip }) => {
    const offline = await isOffline(async () => {
      const again = await makeBindings({ ...process.env, ...npmSettings() });
      expect(Object.fromEntries(again)).toEqual(Object.fromEntries(presentFiles()));
    }, "the bindings are not made again");
    skip(offline, NO_REGISTRY);
  });
});
