import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blockBelow, ROOT } from "../support/pages.js";
import { coresHere, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** The first block of a language in the quick start of the page about Terraform. */
function block(language: string): string {
  return blockBelow("docs/terraform.md", "## Quick start", language);
}

// The page names the folder of this platform.
describe.skipIf(process.platform !== "linux" || process.arch !== "x64")(
  "the quick start with Terraform",
  () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld(storeHere());
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
  },
);
