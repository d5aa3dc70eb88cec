// What a person or the helpdesk blocked or took away stays so, whatever else is applied, where a configuration leaves it to them.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Instance } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { fobNamed, getId, Scene, SECRET } from "../support/scene.js";
import type { Seed } from "../support/seed.js";
import { coresHere, getWorkspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TOKEN = "tokenplane_token";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** Applies a configuration after a refresh, as a core does. @returns what is there then, and whether the server has it enabled. */
async function applied({ core, admin }: Scene, config: Fields, before: Instance) {
  const found = (await core.read(TOKEN, before)) ?? expect.fail();
  const planned = await core.plan(TOKEN, config, found);
  const now = (await core.apply(planned)) ?? expect.fail();
  const { token } = await admin.query<{ token: { enabled: boolean } }>(
    `{ token(by: { id: ${JSON.stringify(getId(now))} }) { enabled } }`,
  );
  expect(now.state["enabled"]).toBe(token.enabled);
  return { now, isEnabled: token.enabled, action: planned.action };
}

const disabledBy = ({ admin }: Scene, one: Instance) =>
  admin.do("tokenDisable", { token: { id: getId(one) } }, "__typename");

it("a token that was disabled elsewhere stays so when its configuration says nothing of it", async () => {
  const scene = await Scene.open(world);
  const planned = await scene.core.plan(TOKEN, fobNamed("F-1"), null);
  expect(planned.state).toMatchObject({ enabled: true });
  const made = (await scene.core.apply(planned)) ?? expect.fail();
  await disabledBy(scene, made);
  const unchanged = await applied(scene, fobNamed("F-1"), made);
  expect(unchanged).toMatchObject({ isEnabled: false, action: "nothing" });
  const renamed = await applied(scene, fobNamed("F-1", { name: "Fob" }), unchanged.now);
  expect(renamed).toMatchObject({ isEnabled: false, action: "update" });
  const enabled = await applied(scene, fobNamed("F-1", { enabled: true }), renamed.now);
  expect(enabled).toMatchObject({ isEnabled: true, action: "update" });
});

it("a token that a configuration holds enabled, or disabled, is set back", async () => {
  const scene = await Scene.open(world);
  const held = await scene.make(TOKEN, fobNamed("F-1", { enabled: true }));
  await disabledBy(scene, held);
  expect(await applied(scene, fobNamed("F-1", { enabled: true }), held)).toMatchObject({ isEnabled: true });
  const blocked = await scene.make(TOKEN, fobNamed("F-2", { enabled: false }));
  await scene.admin.do("tokenEnable", { token: { id: getId(blocked) } }, "__typename");
  const again = await applied(scene, fobNamed("F-2", { enabled: false }), blocked);
  expect(again.isEnabled).toBe(false);
  // Who only removes the line leaves it as it is.
  expect(await applied(scene, fobNamed("F-2"), again.now)).toMatchObject({
    isEnabled: false,
    action: "nothing",
  });
});

it("an imported token that is disabled stays so", async () => {
  const scene = await Scene.open(world);
  await disabledBy(scene, await scene.make(TOKEN, fobNamed("F-1")));
  const imported = await scene.core.import(TOKEN, { id: "F-1" });
  const config = fobNamed("F-1", { secret_wo: null });
  expect((await scene.core.plan(TOKEN, config, imported)).action).toBe("nothing");
});

it.each(coresHere())(
  "ignore_changes leaves a user and a PIN to people with %s",
  { tags: "deep" },
  async (_name, core) => {
    const seed = await world.seed();
    const { key } = await seed.key("PROVISIONER");
    const workspace = getWorkspace(core, { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: key });
    const named = (name: string) => `terraform {
    required_providers {
      tokenplane = { source = "tokenplane/tokenplane" }
    }
  }
  resource "tokenplane_user" "alice" {
    login = "alice"
    email = "alice@example.com"
    lifecycle { ignore_changes = [email] }
  }
  resource "tokenplane_token" "fob" {
    name           = "${name}"
    model          = "PROTECTIMUS_TWO"
    serial_number  = "F-1"
    period_seconds = 30
    secret_wo      = "${SECRET}"
    user_id        = tokenplane_user.alice.id
    pin_wo         = "4711"
    pin_position   = "AFTER_OTP"
    lifecycle { ignore_changes = [user_id, pin_position] }
  }`;
    const shown = () =>
      seed.admin.query(
        '{ user(by: { login: "alice" }) { email } token(by: { serialNumber: "F-1" }) { name user { id } pin { position } } }',
      );
    try {
      workspace.write("main.tf", named("Fob"));
      await workspace.apply();
      const token = { id: String(workspace.state()["tokenplane_token.fob"]?.["id"]) };
      // As when she gives it back, and when an alarm removes her address.
      await seed.admin.do("tokenUnassign", { token }, "__typename");
      await seed.admin.do("userUpdate", { user: { login: "alice" }, email: null }, "__typename");
      workspace.write("main.tf", named("Free"));
      await workspace.apply();
      expect(await shown()).toEqual({
        user: { email: null },
        token: { name: "Free", user: null, pin: null },
      });
    } finally {
      workspace.clear();
    }
  },
);

/** The same addresses, in two spellings. */
const ADDRESSES = {
  1: 'allowed_addresses = ["10.0.0.0/8", "192.0.2.7/32"]',
  2: 'allowed_addresses = ["10.0.0.0/8", "192.0.2.7"]',
};

/**
 * A configuration of everything that is changed in place. Between two steps, one attribute of each block is another, and
 * addresses are written in another way.
 */
const step = (number: 1 | 2, address: string) => `terraform {
    required_providers {
      tokenplane = { source = "tokenplane/tokenplane" }
    }
  }
  resource "tokenplane_user" "alice" {
    login      = "alice"
    email      = "alice@example.com"
    first_name = "Alice ${number}"
    lifecycle { ignore_changes = [email, phone_number, enabled] }
  }
  resource "tokenplane_user" "bert" {
    login      = "bert"
    first_name = "Bert ${number}"
  }
  resource "tokenplane_resource" "vpn" {
    name         = "VPN"
    lock_minutes = ${number}
    ${ADDRESSES[number]}
  }
  resource "tokenplane_channel" "texts" {
    name              = "Texts"
    priority          = ${number}
    allowed_countries = ["AT", "DE"]
    vonage            = { api_key = "abcd1234", from = "Example" }
    secrets_wo        = { api_secret = "first" }
  }
  resource "tokenplane_bypass_policy" "vpn" {
    resource_id      = tokenplane_resource.vpn.id
    maximum_duration = "HOURS_24"
    reason_required  = ${number === 2}
  }
  resource "tokenplane_account_bypass_policy" "account" {
    maximum_duration = "HOURS_24"
    reason_required  = ${number === 2}
  }
  resource "tokenplane_self_service_policy" "vpn" {
    resource_id          = tokenplane_resource.vpn.id
    address              = "${address}"
    actions              = ["PASSWORD_CHANGE", "TOKEN_ENROL"]
    models               = ["EMAIL"]
    first_enrolment_days = ${number}
    ${ADDRESSES[number]}
  }`;

/** What is there of everything in the configuration. */
function getShown({ admin }: Seed) {
  const policy = "bypassPolicy { maximumDuration reasonRequired grantedBy }";
  return admin.query(`{
    alice: user(by: { login: "alice" }) { firstName email enabled }
    bert: user(by: { login: "bert" }) { firstName enabled }
    resource(by: { name: "VPN" }) {
      lockMinutes enabled allowedAddresses pinBeforeSending pushConfirmation ${policy}
      selfService { firstEnrolmentDays actions models allowedAddresses }
    }
    channel(by: { name: "Texts" }) { priority enabled hourlyLimit allowedCountries }
    account { ${policy} }
  }`);
}

it.each(coresHere())(
  "a plan that waited for approval undoes nothing that was blocked meanwhile, with %s",
  async (_name, core) => {
    const seed = await world.seed();
    const { key } = await seed.key("PROVISIONER");
    const workspace = getWorkspace(core, { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: key });
    const blocks = (mutation: string, input: object) => seed.admin.do(mutation, input, "__typename");
    const vpn = { resource: { name: "VPN" } };
    const addresses = ["10.0.0.0/8"];
    // No two portals of a server have the same.
    const address = `blocked-${randomUUID().slice(0, 8)}`;
    try {
      workspace.write("main.tf", step(1, address));
      await workspace.apply();
      workspace.write("main.tf", step(2, address));
      await workspace.plan("-out=approved");

      await blocks("userUpdate", { user: { login: "alice" }, email: null, enabled: false });
      await blocks("userUpdate", { user: { login: "bert" }, enabled: false });
      const strict = { allowedAddresses: addresses, pinBeforeSending: true, pushConfirmation: "CHOICE" };
      await blocks("resourceUpdate", { ...vpn, enabled: false, ...strict });
      const stopped = { enabled: false, hourlyLimit: 1, allowedCountries: ["DE"] };
      await blocks("channelUpdate", { channel: { name: "Texts" }, ...stopped });
      const none = { maximumDuration: "NONE", grantedBy: ["ADMIN"] };
      await blocks("bypassPolicySet", { scope: vpn, ...none });
      await blocks("bypassPolicySet", { scope: { accountDefault: true }, ...none });
      const portal = { address, actions: ["PASSWORD_CHANGE"], firstEnrolmentDays: 1 };
      await blocks("selfServicePolicySet", { ...vpn, ...portal, allowedAddresses: addresses });

      const { code, output } = await workspace.run("apply", "approved");
      expect(code, output).toBe(0);
      const shown = await getShown(seed);
      const stricter = { maximumDuration: "NONE", reasonRequired: true, grantedBy: ["ADMIN"] };
      expect(shown).toEqual({
        alice: { firstName: "Alice 2", email: null, enabled: false },
        bert: { firstName: "Bert 2", enabled: false },
        resource: {
          lockMinutes: 2,
          enabled: false,
          ...strict,
          bypassPolicy: stricter,
          selfService: {
            firstEnrolmentDays: 2,
            actions: ["PASSWORD_CHANGE"],
            models: [],
            allowedAddresses: addresses,
          },
        },
        channel: { priority: 2, ...stopped },
        account: { bypassPolicy: stricter },
      });
      // The next plan shows what a configuration would set back, and leaves out what it leaves to people.
      const { output: next } = await workspace.plan();
      expect(next).toContain("tokenplane_user.bert will be updated in-place");
      expect(next).not.toContain("tokenplane_user.alice will be");
    } finally {
      workspace.clear();
    }
  },
);
