// `export --cdktf`: its program passes the compiler on the bindings that CDKTF's generator makes, and synthesizes a
// configuration that takes the account over.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { synthesized } from "./cdktf-project.js";
import { runExport } from "./exported.js";
import { ODD_PIN, oddAccount } from "./odd-account.js";
import { AttachedProvider, coreOfEachName, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
let environment: Readonly<Record<string, string>>;
const folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-"));
beforeAll(async () => {
  world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
  const seed = await world.seed();
  await oddAccount(world, seed);
  environment = { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: seed.admin.key };
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.end();
});

describe("export --cdktf", () => {
  it.each(coreOfEachName())(
    "writes a program whose configuration takes everything over with %s",
    { tags: "deep" },
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
      expect(readFileSync(path.join(program, "policies.ts"), "utf8")).toContain(
        `new SelfServicePolicy(stack, "vpn_resource_portal", {
  resourceId: resources.vpnResource.id,
  address: "vpn",
  actions: ["PASSWORD_CHANGE", "TOKEN_REPORT_LOST"],
});
`,
      );
      const provider = await AttachedProvider.start(PROVIDER, environment);
      const workspace = new Workspace(core, provider.environment);
      try {
        workspace.write("cdk.tf.json", synthesized(program));
        // CDKTF says where the state is, which a core takes from `init` alone.
        const { code: initialised, output } = await workspace.run("init");
        expect(initialised, output).toBe(0);
        expect((await workspace.plan()).output).toContain(
          "82 to import, 0 to add, 0 to change, 0 to destroy",
        );
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      } finally {
        workspace.clear();
        await provider.end();
      }
    },
  );

  it("writes the same configuration as one program to standard output", { tags: "deep" }, async () => {
    const { code, stdout, stderr } = await runExport(environment, "--cdktf");
    expect(code, stderr).toBe(0);
    const files = path.join(folder, "files");
    await runExport(environment, "--cdktf", "--out", files);
    const one = mkdtempSync(path.join(folder, "one-"));
    writeFileSync(path.join(one, "main.ts"), stdout);
    // The state of each lies beside its program.
    const text = synthesized(one).replace(`${one}/`, `${files}/`);
    expect(JSON.parse(text)).toEqual(JSON.parse(synthesized(files)));
  });
});
