import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { onSharedStore } from "../support/world.js";

const POLICY = "address url actions models firstEnrolment firstEnrolmentDays signIn allowedAddresses";

/** The policy of the resource VPN. */
async function getPolicy(api: Api): Promise<unknown> {
  const { resource } = await api.query<{ resource: { selfService: unknown } }>(
    `{ resource(by: { name: "VPN" }) { selfService { ${POLICY} } } }`,
  );
  return resource.selfService;
}

const VPN = { resource: { name: "VPN" } };
const SET = { ...VPN, address: "vpn", actions: ["TOKEN_SYNCHRONIZE"] };

/** Why a policy was refused: code, place and sentence. */
async function getRefusal(api: Api, more: object) {
  const { code, path, message } = await api.mutate("selfServicePolicySet", { ...SET, ...more }, "__typename");
  return [code, path?.join("."), message];
}

onSharedStore("a self-service policy", (world) => {
  it("is not there until somebody sets it, applies as a whole, and goes when it is cleared", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    expect(await getPolicy(seed.admin)).toBeNull();

    const least = {
      address: "vpn",
      url: expect.stringMatching(/^http:\/\/localhost:\d+\/s\/vpn$/) as unknown,
      actions: ["TOKEN_SYNCHRONIZE"],
      models: [],
      firstEnrolment: "INVITATION",
      firstEnrolmentDays: 14,
      signIn: ["PASSWORD"],
      allowedAddresses: [],
    };
    expect(await seed.admin.do("selfServicePolicySet", SET, `policy { ${POLICY} }`)).toEqual({
      policy: least,
    });
    expect(await getPolicy(seed.admin)).toEqual(least);

    const most = {
      address: "remote-work",
      // Each once, in the order of the schema.
      actions: ["TOKEN_REPORT_LOST", "TOKEN_ENROL", "TOKEN_REPORT_LOST"],
      models: ["SMS", "GOOGLE_AUTHENTICATOR", "SMS"],
      firstEnrolment: "MAIL_CODE",
      firstEnrolmentDays: 3,
      signIn: ["MAIL_CODE", "PASSWORD"],
      allowedAddresses: ["10.0.0.7/8", "10.0.0.0/8", "192.0.2.7"],
    };
    await seed.admin.do("selfServicePolicySet", { ...VPN, ...most }, "__typename");
    expect(await getPolicy(seed.admin)).toEqual({
      ...most,
      url: expect.stringMatching(/\/s\/remote-work$/) as unknown,
      actions: ["TOKEN_ENROL", "TOKEN_REPORT_LOST"],
      models: ["GOOGLE_AUTHENTICATOR", "SMS"],
      signIn: ["PASSWORD", "MAIL_CODE"],
      allowedAddresses: ["10.0.0.0/8", "192.0.2.7/32"],
    });
    // Nothing of the policy before stays.
    await seed.admin.do("selfServicePolicySet", SET, "__typename");
    expect(await getPolicy(seed.admin)).toEqual(least);

    const clear = () => seed.admin.do("selfServicePolicyClear", VPN, "policy { address } resource { name }");
    const closed = { policy: null, resource: { name: "VPN" } };
    expect(await clear()).toEqual(closed);
    expect(await clear()).toEqual(closed);
    expect(await getPolicy(seed.admin)).toBeNull();
  });

  it("has an address that no other portal of the server has, also of another account; it is free again once the portal is closed or its resource deleted", async () => {
    const [one, other] = [await world().seed(), await world().seed()];
    await Promise.all([one, other].map((seed) => seed.resource("VPN")));
    await one.admin.do("selfServicePolicySet", { ...SET, address: "shared" }, "__typename");
    const taken = ["ALREADY_EXISTS", "input.address", "Another portal has this address. Choose another one."];
    expect(await getRefusal(other.admin, { address: "shared" })).toEqual(taken);
    await one.resource("Mail");
    expect(await getRefusal(one.admin, { address: "shared", resource: { name: "Mail" } })).toEqual(taken);

    await one.admin.do("selfServicePolicyClear", VPN, "__typename");
    await other.admin.do("selfServicePolicySet", { ...SET, address: "shared" }, "__typename");
    expect(await getRefusal(one.admin, { address: "shared" })).toEqual(taken);
    await other.admin.do("resourceDelete", VPN, "__typename");
    await one.admin.do("selfServicePolicySet", { ...SET, address: "shared" }, "__typename");
  });

  it("must fit together", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.resource("VPN");
    const form =
      "The address of a portal has 3 to 40 lowercase letters, digits and hyphens, and begins and ends with a letter or a digit.";
    for (const address of ["", "ab", "VPN", "-vpn", "vpn-", "v/pn", "vpn?", "a".repeat(41)]) {
      expect(await getRefusal(admin, { address })).toEqual(["VALIDATION_FAILED", "input.address", form]);
    }
    for (const firstEnrolmentDays of [0, 366]) {
      expect(await getRefusal(admin, { firstEnrolmentDays })).toEqual([
        "VALIDATION_FAILED",
        "input.firstEnrolmentDays",
        "First enrolment days is a number from 1 to 365.",
      ]);
    }
    expect(await getRefusal(admin, { signIn: [] })).toEqual([
      "VALIDATION_FAILED",
      "input.signIn",
      "Name at least one way to sign in: PASSWORD or MAIL_CODE.",
    ]);
    expect(await getRefusal(admin, { firstEnrolment: "MAIL_CODE" })).toEqual([
      "VALIDATION_FAILED",
      "input.firstEnrolment",
      "First enrolment by MAIL_CODE requires MAIL_CODE among the ways to sign in.",
    ]);
    const alone =
      "TOKEN_ENROL requires at least one model that users can enrol by themselves: PROTECTIMUS_SMART, GOOGLE_AUTHENTICATOR, SMS, EMAIL, BOT, PUSH.";
    for (const models of [undefined, [], ["PROTECTIMUS_TWO"]]) {
      expect(await getRefusal(admin, { actions: ["TOKEN_ENROL"], models })).toEqual([
        "VALIDATION_FAILED",
        "input.models",
        alone,
      ]);
    }
    for (const models of [["EMAIL"], ["PROTECTIMUS_TWO", "EMAIL"]]) {
      const mailed = { actions: ["TOKEN_ENROL", "TOKEN_ASSIGN"], models, signIn: ["MAIL_CODE"] };
      expect(await getRefusal(admin, mailed)).toEqual([
        "VALIDATION_FAILED",
        "input.signIn",
        "If EMAIL is the only model that users can enrol by themselves, the ways to sign in must contain PASSWORD. Otherwise both proofs would be codes sent to the same mailbox.",
      ]);
    }
    expect(await getRefusal(admin, { actions: ["RECOVERY_CODE", "TOKEN_REISSUE"] })).toEqual([
      "VALIDATION_FAILED",
      "input.actions",
      "RECOVERY_CODE requires TOKEN_ENROL or TOKEN_ASSIGN: with a recovery code, a user connects another token.",
    ]);
    expect(await getRefusal(admin, { actions: ["TOKEN_ASSIGN"] })).toEqual([
      "VALIDATION_FAILED",
      "input.models",
      "TOKEN_REISSUE and TOKEN_ASSIGN need at least one model.",
    ]);
    expect((await getRefusal(admin, { allowedAddresses: ["here"] })).slice(0, 2)).toEqual([
      "VALIDATION_FAILED",
      "input.allowedAddresses.0",
    ]);
    expect(await getPolicy(admin)).toBeNull();
  });

  it("is not for the console", async () => {
    const { admin } = await world().seed();
    const to = { newUser: { login: "anna" } };
    await admin.do("administratorCreate", { to, role: "ADMIN" }, "__typename");
    expect(await getRefusal(admin, { resource: { name: "Console" } })).toEqual([
      "VALIDATION_FAILED",
      "input.resource",
      "This resource is the console: it has no portal. Name another resource.",
    ]);
  });
});
