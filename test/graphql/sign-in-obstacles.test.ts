import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { grant } from "../support/bypass.js";
import { channelInput, DRIVERS } from "../support/channels.js";
import { getObstacles, getReasons } from "../support/obstacles.js";
import { askForCode, SENT_MODELS, sentToken } from "../support/sent.js";
import { check, fail, newestEvent } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

const anna = { user: { login: "anna" } };

/** Each obstacle of the token at VPN is explained, with its end if it has one. */
async function expectExplained(
  admin: Api,
  token: { token: { id: string } },
  validFrom: string,
  locked: string,
): Promise<void> {
  const said = await getObstacles(admin, token, "VPN");
  expect(said?.map(({ message }) => message)).toEqual([
    "The user anna is disabled.",
    "The token is disabled.",
    "The token is not valid yet: its validFrom is in the future.",
    "The token is locked after too many wrong codes.",
    "The resource VPN is disabled.",
    "The resource VPN allows sign-ins from some addresses alone.",
  ]);
  expect(said?.map(({ until }) => until)).toEqual([null, null, validFrom, locked, null, null]);
  expect(said?.map(({ conditional }) => conditional)).toEqual([false, false, false, false, false, true]);
}

/** What takes away one obstacle after the other: mutations with their inputs. */
function getCorrections(token: { token: { id: string } }): [mutation: string, input: object][] {
  return [
    ["resourceUpdate", { resource: { name: "VPN" }, enabled: true }],
    ["resourceUpdate", { resource: { name: "VPN" }, allowedAddresses: [] }],
    ["userUpdate", { user: { login: "anna" }, enabled: true }],
    ["tokenEnable", token],
    ["tokenUpdate", { ...token, validFrom: null }],
    ["tokenUnlock", token],
  ];
}

onSharedStore("what denies a sign-in", (world) => {
  it("is all of it at once, for the user and the token, here and everywhere; and a right code is granted when it is gone", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    for (const name of ["VPN", "Mail", "Wiki"]) await seed.resource(name);
    const fob = await seed.fob({ of: "anna", at: ["VPN", "Mail"] });
    const spare = await seed.fob({ of: "anna" });
    const token = { token: { id: fob.id } };
    for (const [subject, at] of [
      [anna, "VPN"],
      [token, "VPN"],
      [token, null],
    ] as const)
      expect(await getReasons(admin, subject, at)).toEqual([]);
    expect(await getReasons(admin, anna, null)).toEqual([`NOT_LINKED ${spare.name}`]);
    expect(await getReasons(admin, anna, "Wiki")).toEqual(["NOT_LINKED at Wiki"]);
    expect(await getReasons(admin, anna, "none")).toBeNull();

    const validFrom = new Date(world().clock.now() + 60_000).toISOString();
    await fail(seed, fob, "VPN", 5);
    await admin.do("tokenUpdate", { ...token, validFrom }, "__typename");
    await admin.do("tokenDisable", token, "__typename");
    await admin.do("userUpdate", { user: { login: "anna" }, enabled: false }, "__typename");
    const closed = { enabled: false, allowedAddresses: ["10.0.0.0/8"] };
    await admin.do("resourceUpdate", { resource: { name: "VPN" }, ...closed }, "__typename");
    const ofToken = ["TOKEN_DISABLED", "NOT_YET_VALID", "LOCKED"].map((reason) => `${reason} ${fob.name}`);
    const ofVpn = ["RESOURCE_DISABLED", "ADDRESS_NOT_ALLOWED"].map(
      (reason) => `${reason} ${fob.name} at VPN`,
    );
    expect(await getReasons(admin, token, null)).toEqual(["USER_DISABLED", ...ofToken, ...ofVpn]);
    expect(await getReasons(admin, token, "Mail")).toEqual(["USER_DISABLED", ...ofToken]);
    expect(await getReasons(admin, token, "VPN", "10.1.2.3")).toEqual([
      "USER_DISABLED",
      ...ofToken,
      ofVpn[0],
    ]);
    expect(await getReasons(admin, anna, null)).toEqual([
      "USER_DISABLED",
      ...ofToken,
      `NOT_LINKED ${spare.name}`,
      ...ofVpn,
    ]);
    await expectExplained(admin, token, validFrom, new Date(world().clock.now() + 300_000).toISOString());

    // One after the other is taken away: as long as one is left, a right code is denied for it.
    for (const [mutation, input] of getCorrections(token)) {
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
      const { reason } = await newestEvent(admin);
      expect((await getObstacles(admin, anna, "VPN"))?.map((one) => one.reason)).toContain(reason);
      await admin.do(mutation, input, "__typename");
    }
    expect(await getReasons(admin, anna, "VPN")).toEqual([]);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
  });

  it("is also that no code is sent, unless a bypass makes the code unnecessary", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const { id, mailbox } = await sentToken(seed, SENT_MODELS.SMS());
    const token = { token: { id } };
    const denied = async () => {
      world().clock.pass(601);
      const { id: challenge } = await askForCode(seed, anna);
      const { reason } = await newestEvent(admin);
      const input = { resource: { name: "VPN" }, subject: anna, passcode: "000000", challenge };
      expect(await admin.do("authenticate", input, "granted")).toEqual({ granted: false });
      return reason;
    };
    expect(await getReasons(admin, token, null)).toEqual([]);
    world().clock.pass(60);
    const { id: challenge } = await askForCode(seed, anna);
    const right = { resource: { name: "VPN" }, subject: anna, passcode: await mailbox.code(), challenge };
    expect(await admin.do("authenticate", right, "granted")).toEqual({ granted: true });

    const { channel } = await admin.do<{ channel: { id: string } }>(
      "channelCreate",
      channelInput(DRIVERS.twilio, { allowedCountries: ["FR"] }),
      "channel { id }",
    );
    const name = "anna's phone at VPN";
    expect(await getReasons(admin, token, null)).toEqual([`COUNTRY_NOT_ALLOWED ${name}`]);
    expect(await denied()).toBe("COUNTRY_NOT_ALLOWED");
    await admin.do("channelUpdate", { channel: { id: channel.id }, enabled: false }, "__typename");
    expect(await getReasons(admin, anna, "VPN")).toEqual([`NO_CHANNEL ${name}`]);
    expect(await denied()).toBe("NO_CHANNEL");
    await grant(admin, id, "VPN", "HOUR_1");
    expect(await getReasons(admin, anna, "VPN")).toEqual([]);
    expect(await seed.signIn({ login: "anna" }, "VPN", "")).toBe(true);
  });

  it("is in the answer to a check of a code, which says which part was wrong, as its event does", async () => {
    const seed = await world().seed();
    await seed.user("anna", { enabled: false });
    const fob = await seed.fob({ of: "anna" });
    const pin = { token: { id: fob.id }, pin: "1234", position: "BEFORE_OTP" };
    await seed.admin.do("tokenPinSet", pin, "__typename");
    for (const [passcode, reason] of [
      [`9999${fob.code()}`, "WRONG_PIN"],
      [`1234${fob.wrongCode()}`, "WRONG_CODE"],
    ] as const) {
      expect(await check(seed, fob.id, passcode)).toBe(reason);
      expect((await newestEvent(seed.admin)).reason).toBe(reason);
    }
    const input = { token: { id: fob.id }, passcode: `1234${fob.code()}` };
    const selection = "valid token { signInObstacles { reason } }";
    expect(await seed.admin.do("tokenCheckOtp", input, selection)).toEqual({
      valid: true,
      token: { signInObstacles: [{ reason: "NOT_LINKED" }, { reason: "USER_DISABLED" }] },
    });
  });

  it("refuses what is no address", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const { errors } = await seed.admin.send(
      `query ($id: ID!) { token(by: { id: $id }) { signInObstacles(clientAddress: "here") { reason } } }`,
      { id: fob.id },
    );
    expect(errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
  });
});
