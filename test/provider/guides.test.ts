// What the guides of the provider's documentation say happens.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { example, EXAMPLES, opened, SECRET } from "./examples.js";
import { runExport } from "./exported.js";
import { Device } from "../support/seed.js";
import { coreOfEachName, knows } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const OTHER_SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
const SECRETS = { [SECRET]: "12345678901234567890", [OTHER_SECRET]: "abcdefghijklmnopqrst" };

describe.each(coreOfEachName())("with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
  });
  afterAll(() => world.end());
  const shown = (file: string) => example(`guides/${file}`, world.url);

  it("adoption: an export takes everything over, and changes nothing", { tags: "deep" }, async () => {
    const { server, workspace, end } = await opened(world, core);
    try {
      const guide = readFileSync(path.join(EXAMPLES, "../docs/guides/adoption.md"), "utf8");
      const [, options = ""] = /^terraform-provider-tokenplane export (.+) --out account$/m.exec(guide) ?? [];
      rmSync(path.join(workspace.folder, "versions.tf"));
      const { code, stderr } = await runExport(server, ...options.split(" "), "--out", workspace.folder);
      expect(code, stderr).toBe(0);
      // Two people, a resource with its two policies, a channel, two tokens, an assignment and a bypass.
      expect((await workspace.plan()).output).toContain(
        "Plan: 10 to import, 0 to add, 0 to change, 0 to destroy.",
      );
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    } finally {
      await end();
    }
  });

  it(
    "adoption: a query takes over what there is, and changes nothing",
    { tags: "deep" },
    async ({ skip }) => {
      if (!knows(core, { terraform: "1.14", opentofu: null })) skip("it has no query");
      const { workspace, end } = await opened(world, core);
      try {
        workspace.write("versions.tf", shown("adoption/main.tf"));
        workspace.write("all.tfquery.hcl", shown("adoption/all.tfquery.hcl"));
        const { code, output } = await workspace.run("query", "-generate-config-out=found.tf");
        expect(code, output).toBe(0);
        // Two people, a resource, a channel, two tokens, an assignment.
        expect((await workspace.plan()).output).toContain(
          "Plan: 7 to import, 0 to add, 0 to change, 0 to destroy.",
        );
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      } finally {
        await end();
      }
    },
  );

  it("adoption: blocks that name things take them over, and change nothing", { tags: "deep" }, async () => {
    const { workspace, end } = await opened(world, core);
    try {
      workspace.write("versions.tf", shown("adoption/main.tf"));
      workspace.write("imports.tf", shown("adoption/imports.tf"));
      expect((await workspace.plan("-generate-config-out=found.tf")).output).toContain(
        "Plan: 7 to import, 0 to add, 0 to change, 0 to destroy.",
      );
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    } finally {
      await end();
    }
  });

  it(
    "rotation: another version sends the secret and the PIN, and nothing else does",
    { tags: "deep" },
    async () => {
      const { seed, workspace, environment, end } = await opened(world, core);
      try {
        const fob = shown("rotation/fob.tf");
        workspace.write("main.tf", fob);
        await workspace.apply();
        const id = String(workspace.state()["tokenplane_token.fob"]?.["id"]);
        const isRight = async (secret: keyof typeof SECRETS, pin: string) => {
          // Codes are used up, so each comes from a time of its own.
          world.clock.pass(60);
          const device = new Device(id, "10001", world.clock, Buffer.from(SECRETS[secret] ?? ""), {
            digits: 6,
            hash: "SHA1",
            periodSeconds: 30,
          });
          const input = { token: { id }, passcode: pin + device.code() };
          return (await seed.admin.do<{ valid: boolean }>("tokenCheckOtp", input, "valid")).valid;
        };
        expect(await isRight(SECRET, "4711")).toBe(true);

        workspace.with({ ...environment, TF_VAR_fob_secret: OTHER_SECRET, TF_VAR_fob_pin: "0815" });
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });

        workspace.write("main.tf", fob.replace("secret_wo_version = 1", "secret_wo_version = 2"));
        await workspace.apply();
        expect(await isRight(SECRET, "4711")).toBe(false);
        expect(await isRight(OTHER_SECRET, "0815")).toBe(false);
        expect(await isRight(OTHER_SECRET, "4711")).toBe(true);

        workspace.write("main.tf", fob.replaceAll(/(_wo_version\s+=) 1/g, "$1 2"));
        await workspace.apply();
        expect(await isRight(OTHER_SECRET, "4711")).toBe(false);
        expect(await isRight(OTHER_SECRET, "0815")).toBe(true);
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      } finally {
        await end();
      }
    },
  );

  it(
    "rotation: an app whose phone is lost waits for another, and plans stay empty",
    { tags: "deep" },
    async () => {
      const { seed, workspace, end } = await opened(world, core);
      try {
        workspace.write("main.tf", shown("../resources/tokenplane_token/resource.tf"));
        await workspace.apply();
        const { id } = workspace.state()["tokenplane_token.phone"] ?? {};
        const helpdesk = await seed.key("HELPDESK");
        const { enrolment } = await helpdesk.do<{ enrolment: { secretBase32: string } }>(
          "tokenReissue",
          { token: { id }, lost: true },
          "enrolment { secretBase32 }",
        );
        expect(enrolment.secretBase32).toMatch(/^[A-Z2-7]+$/);
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      } finally {
        await end();
      }
    },
  );

  it(
    "sent codes: channels and tokens come to be without a message, and another number waits with its token",
    { tags: "deep" },
    async () => {
      const { seed, workspace, end } = await opened(world, core);
      try {
        const main = shown("sent-codes/main.tf");
        workspace.write("main.tf", main);
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
        const before = workspace.state();
        expect(before["tokenplane_channel.mail"]).toMatchObject({ kind: "EMAIL", secrets_set: ["password"] });
        expect(before["tokenplane_token.number"]).toMatchObject({
          status: "PENDING",
          sent_to: "+49•••••••67",
        });
        expect(before["tokenplane_token.chat"]).toMatchObject({ chat_id: null, sent_to: null });

        // While nobody has confirmed it, another number takes its place at once.
        workspace.write("main.tf", main.replace("+491701234567", "+491701234599"));
        expect((await workspace.plan()).output).toContain("0 to add, 1 to change, 0 to destroy");
        await workspace.apply();
        const number = workspace.state()["tokenplane_token.number"];
        expect(number).toMatchObject({
          id: before["tokenplane_token.number"]?.["id"],
          sent_to: "+49•••••••99",
        });
        const { messages } = await seed.admin.query<{ messages: { totalCount: number } }>(
          "{ messages { totalCount } }",
        );
        expect(messages.totalCount).toBe(0);

        // The channel of a token cannot go before it.
        workspace.write("main.tf", "");
        await workspace.apply();
        expect(workspace.state()).toEqual({});
      } finally {
        await end();
      }
    },
  );

  it(
    "push: a token waits for its phone, and how a resource has requests confirmed is changed in place",
    { tags: "deep" },
    async () => {
      const { seed, workspace, end } = await opened(world, core);
      try {
        const main = shown("push/main.tf");
        workspace.write("main.tf", main);
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
        const { id } = workspace.state()["tokenplane_token.phone"] ?? {};
        const helpdesk = await seed.key("HELPDESK");
        const { enrolment } = await helpdesk.do<{ enrolment: { otpauthUri: string } }>(
          "tokenEnrolmentStart",
          { token: { id } },
          "enrolment { otpauthUri }",
        );
        expect(enrolment.otpauthUri).toMatch(/^otpauth:\/\/pipush\//);
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });

        workspace.write("main.tf", main.replace('"CODE"', '"CHOICE"'));
        expect((await workspace.plan()).output).toMatch(/push_confirmation\s+= "CODE" -> "CHOICE"/);
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      } finally {
        await end();
      }
    },
  );

  it(
    "leavers: for a while she signs in nowhere, and permanently nothing is left of hers",
    { tags: "deep" },
    async () => {
      const { seed, workspace, end } = await opened(world, core);
      const { admin } = seed;
      const fob = async () =>
        (
          await admin.query<{ token: { user: { login: string } | null; enabled: boolean } }>(
            '{ token(by: { serialNumber: "20002" }) { user { login } enabled } }',
          )
        ).token;
      try {
        const alice = shown("leavers/alice.tf");
        workspace.write("vpn.tf", shown("leavers/vpn.tf"));
        workspace.write("alice.tf", alice);
        await workspace.apply();
        expect(await seed.signIn({ login: "alice.jones" }, "Office VPN", "000000")).toBe(true);

        workspace.write("alice.tf", alice.replace('"alice.jones"', '"alice.jones"\n  enabled = false'));
        await workspace.apply();
        expect(await seed.signIn({ login: "alice.jones" }, "Office VPN", "000000")).toBe(false);
        expect(await fob()).toEqual({ user: { login: "alice.jones" }, enabled: true });
        workspace.write("alice.tf", alice);
        await workspace.apply();
        expect(await seed.signIn({ login: "alice.jones" }, "Office VPN", "000000")).toBe(true);

        // Somebody gave her another one.
        const card = await seed.fob({ of: "alice.jones" });
        workspace.write("alice.tf", "");
        const refused = await workspace.run("apply", "-auto-approve");
        expect(refused.code).toBe(1);
        expect(refused.output).toContain("The user has tokens that are not managed here, or");
        await admin.do("tokenUnassign", { token: { id: card.id } }, "__typename");
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });

        expect(await fob()).toEqual({ user: null, enabled: true });
        const { user, tokens, assignments, bypasses } = await admin.query<{
          user: object | null;
          tokens: { nodes: { name: string }[] };
          assignments: { nodes: { resource: { name: string } }[] };
          bypasses: { nodes: { endedBecause: string | null }[] };
        }>(`{ user(by: { login: "alice.jones" }) { id } tokens(first: 20) { nodes { name } }
        assignments(first: 20) { nodes { resource { name } } } bypasses(first: 1) { nodes { endedBecause } } }`);
        expect(user).toBeNull();
        expect(tokens.nodes.map(({ name }) => name)).toEqual(["20001", "20002", card.name]);
        expect(assignments.nodes).toEqual([{ resource: { name: "Bastion host" } }]);
        expect(bypasses.nodes).toEqual([{ endedBecause: "REVOKED" }]);
      } finally {
        await end();
      }
    },
  );
});
