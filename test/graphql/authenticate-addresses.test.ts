import { expect, it } from "vitest";
import type { Seed } from "../support/seed.js";
import { countEvents, newestEvent } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";

async function annaAtVpn(world: World, allowedAddresses: string[]) {
  const seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN", { allowedAddresses });
  const fob = await seed.fob({ of: "anna", at: ["VPN"] });
  return { seed, fob };
}

onOneStore("allowed addresses", (world) => {
  it.each([
    [["10.0.0.0/8"], "10.255.255.255", true],
    [["10.0.0.0/8"], "11.0.0.0", false],
    [["10.0.0.0/8"], "::ffff:10.1.2.3", true],
    [["192.0.2.7"], "192.0.2.7", true],
    [["192.0.2.7"], "192.0.2.8", false],
    [["192.0.2.7/31"], "192.0.2.6", true],
    [["2001:db8::/32"], "2001:DB8:0:1::5", true],
    [["2001:db8::/32"], "2001:db9::1", false],
    [["2001:db8::1"], "2001:db8:0:0:0:0:0:1", true],
    [["::/0"], "10.0.0.1", false],
    [["0.0.0.0/0"], "2001:db8::1", false],
    [["10.0.0.0/8", "2001:db8::/32"], "2001:db8::1", true],
    [[], "192.0.2.7", true],
  ])("%j let a client at %s in: %s", async (allowed, clientAddress, granted) => {
    const { seed, fob } = await annaAtVpn(world(), allowed);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code(), { clientAddress })).toBe(granted);
  });

  it("let nobody in whose address is not stated, unless the list is empty", async () => {
    const { seed, fob } = await annaAtVpn(world(), ["0.0.0.0/0", "::/0"]);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code(), { clientAddress: null })).toBe(false);
    expect(await newestEvent(seed.admin)).toMatchObject({
      reason: "ADDRESS_NOT_ALLOWED",
      clientAddress: null,
      callerAddress: "127.0.0.1",
    });
    const open = { resource: { name: "VPN" }, allowedAddresses: null };
    await seed.admin.do("resourceUpdate", open, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
  });

  it("are of the resource alone: another one lets the same client in, and a check asks for none", async () => {
    const { seed, fob } = await annaAtVpn(world(), ["10.0.0.0/8"]);
    await seed.resource("Mail");
    await seed.link(fob.id, "Mail");
    const clientAddress = "192.0.2.7";
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code(), { clientAddress })).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "Mail", fob.code(), { clientAddress })).toBe(true);
    world().clock.pass(30);
    const input = { token: { id: fob.id }, passcode: fob.code() };
    const { valid } = await seed.admin.do<{ valid: boolean }>("tokenCheckOtp", input, "valid");
    expect(valid).toBe(true);
  });

  it.each([
    "",
    "here",
    "10.0.0",
    "10.0.0.1:443",
    "[::1]",
    "fe80::1%eth0",
    "10.0.0.0/8",
    " 10.0.0.1",
    "0x7f.1",
  ])(
    "are compared with an address and nothing else: %j is refused, and tells nothing and uses nothing up",
    async (clientAddress) => {
      const { seed, fob } = await annaAtVpn(world(), []);
      const before = await countEvents(seed.admin);
      const subject = { user: { login: "anna" } };
      const input = { resource: { name: "VPN" }, subject, passcode: fob.code(), clientAddress };
      expect(await seed.admin.mutate("authenticate", input, "granted")).toMatchObject({
        code: "VALIDATION_FAILED",
        path: ["input", "clientAddress"],
      });
      expect(await countEvents(seed.admin)).toBe(before);
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    },
  );

  it("are shown in events in their usual form", async () => {
    const { seed, fob } = await annaAtVpn(world(), []);
    const clientAddress = "2001:0DB8:0000:0000:0000:0000:0000:0001";
    await seed.signIn({ login: "anna" }, "VPN", fob.code(), { clientAddress });
    expect((await newestEvent(seed.admin)).clientAddress).toBe("2001:db8::1");
  });
});

/** The caller's address that an event tells when a request comes with this header. */
async function getCaller(seed: Seed, forwardedFor: string): Promise<string | null> {
  const { errors } = await seed.admin.send(
    `mutation { authenticate(input: { resource: { name: "VPN" }, subject: { user: { login: "anna" } },
      passcode: "none", clientAddress: "192.0.2.7" }) { __typename } }`,
    {},
    { "x-forwarded-for": forwardedFor },
  );
  expect(errors).toEqual([]);
  const { callerAddress, clientAddress } = await newestEvent(seed.admin);
  expect(clientAddress).toBe("192.0.2.7");
  return callerAddress;
}

/** What was logged of a header X-Forwarded-For that was ignored. */
const ignoredIn = (world: World) =>
  world
    .logged()
    .split("\n")
    .filter((line) => line.includes("X-Forwarded-For is ignored"));

onOneStore("the caller's address without trusted proxies", (world) => {
  it("is the socket's, whatever a header says", async () => {
    const { seed } = await annaAtVpn(world(), []);
    expect(await getCaller(seed, "203.0.113.9")).toBe("127.0.0.1");
    expect(await getCaller(seed, "127.0.0.1, 203.0.113.9")).toBe("127.0.0.1");
  });

  it("is in the log once when a header was ignored, so that a forgotten proxy is found", async () => {
    const { seed } = await annaAtVpn(world(), []);
    await getCaller(seed, "203.0.113.9");
    await getCaller(seed, "203.0.113.10");
    expect(ignoredIn(world())).toEqual([expect.stringContaining('"sender":"127.0.0.1"')]);
  });
});

onOneStore(
  "the caller's address behind trusted proxies",
  (world) => {
    it.each([
      ["203.0.113.9", "203.0.113.9"],
      ["203.0.113.9, 10.0.0.5", "203.0.113.9"],
      // What stands before the first one that is not trusted, that one may have made up.
      ["198.51.100.1, 203.0.113.9, 10.0.0.5", "203.0.113.9"],
      ["2001:0db8::0001", "2001:db8::1"],
      ["::ffff:203.0.113.9", "203.0.113.9"],
      ["10.0.0.9, 10.0.0.5", "10.0.0.9"],
      // What a proxy says of somebody, and cannot be read, is not the proxy's own address: that may enter where the caller may not.
      ["nonsense", "unknown"],
      ["203.0.113.9, nonsense, 10.0.0.5", "unknown"],
      ["203.0.113.9, nonsense, 198.51.100.1", "198.51.100.1"],
      ["fe80::1%eth0", "unknown"],
      ["203.0.113.9:99999999", "unknown"],
      // Some proxies write ports.
      ["203.0.113.9:443", "203.0.113.9"],
      ["198.51.100.1:1, 203.0.113.9:51234, 10.0.0.5:443", "203.0.113.9"],
      ["[2001:db8::1]:51234", "2001:db8::1"],
      ["[2001:DB8::1]", "2001:db8::1"],
      ["[::ffff:203.0.113.9]:443", "203.0.113.9"],
      ["203.0.113.9, , 10.0.0.5,", "203.0.113.9"],
      ["", "127.0.0.1"],
      [" , ", "127.0.0.1"],
    ])("is, of %j, %s", async (header, address) => {
      const { seed } = await annaAtVpn(world(), []);
      expect(await getCaller(seed, header)).toBe(address);
    });

    it("is never what allowed addresses are compared with", async () => {
      const { seed, fob } = await annaAtVpn(world(), ["10.0.0.0/8"]);
      const { data } = await seed.admin.send(
        `mutation ($passcode: String!) { authenticate(input: { resource: { name: "VPN" }, passcode: $passcode,
          subject: { user: { login: "anna" } } }) { ... on AuthenticatePayload { granted } } }`,
        { passcode: fob.code() },
        { "x-forwarded-for": "10.0.0.9" },
      );
      expect(data).toEqual({ authenticate: { granted: false } });
      expect(ignoredIn(world())).toEqual([]);
    });
  },
  { TOKENPLANE_TRUSTED_PROXIES: "127.0.0.0/8, 10.0.0.0/8" },
);
