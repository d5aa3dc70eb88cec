import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { answerTo, countEvents, DENIED, getEvents, GRANTED, newestEvent } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

const anna = { user: { login: "anna" } };

onOneStore("what a denial leaves behind", (world) => {
  async function annaAtVpn() {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    return { seed, fob: await seed.fob({ of: "anna", at: ["VPN"] }) };
  }

  it("is nothing used up when something stood in the way: the same code signs in when that is gone", async () => {
    const { seed, fob } = await annaAtVpn();
    const { admin } = seed;
    const attempt = (more: object = {}) =>
      answerTo(admin, { resource: { name: "VPN" }, subject: anna, passcode: fob.code(), ...more });
    const token = { id: fob.id };
    const user = { login: "anna" };
    const resource = { name: "VPN" };
    const obstacles: [string, object, string, object][] = [
      ["userUpdate", { user, enabled: false }, "userUpdate", { user, enabled: true }],
      ["tokenDisable", { token }, "tokenEnable", { token }],
      ["resourceUpdate", { resource, enabled: false }, "resourceUpdate", { resource, enabled: true }],
      [
        "resourceUpdate",
        { resource, allowedAddresses: ["10.0.0.0/8"] },
        "resourceUpdate",
        { resource, allowedAddresses: [] },
      ],
      ["tokenUnassign", { token }, "tokenAssign", { token, to: { user } }],
      [
        "assignmentDelete",
        { assignment: { link: { token, resource } } },
        "assignmentCreate",
        { token, to: { resource } },
      ],
    ];
    for (const [obstruct, how, clear, back] of obstacles) {
      await admin.do(obstruct, how, "__typename");
      expect(await attempt()).toBe(DENIED);
      await admin.do(clear, back, "__typename");
      expect(await attempt()).toBe(GRANTED);
      expect(await attempt()).toBe(DENIED);
      world().clock.pass(30);
    }
  });

  it("is a sentence that a person can read, with names where there are any", async () => {
    const { seed, fob } = await annaAtVpn();
    await seed.signIn({ login: "anna" }, "VPN", fob.wrongCode());
    await seed.signIn({ login: "nobody" }, "VPN", fob.code());
    const [unknown, wrong] = await getEvents(seed.admin, 2);
    expect(wrong).toMatchObject({
      tokenName: fob.name,
      userLogin: "anna",
      subjectHmac: null,
      summary: "anna was denied at VPN: the code was wrong.",
    });
    expect(unknown).toMatchObject({
      tokenName: null,
      userLogin: null,
      summary: "Someone unknown was denied at VPN: there is no such user.",
    });
  });

  it("of an unknown login is an HMAC of it and nothing else, in events, records and logs", async () => {
    const { seed, fob } = await annaAtVpn();
    const typed = "Correct-Horse Battery";
    await seed.signIn({ login: typed }, "VPN", fob.code(), { idempotencyKey: "typed" });
    await seed.signIn({ login: typed.toUpperCase() }, "VPN", fob.code());
    await seed.signIn({ login: "Staple" }, "VPN", fob.code());
    await seed.signIn({ token: "unknown" }, "VPN", fob.code());
    const hmacs = (await getEvents(seed.admin, 4)).map(({ subjectHmac }) => subjectHmac);
    expect(hmacs[3]).toMatch(/^[0-9a-f]{64}$/);
    // Logins are the same in capitals; whatever else is typed has another HMAC.
    expect(hmacs[2]).toBe(hmacs[3]);
    expect(new Set(hmacs).size).toBe(3);
    expect(hmacs).not.toContain(null);
    // It takes the server's key to make it.
    const { hmacKey } = world().services;
    expect(hmacKey).toHaveLength(32);
    const text = `login ${typed.toLowerCase()}`;
    expect(hmacs[3]).toBe(createHmac("sha256", hmacKey).update(text).digest("hex"));
    const rows = await world().database.query<{ kept: string }>(Prisma.sql`
      SELECT events::text AS kept FROM events UNION ALL
      SELECT idempotency_records::text FROM idempotency_records`);
    const kept = `${rows.map((row) => row.kept).join("\n")}\n${world().logged()}`.toLowerCase();
    expect(kept).toContain(String(hmacs[3]));
    expect(kept).not.toContain("horse");
    expect(kept).not.toContain("battery");
  });

  it("of an unknown login is the HMAC also when something else stands in the way first", async () => {
    const { seed } = await annaAtVpn();
    await seed.signIn({ login: "nobody" }, "VPN", "000000");
    const { subjectHmac } = await newestEvent(seed.admin);
    const closed = { resource: { name: "VPN" }, enabled: false };
    await seed.admin.do("resourceUpdate", closed, "__typename");
    await seed.signIn({ login: "nobody" }, "VPN", "000000");
    expect(await newestEvent(seed.admin)).toMatchObject({ reason: "RESOURCE_DISABLED", subjectHmac });
  });

  it("is nothing but a refusal when a text has a NUL in it, which no database can keep", async () => {
    const { seed, fob } = await annaAtVpn();
    const events = await countEvents(seed.admin);
    const typed = "Battery-Staple\0";
    const attempt = { resource: { name: "VPN" }, subject: anna, passcode: fob.code() };
    for (const input of [
      { ...attempt, subject: { user: { login: typed } } },
      { ...attempt, subject: { token: { serialNumber: typed } } },
      { ...attempt, resource: { name: typed } },
      { ...attempt, passcode: typed },
      { ...attempt, idempotencyKey: typed },
    ]) {
      expect(await answerTo(seed.admin, input)).toContain('"code":"BAD_USER_INPUT"');
    }
    expect(await countEvents(seed.admin)).toBe(events);
    expect(world().logged()).not.toContain("Battery-Staple");
    expect(await answerTo(seed.admin, attempt)).toBe(GRANTED);
  });

  it.each(["\ud800", "\udc00", "\ud800 \\ud800", "\u{1f511}"])(
    "is what any denial leaves when people type half a surrogate pair, or a whole one: %j",
    async (typed) => {
      const { seed, fob } = await annaAtVpn();
      const attempt = { resource: { name: "VPN" }, subject: anna, passcode: fob.code() };
      const nobody = { ...attempt, subject: { user: { login: `anna${typed}` } } };
      expect(await answerTo(seed.admin, nobody)).toBe(DENIED);
      expect(await answerTo(seed.admin, { ...nobody, idempotencyKey: typed })).toBe(DENIED);
      expect(await answerTo(seed.admin, { ...nobody, idempotencyKey: typed })).toBe(DENIED);
      const nothing = { ...attempt, subject: { token: { serialNumber: typed } } };
      expect(await answerTo(seed.admin, nothing)).toBe(DENIED);
      expect(await answerTo(seed.admin, { ...attempt, passcode: typed })).toBe(DENIED);
      expect(await seed.events(4)).toEqual([
        "AUTHENTICATION_DENIED WRONG_CODE",
        "AUTHENTICATION_DENIED UNKNOWN_TOKEN",
        "AUTHENTICATION_DENIED UNKNOWN_USER",
        "AUTHENTICATION_DENIED UNKNOWN_USER",
      ]);
      expect(await answerTo(seed.admin, attempt)).toBe(GRANTED);
    },
  );
});
