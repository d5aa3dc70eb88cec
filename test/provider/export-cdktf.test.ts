// `export --cdktf`: its program passes the compiler and synthesizes a configuration that takes the account over. The
// bindings are stand-ins, made of the same schemas as `cdktf get` would make them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standIn } from "../support/cdktf-stand-in.js";
import { runExport } from "../support/exported.js";
import { ODD_PIN, oddAccount } from "../support/odd-account.js";
import { AttachedProvider, coreOfEachName, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, type World } from "../support/world.js";

const COMPILER = path.join(
  path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

let world: World;
let environment: Readonly<Record<string, string>>;
const folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-"));
beforeAll(async () => {
  world = await openWorld("PGlite");
  const seed = await world.seed();
  await oddAccount(world, seed);
  environment = { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: seed.admin.key };
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.end();
});

/** Compiles a program and runs it. @returns the configuration that it synthesizes. */
function synthesized(program: string): string {
  standIn(program);
  execFileSync(process.execPath, [COMPILER, "-p", program], { stdio: ["ignore", 2, "inherit"] });
  execFileSync(process.execPath, ["js/main.js"], { cwd: program, stdio: "inherit" });
  return readFileSync(path.join(program, "cdk.tf.json"), "utf8");
}

describe("export --cdktf", () => {
  it.each(coreOfEachName())(
    "writes a program whose configuration takes everything over with %s",
    async (_name, core) => {
      const program = path.join(folder, core.name);
      const { code, stdout, stderr } = await runExport(environment, "--cdktf", "--out", program);
      expect([code, stdout], stderr).toEqual([0, ""]);
      const tokens = readFileSync(path.join(program, "tokens.ts"), "utf8");
      expect(tokens).toContain(`export const alicePhone2 = new Token(stack, "alice_phone_2", {
  name: "Phone",
  model: "GOOGLE_AUTHENTICATOR",
  userId: users.alice.id,
});
`);
      expect(tokens).not.toContain(ODD_PIN);
      const provider = await AttachedProvider.start(PROVIDER, environment);
      const workspace = new Workspace(core, provider.environment);
      try {
        workspace.write("cdk.tf.json", synthesized(program));
        expect((await workspace.plan()).output).toContain(
          "64 to import, 0 to add, 0 to change, 0 to destroy",
        );
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      } finally {
        workspace.clear();
        await provider.end();
      }
    },
  );

  it("writes the same configuration as one program to standard output", async () => {
    const { code, stdout, stderr } = await runExport(environment, "--cdktf");
    expect(code, stderr).toBe(0);
    const files = path.join(folder, "files");
    await runExport(environment, "--cdktf", "--out", files);
    const one = mkdtempSync(path.join(folder, "one-"));
    writeFileSync(path.join(one, "main.ts"), stdout);
    expect(JSON.parse(synthesized(one))).toEqual(JSON.parse(synthesized(files)));
  });
});
