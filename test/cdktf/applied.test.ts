// What is synthesised is accepted by the provider under real cores: one of everything, applied; then nothing is left to do.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CDKTN, KITS, getStack, getTemplate, type Kit, type Program } from "../support/constructs.js";
import { everything, GIVEN } from "./everything.js";
import { coreOfEachName, getWorkspace } from "../support/terraform.js";
import { byTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
});
afterAll(() => world.end());

function getConfiguration(kit: Kit, program: Program): string {
  return JSON.stringify(getTemplate(kit, getStack(kit, program)));
}

async function account() {
  const seed = await world.seed();
  const { key } = await seed.key("PROVISIONER");
  return { seed, environment: { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: key, ...GIVEN } };
}

it("one of everything is synthesised to the same, whatever the kit", () => {
  const [first, ...others] = KITS.map((kit) => getTemplate(kit, getStack(kit, everything("F-1"))));
  for (const other of others) expect(other).toEqual(first);
});

/** In the default tier one kit is applied: it gives a core the same as the other. */
const RUNS = coreOfEachName().flatMap(([name, core]) =>
  KITS.slice(0, byTier(1, Infinity)).map((kit) => [kit.name, name, kit, core] as const),
);

describe.each(RUNS)("%s under %s", (_kit, _name, kit, core) => {
  it("applies one of everything, with the defaults that are documented, and plans nothing after", async () => {
    const { seed, environment } = await account();
    await seed.user("carol");
    await seed.resource("Office");
    const { name: serial } = await seed.fob();
    const workspace = getWorkspace(core, environment);
    try {
      workspace.write("cdk.tf.json", getConfiguration(kit, everything(serial)));
      const { code, output } = await workspace.run("validate");
      expect(code, output).toBe(0);
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      const state = workspace.state();
      expect(state["tokenplane_user.alice"]).toMatchObject({
        email: null,
        phone_number: null,
        first_name: null,
        last_name: null,
        enabled: true,
      });
      expect(state["tokenplane_resource.plain"]).toMatchObject({
        failed_attempts_before_lock: 5,
        lock_minutes: 5,
        allowed_addresses: [],
        enabled: true,
      });
      const ofVpn = Object.keys(state).find((one) => one.startsWith("tokenplane_self_service_policy.vpn"));
      expect(state[ofVpn ?? ""]).toMatchObject({
        models: [],
        first_enrolment: "INVITATION",
        first_enrolment_days: 14,
        sign_in: ["PASSWORD"],
        allowed_addresses: [],
      });
      expect(state["tokenplane_token.phone"]).toMatchObject({ name: "phone", enabled: true });
      expect(state["tokenplane_token.plain-smart"]).toMatchObject({
        name: "plain-smart",
        algorithm: "TOTP",
        digits: 6,
        hash: "SHA256",
        period_seconds: 30,
        enabled: true,
      });
      expect(state["tokenplane_token.shark"]).toMatchObject({ name: "20000002", pin_position: null });
      expect(state["tokenplane_token.ultra"]).toMatchObject({ pin_position: "BEFORE_OTP", name: "20000003" });
      expect(state["tokenplane_token.plain-totp"]).toMatchObject({
        name: "20000005",
        algorithm: "TOTP",
        digits: 6,
        hash: "SHA1",
        period_seconds: 30,
      });
      expect(state["tokenplane_token.hotp"]).toMatchObject({ algorithm: "HOTP", digits: 6, hash: "SHA1" });
      expect(
        Object.keys(state).filter((address) => address.startsWith("tokenplane_assignment.")),
      ).toHaveLength(5);
    } finally {
      workspace.clear();
    }
  });
});

describe.each(coreOfEachName())("what lives for one run, under %s", { tags: "deep" }, (_name, core) => {
  it("configures a second provider and is a device's secret", async () => {
    const { EphemeralApiKey, EphemeralSecret } =
      CDKTN.tokenplane as unknown as typeof import("@tokenplane/cdktn");
    const { environment } = await account();
    const workspace = getWorkspace(core, environment);
    try {
      const program: Program = ({ tokenplane }, stack) => {
        const { key } = new EphemeralApiKey(stack, "run", { expiresIn: "15m" });
        const provider = tokenplane.configureTokenplane(stack, { alias: "short", apiKey: key });
        const { secret } = new EphemeralSecret(stack, "fresh", {});
        tokenplane.Authenticator.universal(stack, "card", { serial: "20000001", secret, provider });
      };
      workspace.write("cdk.tf.json", getConfiguration(CDKTN, program));
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    } finally {
      workspace.clear();
    }
  });
});
