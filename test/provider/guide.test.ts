import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asTerraform, follow, readGuide } from "../support/guide.js";
import { isOffline, NO_REGISTRY, npmSettings } from "../support/registry.js";
import { coresHere, knows } from "../support/terraform.js";

const ROOT = path.join(import.meta.dirname, "../..");
const steps = readGuide(path.join(ROOT, "provider/framework/guide.md"));
const firstOfCore = steps.findIndex(
  ({ kind, text }) => kind === "commands" && text.includes("TF_CLI_CONFIG"),
);

describe.skipIf(process.platform === "win32")("the guide to a first provider", { tags: "deep" }, () => {
  const home = mkdtempSync(path.join(os.tmpdir(), "guide-"));
  const project = path.join(home, "project");
  const environment = {
    PATH: process.env["PATH"],
    HOME: home,
    TOKENPLANE: ROOT,
    ...npmSettings(),
  };

  let offline = false;
  beforeAll(async () => {
    mkdirSync(project);
    const [install, ...others] = steps.slice(0, firstOfCore);
    if (install?.kind !== "commands" || !install.text.includes("npm install")) {
      throw new Error("The guide does not begin with what is installed.");
    }
    const first = () => follow([install], project, environment);
    offline = await isOffline(first, "the framework's guide is not followed");
    if (!offline) await follow(others, project, environment);
  });
  beforeEach(({ skip }) => skip(offline, NO_REGISTRY));

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("begins in an empty folder, and comes to a provider in one file", () => {
    expect(readdirSync(path.join(project, "dist"))).toEqual(["terraform-provider-note"]);
  });

  it("is followed by recipes that fit the same package", async () => {
    const recipes = readGuide(path.join(ROOT, "provider/framework/recipes.md"));
    expect(recipes.map(({ kind }) => kind)).toContain("file");
    const check = { kind: "commands", text: "npx tsc", shows: [] } as const;
    await follow([...recipes, check], project, environment);
  });

  // Functions of providers are from 1.8 on.
  const cores = coresHere().filter(([, core]) => knows(core, { terraform: "1.8.0", opentofu: "1.7.0" }));

  it.each(cores)("goes on to plan, apply, import and destroy with %s", async (_name, core) => {
    const folder = mkdtempSync(path.join(home, "core-"));
    cpSync(project, folder, {
      recursive: true,
      filter: (from) => !/(node_modules|\.exported)$/.test(from),
    });
    await follow(steps.slice(firstOfCore), folder, { ...environment, ...asTerraform(core, folder) });
    expect(readdirSync(path.join(folder, "notes"))).toEqual([]);
  });
});
