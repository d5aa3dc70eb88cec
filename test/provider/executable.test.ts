// The one file that a provider is, in the places where people and cores put it.
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../provider/version.js";
import { coresHere, mirrored, PROVIDER, Workspace } from "../support/terraform.js";
import { byTier } from "../support/tier.js";

interface Ended {
  readonly code: number;
  readonly stdout: string;
}

function run(
  executable: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      executable,
      args,
      { env: { PATH: process.env["PATH"], ...environment }, cwd: "/" },
      (_error, stdout) => {
        resolve({ code: child.exitCode ?? -1, stdout });
      },
    );
  });
}

describe("the provider's executable", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "executable-"));
  const place = (name: string, type: string | undefined) => {
    const project = mkdtempSync(path.join(folder, "project-"));
    if (type !== undefined) writeFileSync(path.join(project, "package.json"), JSON.stringify({ type }));
    const below = path.join(project, "below it");
    mkdirSync(below);
    const file = path.join(below, name);
    copyFileSync(PROVIDER, file);
    return file;
  };
  beforeAll(() => {
    mkdirSync(path.join(folder, "empty"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(
    [
      "terraform-provider-tokenplane",
      `terraform-provider-tokenplane_v${VERSION}`,
      "terraform-provider-tokenplane.cjs",
    ]
      .flatMap((name) => ["no type", "module", "commonjs"].map((type) => [name, type] as const))
      // The default tier has each name and each type once.
      .filter((_one, index) => byTier(index % 4 === 0, true)),
  )("runs as %s in a project with %s, alone", async (name, type) => {
    const file = place(name, type === "no type" ? undefined : type);
    const { code, stdout } = await run(file, ["--version"]);
    expect(stdout).toBe(`terraform-provider-tokenplane ${VERSION}\n`);
    expect(code).toBe(0);
  });

  it("says in the handshake's place, which cores show, that Node.js is missing", async () => {
    const executable = place(`terraform-provider-tokenplane_v${VERSION}`, undefined);
    const { code, stdout } = await run(executable, [], { PATH: path.join(folder, "empty") });
    expect(stdout).toBe(
      `terraform-provider-tokenplane_v${VERSION} needs Node.js 20.19 or newer, and there is no node on PATH.\n`,
    );
    expect(code).toBe(127);
  });

  it("says the same of a Node.js that is too old", async () => {
    const old = path.join(folder, "old.cjs");
    writeFileSync(
      old,
      'Object.defineProperty(process, "versions", { value: { node: "18.20.8" } }); Object.defineProperty(process, "version", { value: "v18.20.8" });',
    );
    const executable = place(`terraform-provider-tokenplane_v${VERSION}`, "module");
    const { code, stdout } = await run(executable, ["--version"], { NODE_OPTIONS: `--require=${old}` });
    expect(stdout).toBe(
      `terraform-provider-tokenplane_v${VERSION} needs Node.js 20.19 or newer; this is v18.20.8.\n`,
    );
    expect(code).toBe(1);
  });

  it("keeps its options from Node.js", async () => {
    const { code, stdout } = await run(PROVIDER, ["--inspect"]);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it.each(coresHere())("serves %s from a mirror inside of a project of ES modules", async (_name, core) => {
    const project = mkdtempSync(path.join(folder, "project-"));
    const workspace = new Workspace(core, mirrored(project, "tokenplane/tokenplane", VERSION, PROVIDER));
    try {
      for (const one of [project, workspace.folder]) {
        writeFileSync(path.join(one, "package.json"), '{ "type": "module" }');
      }
      workspace.write(
        "main.tf",
        `terraform {
          required_providers {
            tokenplane = { source = "tokenplane/tokenplane" }
          }
        }
        output "uri" {
          value = provider::tokenplane::otpauth_uri("Example", "alice", "JBSWY3DPEHPK3PXP", {})
        }`,
      );
      expect((await workspace.run("init")).output).toContain("successfully initialized");
      expect(await workspace.apply()).toContain("otpauth://totp/Example:alice?");
    } finally {
      workspace.clear();
    }
  });
});
