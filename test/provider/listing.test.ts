// @module-tag deep
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelInput, EVERY_DRIVER } from "../support/channels.js";
import { AttachedProvider, coresHere, knows, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TERRAFORM = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
provider "tokenplane" {}
`;

/** An account with something of each kind that is found. */
async function account(world: World) {
  const seed = await world.seed();
  const { admin } = seed;
  await seed.user("alice", { firstName: "Alice", lastName: "Adams" });
  await seed.user("bert", { enabled: false, email: "bert@example.com" });
  await seed.resource("VPN", { allowedAddresses: ["10.0.0.0/8"] });
  await seed.resource('The "old" ${mail}', { lockMinutes: 0 });
  await seed.fob({ of: "alice", at: ["VPN"] });
  await seed.fob({ at: ["VPN"] });
  await seed.counterFob({ of: "bert", at: ['The "old" ${mail}'] });
  for (const model of [
    {
      hardware: {
        two: { serialNumber: "TWO-1", secret: "31".repeat(20), secretEncoding: "HEX", periodSeconds: 30 },
      },
    },
    { hardware: { ultra: { serialNumber: "ULTRA-1", secret: "31".repeat(20), secretEncoding: "HEX" } } },
    {
      universal: {
        serialNumber: "OCRA-1",
        secret: "31".repeat(20),
        secretEncoding: "HEX",
        oath: { ocra: { suite: "OCRA-1:HOTP-SHA1-6:QN08" } },
      },
    },
  ]) {
    await admin.do("tokenCreate", { model }, "__typename");
  }
  const slim = { hardware: { slim: { periodSeconds: 60 } } };
  await admin.do("tokenCreate", { name: "Card", model: slim }, "__typename");
  for (const software of [{ googleAuthenticator: {} }, { smart: { digits: 8 } }]) {
    await admin.do("tokenCreate", { name: "Phone", model: { software }, enrolLater: true }, "__typename");
  }
  for (const driver of EVERY_DRIVER) {
    await admin.do("channelCreate", channelInput(driver), "__typename");
  }
  for (const software of [
    { push: {} },
    { sms: { phoneNumber: "+491701234567" } },
    { email: { address: "alice@example.org" } },
    { bot: { channel: { name: "By TELEGRAM" } } },
    { bot: { channel: { name: "By SLACK" }, chatId: "U0123ABCD" } },
  ]) {
    await admin.do("tokenCreate", { name: "Sent", model: { software }, enrolLater: true }, "__typename");
  }
  return seed;
}

/** Users by a text, tokens by a filter, and tokens up to a limit. */
const SOME = `
list "tokenplane_user" "named" {
  provider = tokenplane
  config { text = "ali" }
}
list "tokenplane_token" "free" {
  provider         = tokenplane
  include_resource = true
  config {
    assigned = false
    kind     = "HARDWARE"
  }
}
list "tokenplane_token" "few" {
  provider = tokenplane
  limit    = 2
}
`;

describe.each(coresHere())("with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
  });
  afterAll(() => world.end());

  /** A folder with a configuration, and a query for what exists. */
  async function opened(query: string) {
    const { admin } = await account(world);
    const provider = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: admin.key,
    });
    const workspace = new Workspace(core, provider.environment);
    workspace.write("main.tf", TERRAFORM);
    workspace.write("all.tfquery.hcl", query);
    return { workspace, end: () => (workspace.clear(), provider.end()) };
  }

  it(
    "a query finds everything, and its configuration takes everything over without a change",
    { tags: "deep" },
    async ({ skip }) => {
      if (!knows(core, { terraform: "1.14", opentofu: null })) skip("it has no query");
      const { workspace, end } = await opened(
        ["user", "resource", "channel", "token", "assignment"]
          .map((type) => `list "tokenplane_${type}" "all" {\n  provider = tokenplane\n}\n`)
          .join(""),
      );
      try {
        const { code, output } = await workspace.run("query", "-no-color", "-generate-config-out=found.tf");
        expect(output).toMatch(/alice \(Alice Adams\)/);
        expect(output).toMatch(/alice at VPN with TP-\d+/);
        expect(code).toBe(0);
        const before = await workspace.plan();
        expect(before.output).toMatch(/Plan: \d+ to import, 0 to add, 0 to change, 0 to destroy/);
        await workspace.apply();
        expect((await workspace.plan()).isEmpty).toBe(true);
        expect(Object.keys(workspace.state()).map((address) => address.split(".")[0])).toEqual(
          expect.arrayContaining([
            "tokenplane_user",
            "tokenplane_resource",
            "tokenplane_channel",
            "tokenplane_token",
            "tokenplane_assignment",
          ]),
        );
      } finally {
        await end();
      }
    },
  );

  it("a query finds what is asked for, up to a limit, and says what is asked for wrongly", async ({
    skip,
  }) => {
    if (!knows(core, { terraform: "1.14", opentofu: null })) skip("it has no query");
    const { workspace, end } = await opened(SOME);
    try {
      const { code, output } = await workspace.run("query", "-json");
      expect(code, output).toBe(0);
      const found = output.split("\n").flatMap((line) => {
        if (!line.includes('"list_resource_found"')) return [];
        const { list_resource_found: one } = JSON.parse(line) as {
          list_resource_found: {
            address: string;
            display_name: string;
            resource_object?: Record<string, unknown>;
          };
        };
        return [one];
      });
      const names = (address: string) =>
        found.filter((one) => one.address.endsWith(`.${address}`)).map((one) => one.display_name);
      expect(names("named")).toEqual(["alice (Alice Adams)"]);
      expect(names("free")).toEqual(["TWO-1", "ULTRA-1", "Card"]);
      expect(names("few")).toHaveLength(2);
      expect(found.find((one) => one.display_name === "TWO-1")?.resource_object).toMatchObject({
        model: "PROTECTIMUS_TWO",
        period_seconds: 30,
        status: "ACTIVE",
      });

      workspace.write(
        "all.tfquery.hcl",
        'list "tokenplane_token" "some" {\n  provider = tokenplane\n  config { kind = "SOFT" }\n}\n',
      );
      const wrong = await workspace.run("query", "-no-color");
      expect(wrong.code).toBe(1);
      expect(wrong.output).toContain('This is "SOFT". Write one of HARDWARE, SOFTWARE, UNIVERSAL.');

      workspace.write(
        "all.tfquery.hcl",
        'list "tokenplane_token" "some" {\n  provider = tokenplane\n  config { user_id = "nobody" }\n}\n',
      );
      const nobody = await workspace.run("query", "-no-color");
      expect(nobody.output).toContain("returned 0 results");
    } finally {
      await end();
    }
  });
});
