// The program in docs/cdktf.md, as it is written there.
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { synthesise } from "../../examples/run/program.js";
import { blockBelow, ROOT } from "../support/pages.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("the program of docs/cdktf.md synthesises who signs in where, and the policy there", async () => {
  const program = blockBelow("docs/cdktf.md", "# CDKTF and CDK Terrain", "ts");
  writeFileSync(path.join(folder, "main.ts"), program);
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "dir");
  const made = await synthesise(folder, new AbortController().signal, { PATH: process.env["PATH"] });
  const { resource: blocks } = JSON.parse(readFileSync(path.join(made, "cdk.tf.json"), "utf8")) as {
    resource: Record<string, Record<string, object>>;
  };
  expect(Object.keys(blocks).sort()).toEqual([
    "tokenplane_assignment",
    "tokenplane_bypass_policy",
    "tokenplane_resource",
    "tokenplane_token",
    "tokenplane_user",
  ]);
  expect(Object.values(blocks["tokenplane_bypass_policy"] ?? {})).toMatchObject([
    { maximum_duration: "HOURS_8", reason_required: true },
  ]);
});
