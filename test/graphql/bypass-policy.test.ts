import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { grant, getScope, setPolicy } from "../support/bypass.js";
import { onSharedStore } from "../support/world.js";

const POLICY = "maximumDuration reasonRequired grantedBy origin";
const BUILT_IN = {
  maximumDuration: "PERMANENT",
  reasonRequired: false,
  grantedBy: ["ADMIN", "HELPDESK", "PROVISIONER"],
  origin: "BUILT_IN",
};

/** What the resource VPN and the account say of bypass: their own policies, and those that decide. */
async function policies(api: Api) {
  const { resource, account } = await api.query<Record<"resource" | "account", unknown>>(
    `{ resource(by: { name: "VPN" }) { bypassPolicy { ${POLICY} } effectiveBypassPolicy { ${POLICY} } }
       account { bypassPolicy { ${POLICY} } effectiveBypassPolicy { ${POLICY} } } }`,
  );
  return { resource, account };
}

/** Why a grant was refused: code, place and sentence. */
async function getRefusal(api: Api, token: string, place: string, duration: string, more: object = {}) {
  const input = { token: { id: token }, scope: getScope(place), duration, ...more };
  const { code, path, message } = await api.mutate("tokenBypassGrant", input, "__typename");
  return [code, path?.join("."), message];
}

onSharedStore("a bypass policy", (world) => {
  it("where nobody set one is the built-in one, at the account and at every resource", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    expect(await policies(seed.admin)).toEqual({
      resource: { bypassPolicy: null, effectiveBypassPolicy: BUILT_IN },
      account: { bypassPolicy: null, effectiveBypassPolicy: BUILT_IN },
    });
  });

  it("of a resource decides there whole; without one the account's default does; clearing goes back", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const set = (scope: object, fields: object) =>
      seed.admin.do("bypassPolicySet", { scope, ...fields }, `policy { ${POLICY} }`);
    const clear = (scope: object) => seed.admin.do("bypassPolicyClear", { scope }, `policy { ${POLICY} }`);
    const vpn = { resource: { name: "VPN" } };
    const byDefault = { accountDefault: true };

    const account = { maximumDuration: "HOURS_12", reasonRequired: true, grantedBy: ["ADMIN"] };
    const accounts = { ...account, origin: "ACCOUNT" };
    expect(await set(byDefault, account)).toEqual({ policy: accounts });
    expect(await policies(seed.admin)).toEqual({
      resource: { bypassPolicy: null, effectiveBypassPolicy: accounts },
      account: { bypassPolicy: accounts, effectiveBypassPolicy: accounts },
    });
    // Whole: the reason that the default asks for is not asked for here.
    const own = {
      maximumDuration: "HOUR_1",
      reasonRequired: false,
      grantedBy: ["ADMIN", "HELPDESK", "PROVISIONER"],
      origin: "RESOURCE",
    };
    expect(await set(vpn, { maximumDuration: "HOUR_1" })).toEqual({ policy: own });
    expect(await policies(seed.admin)).toEqual({
      resource: { bypassPolicy: own, effectiveBypassPolicy: own },
      account: { bypassPolicy: accounts, effectiveBypassPolicy: accounts },
    });
    expect(await clear(vpn)).toEqual({ policy: accounts });
    expect(await clear(byDefault)).toEqual({ policy: BUILT_IN });
    expect(await clear(byDefault)).toEqual({ policy: BUILT_IN });
    expect(await policies(seed.admin)).toEqual({
      resource: { bypassPolicy: null, effectiveBypassPolicy: BUILT_IN },
      account: { bypassPolicy: null, effectiveBypassPolicy: BUILT_IN },
    });
  });

  it("names each role once and at least one, and exactly one scope that exists", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const scope = { accountDefault: true };
    const { policy } = await admin.do<{ policy: { grantedBy: string[] } }>(
      "bypassPolicySet",
      { scope, maximumDuration: "HOUR_1", grantedBy: ["HELPDESK", "ADMIN", "HELPDESK"] },
      "policy { grantedBy }",
    );
    expect(policy.grantedBy).toEqual(["ADMIN", "HELPDESK"]);
    const refusals: [object, string][] = [
      [{ scope, grantedBy: [] }, "VALIDATION_FAILED input.grantedBy"],
      [{ scope: { accountDefault: false } }, "VALIDATION_FAILED input.scope.accountDefault"],
      [{ scope: { resource: { name: "none" } } }, "NOT_FOUND input.scope.resource"],
    ];
    for (const [input, refusal] of refusals) {
      expect(await admin.refusalAt("bypassPolicySet", { maximumDuration: "HOUR_1", ...input })).toBe(refusal);
    }
    expect(await admin.refusalAt("bypassPolicyClear", { scope: { accountDefault: false } })).toBe(
      "VALIDATION_FAILED input.scope.accountDefault",
    );
  });

  it("of a resource refuses what is longer, without the reason, or by another role, and says what is allowed", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const helpdesk = await seed.key("HELPDESK");
    await seed.resource("VPN");
    await seed.resource("Mail");
    const { id } = await seed.fob({ at: ["VPN"] });
    await setPolicy(admin, "VPN", "HOURS_8", { reasonRequired: true, grantedBy: ["ADMIN"] });
    const sentence =
      "The bypass policy of VPN allows bypass for up to 8 hours, with a reason, granted by ADMIN.";
    const reason = "travels";
    for (const duration of ["HOURS_12", "HOURS_24", "PERMANENT"]) {
      expect(await getRefusal(admin, id, "VPN", duration, { reason })).toEqual([
        "POLICY_REFUSED",
        "input.duration",
        sentence,
      ]);
    }
    expect(await getRefusal(admin, id, "VPN", "HOUR_1")).toEqual([
      "POLICY_REFUSED",
      "input.reason",
      sentence,
    ]);
    expect(await getRefusal(helpdesk, id, "VPN", "HOUR_1", { reason })).toEqual([
      "POLICY_REFUSED",
      "",
      `${sentence} This key's role is HELPDESK.`,
    ]);
    for (const duration of ["HOUR_1", "HOURS_8"]) await grant(admin, id, "VPN", duration, { reason });
    // Elsewhere, and everywhere, it says nothing.
    await grant(helpdesk, id, "Mail", "PERMANENT");
    await grant(helpdesk, id, "everywhere", "PERMANENT");
  });

  it("by default decides for resources without one and for everywhere; NONE allows nothing", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    for (const name of ["VPN", "Mail"]) await seed.resource(name);
    const { id } = await seed.fob();
    await setPolicy(admin, "default", "NONE");
    await setPolicy(admin, "VPN", "HOUR_1");
    for (const place of ["Mail", "everywhere"]) {
      expect(await getRefusal(admin, id, place, "HOUR_1")).toEqual([
        "POLICY_REFUSED",
        "input.duration",
        "The account's default bypass policy allows no bypass.",
      ]);
    }
    const { grantedBy } = await grant(await seed.key("PROVISIONER"), id, "VPN", "HOUR_1");
    expect(grantedBy).toBe("PROVISIONER");
  });

  it("goes with its resource: a new one of the same name has none", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    await setPolicy(seed.admin, "VPN", "HOUR_1");
    await seed.admin.do("resourceDelete", { resource: { name: "VPN" } }, "deletedId");
    await seed.resource("VPN");
    expect(await policies(seed.admin)).toMatchObject({ resource: { bypassPolicy: null } });
  });
});
