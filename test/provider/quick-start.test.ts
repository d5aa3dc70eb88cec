import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coresHere, Workspace } from "../support/terraform.js";
import { openWorld, type World } from "../support/world.js";

const ROOT = path.join(import.meta.dirname, "../..");

/** The first block of a language in the README's part about Terraform. */
function block(language: string): string {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const [, part = ""] = readme.split("\n## Terraform and OpenTofu\n");
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(part)?.[1];
  if (found === undefined) throw new Error(`the README has no ${language}`);
  return found;
}

// The README names the folder of this platform.
describe.skipIf(process.platform !== "linux" || process.arch !== "x64")("the README's quick start", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld("PGlite");
  });
  afterAll(() => world.end());

  it.each(coresHere())("leads to an assignment, line by line, with %s", async (_name, core) => {
    const seed = await world.seed();
    const { secret } = await seed.admin.do<{ secret: string }>(
      "apiKeyCreate",
      { name: "terraform", role: "PROVISIONER" },
      "secret",
    );
    const workspace = new Workspace(core, { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: secret });
    try {
      execFileSync("bash", ["-euc", block("bash")], {
        cwd: ROOT,
        env: { PATH: process.env["PATH"], HOME: workspace.folder },
      });
      workspace.write("main.tf", block("hcl"));
      const { code, output } = await workspace.run("init");
      expect(code, output).toBe(0);
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      const { assignments } = await seed.admin.query<{ assignments: { nodes: unknown[] } }>(
        "{ assignments { nodes { user { login } token { name status } resource { name } } } }",
      );
      expect(assignments.nodes).toEqual([
        {
          user: { login: "alice.jones" },
          token: { name: "Alice's phone", status: "PENDING" },
          resource: { name: "Office VPN" },
        },
      ]);
    } finally {
      workspace.clear();
    }
  });
});
