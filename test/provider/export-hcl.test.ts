// `export --hcl` under real cores: what it writes takes the account over, and changes nothing.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MARK } from "../support/channels.js";
import { runExport } from "./exported.js";
import { ODD_PIN, oddAccount } from "./odd-account.js";
import { AttachedProvider, coresHere, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

describe.each(coresHere())("export --hcl with %s", (_name, core) => {
  let world: World;
  let provider: AttachedProvider;
  let environment: Readonly<Record<string, string>>;
  let workspace: Workspace;
  beforeAll(async () => {
    world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
    const seed = await world.seed();
    await oddAccount(world, seed);
    const { key } = await seed.key("PROVISIONER");
    environment = { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: key };
    provider = await AttachedProvider.start(PROVIDER, environment);
    workspace = new Workspace(core, provider.environment);
  });
  afterAll(async () => {
    workspace.clear();
    await provider.end();
    await world.end();
  });

  /** Every file of the folder as one text, each below its name. */
  function written(): string {
    return readdirSync(workspace.folder)
      .filter((name) => name.endsWith(".tf"))
      .map((name) => `--- ${name}\n${readFileSync(path.join(workspace.folder, name), "utf8")}`)
      .join("");
  }

  it(
    "writes files as the core formats them, which take everything over and change nothing",
    { tags: "deep" },
    async () => {
      const { code, stdout, stderr } = await runExport(environment, "--hcl", "--out", workspace.folder);
      expect([code, stdout], stderr).toEqual([0, ""]);
      expect(stderr).toMatch(
        /^Written: users 23, resources 5, policies 5, channels 9, tokens 29, assignments 8, bypass 3 /,
      );
      expect(await workspace.run("fmt", "-check", "-diff")).toEqual({ code: 0, output: "" });
      expect((await workspace.plan()).output).toContain("82 to import, 0 to add, 0 to change, 0 to destroy");
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });

      const files = written();
      expect(files).not.toContain(MARK);
      expect(files).toContain(
        "# The server has its secrets, which are not exported: dkim_private_key, password.",
      );
      expect(files).toContain("# Its codes are sent to +49•••••••67.");
      expect(files).toContain('  push_confirmation = "CHOICE"');
      expect(files).toMatch(/ {2}name\s+= "Sent"\n {2}model\s+= "PUSH"\n\}/);
      expect(files).toContain(`  smtp = {
    host          = "mail.example.org"
    port          = 2525
    security      = "TLS"
`);
      expect(files).toContain(`    headers = {
      "Authorization" = "Bearer {secret:TOKEN}"
      "X-Seconds"     = "{secondsLeft}"
    }
`);
      expect(files).toContain("channel_id = tokenplane_channel.telegram_a_b.id");
      expect(files).toMatch(/# The token tp_\d+ is linked to vpn, and has no user/);
      for (const secret of [ODD_PIN, environment["TOKENPLANE_API_KEY"] ?? "?", "secret_wo ", "pin_wo "]) {
        expect(files).not.toContain(secret);
      }
      // What is a default, or follows from the model, is not said; what stands elsewhere is referred to.
      expect(files).toContain('resource "tokenplane_user" "alice_jones" {\n  login = "alice.jones"\n}\n');
      expect(files).toContain(`resource "tokenplane_token" "alice_phone_2" {
  name    = "Phone"
  model   = "GOOGLE_AUTHENTICATOR"
  user_id = tokenplane_user.alice.id
}
`);
      // A token is not managed to be enabled, only to be disabled.
      expect(files.match(/resource "tokenplane_token" [^}]* enabled\s+= (?:true|false)\n/g)).toHaveLength(1);
      // A portal, without what is a default; an address of one is a block.
      expect(files).toContain(`resource "tokenplane_self_service_policy" "vpn" {
  resource_id = tokenplane_resource.vpn.id
  address     = "vpn"
  actions     = ["PASSWORD_CHANGE", "TOKEN_REPORT_LOST"]
}
`);
      expect(files).toContain('allowed_addresses    = ["192.0.2.7/32", "2001:db8::/32"]');
      // Without the import blocks, which may go then, it is still what there is.
      workspace.write("imports.tf", "");
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    },
  );

  it("writes the same to standard output, with the same names each time", { tags: "deep" }, async () => {
    const [one, other] = [await runExport(environment, "--hcl"), await runExport(environment, "--hcl")];
    expect(one.code, one.stderr).toBe(0);
    expect(one).toEqual(other);
    const alone = new Workspace(core, provider.environment);
    try {
      alone.write("all.tf", one.stdout);
      expect(await alone.run("fmt", "-check", "-diff")).toEqual({ code: 0, output: "" });
      expect((await alone.plan()).output).toContain("82 to import, 0 to add, 0 to change, 0 to destroy");
    } finally {
      alone.clear();
    }
  });
});
