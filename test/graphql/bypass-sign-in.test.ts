import { expect, it, vi } from "vitest";
import { PinHasher } from "../../server/secrets/pin-hash.js";
import { grant, setPolicy } from "../support/bypass.js";
import { getContents } from "../support/contents.js";
import type { Device, Seed } from "../support/seed.js";
import { shortMoment } from "../support/sentence.js";
import {
  answerTo,
  BYPASSED,
  check,
  DENIED,
  fail,
  GRANTED,
  madeToken,
  newestEvent,
  getState,
} from "../support/sign-in.js";
import { byTier, someByTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const HOUR = 3_600;

/** What an attempt of anna came to: what she was let in for, or why not. */
async function tried(seed: Seed, passcode: string, place = "VPN", more: object = {}): Promise<string> {
  const input = { resource: { name: place }, subject: { user: { login: "anna" } }, passcode, ...more };
  const answer = await answerTo(seed.admin, input);
  const { type, method, reason } = await newestEvent(seed.admin);
  if (answer === DENIED) return reason ?? type;
  expect(answer).toBe(method === "OTP" ? GRANTED : BYPASSED);
  return method ?? type;
}

function revoke({ admin }: Seed, { id }: Device): Promise<object> {
  return admin.do("tokenBypassRevoke", { bypass: { token: { id } } }, "__typename");
}

function setPin({ admin }: Seed, { id }: Device, pin: string, position = "BEFORE_OTP"): Promise<object> {
  return admin.do("tokenPinSet", { token: { id }, pin, position }, "__typename");
}

/** Sets and clears the policies of bypasses, of a resource or of the account. */
function policiesOf({ admin }: Seed) {
  return {
    set: (scope: object, more: object) => admin.do("bypassPolicySet", { scope, ...more }, "__typename"),
    clear: (scope: object) => admin.do("bypassPolicyClear", { scope }, "__typename"),
  };
}

/** anna has a fob at VPN and at Mail. */
async function annaAtWork(world: World) {
  const seed = await world.seed();
  await seed.user("anna");
  for (const name of ["VPN", "Mail"]) await seed.resource(name, { failedAttemptsBeforeLock: 4 });
  const fob = await seed.fob({ of: "anna", at: ["VPN", "Mail"] });
  return { seed, fob };
}

onOneStore("a sign-in with a bypass", (world) => {
  it("is granted whatever is typed, the right code and none at all too, and says so in its answer and event", async () => {
    const { seed, fob } = await annaAtWork(world());
    const { expiresAt } = await grant(seed.admin, fob.id, "VPN", "HOURS_8", { reason: "travels" });
    for (const passcode of ["", " ", fob.code(), fob.wrongCode(), "pass phrase", "1".repeat(12), "１２３"]) {
      expect(await tried(seed, passcode), JSON.stringify(passcode)).toBe("BYPASS");
    }
    const subject = { token: { serialNumber: fob.name } };
    const input = { resource: { name: "VPN" }, subject, passcode: "", clientAddress: "192.0.2.7" };
    expect(await answerTo(seed.admin, input)).toBe(BYPASSED);
    expect(await newestEvent(seed.admin)).toEqual({
      type: "AUTHENTICATION_GRANTED",
      outcome: "GRANTED",
      method: "BYPASS",
      reason: null,
      subjectHmac: null,
      clientAddress: "192.0.2.7",
      callerAddress: "127.0.0.1",
      tokenName: fob.name,
      userLogin: "anna",
      resourceName: "VPN",
      summary: `anna signed in at VPN with token ${fob.name}, without a code: it has a bypass until ${shortMoment(expiresAt ?? "")}.`,
    });
    await grant(seed.admin, fob.id, "VPN", "PERMANENT");
    expect(await tried(seed, "")).toBe("BYPASS");
    expect((await newestEvent(seed.admin)).summary).toMatch(/it has a bypass until somebody ends it\.$/);
  });

  it("uses nothing up and forgets no failure", async () => {
    const { seed, fob } = await annaAtWork(world());
    await fail(seed, fob, "VPN", 3);
    await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    const before = await getState(seed.admin, fob.id);
    expect(await tried(seed, fob.code())).toBe("BYPASS");
    expect(await getState(seed.admin, fob.id)).toEqual(before);
    expect(before).toMatchObject({ failures: 3, consecutiveFailures: 3, lastUsedAt: null });
    await revoke(seed, fob);
    expect(await tried(seed, fob.code())).toBe("OTP");
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 0, consecutiveFailures: 0 });
  });

  it("is repeated under its idempotency key also when the bypass is over", async () => {
    const { seed, fob } = await annaAtWork(world());
    await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    expect(await tried(seed, "", "VPN", { idempotencyKey: "lost" })).toBe("BYPASS");
    await revoke(seed, fob);
    const before = await getContents(world(), seed.accountId);
    const subject = { user: { login: "anna" } };
    const input = { resource: { name: "VPN" }, subject, passcode: "", idempotencyKey: "lost" };
    expect(await answerTo(seed.admin, input)).toBe(BYPASSED);
    expect(await getContents(world(), seed.accountId)).toEqual(before);
  });

  it.each([
    ["HOUR_1", 1],
    ["HOURS_8", 8],
    ["HOURS_12", 12],
    ["HOURS_24", 24],
  ])("of %s ends by the clock to the millisecond", async (duration, hours) => {
    const { seed, fob } = await annaAtWork(world());
    await grant(seed.admin, fob.id, "VPN", duration);
    world().clock.pass(hours * HOUR - 0.001);
    expect(await tried(seed, "")).toBe("BYPASS");
    world().clock.pass(0.001);
    expect(await tried(seed, "")).toBe("NO_PASSCODE");
    expect(await tried(seed, fob.code())).toBe("OTP");
  });

  it("is let in where the bypass holds: at its resource alone, or everywhere", async () => {
    const { seed, fob } = await annaAtWork(world());
    await grant(seed.admin, fob.id, "VPN", "PERMANENT");
    expect(await tried(seed, "", "VPN")).toBe("BYPASS");
    expect(await tried(seed, "", "Mail")).toBe("NO_PASSCODE");
    await revoke(seed, fob);
    expect(await tried(seed, "", "VPN")).toBe("NO_PASSCODE");
    await grant(seed.admin, fob.id, "everywhere", "PERMANENT");
    await seed.resource("Wiki");
    expect(await tried(seed, "", "Wiki")).toBe("NOT_LINKED");
    await seed.link(fob.id, "Wiki");
    for (const place of ["VPN", "Mail", "Wiki"]) expect(await tried(seed, "", place)).toBe("BYPASS");
    // Of two that hold the longer one counts.
    const { expiresAt } = await grant(seed.admin, fob.id, "everywhere", "HOURS_8");
    await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    expect(await tried(seed, "", "VPN")).toBe("BYPASS");
    expect((await newestEvent(seed.admin)).summary).toContain(`until ${shortMoment(expiresAt ?? "")}.`);
    world().clock.pass(HOUR);
    expect(await tried(seed, "", "VPN")).toBe("BYPASS");
  });

  it("asks all policies of the resource since the grant: how long at most, and granted by whom", async () => {
    const { seed, fob } = await annaAtWork(world());
    await grant(await seed.key("HELPDESK"), fob.id, "everywhere", "HOURS_24");
    const both = async () => [await tried(seed, "", "VPN"), await tried(seed, "", "Mail")];
    const [yes, no] = ["BYPASS", "NO_PASSCODE"];
    const again = async (place: string) => {
      await grant(await seed.key("HELPDESK"), fob.id, place, "HOURS_24");
    };
    expect(await both()).toEqual([yes, yes]);
    await setPolicy(seed.admin, "VPN", "HOURS_8");
    world().clock.pass(8 * HOUR - 0.001);
    expect(await both()).toEqual([yes, yes]);
    world().clock.pass(0.001);
    expect(await both()).toEqual([no, yes]);
    // What ended by a policy does not begin again by another one, but by another grant.
    await setPolicy(seed.admin, "VPN", "HOURS_12");
    expect(await both()).toEqual([no, yes]);
    await again("everywhere");
    expect(await both()).toEqual([yes, yes]);
    await setPolicy(seed.admin, "VPN", "PERMANENT", { grantedBy: ["ADMIN", "PROVISIONER"] });
    expect(await both()).toEqual([no, yes]);
    await setPolicy(seed.admin, "VPN", "PERMANENT", { reasonRequired: true });
    await grant(seed.admin, fob.id, "VPN", "HOURS_24", { reason: "travels" });
    // The account's default decides where there is no other policy, and only there.
    await setPolicy(seed.admin, "default", "NONE");
    expect(await both()).toEqual([yes, no]);
    const clear = (scope: object) => seed.admin.do("bypassPolicyClear", { scope }, "__typename");
    await clear({ resource: { name: "VPN" } });
    expect(await both()).toEqual([no, no]);
    await clear({ accountDefault: true });
    expect(await both()).toEqual([no, no]);
    await again("everywhere");
    expect(await both()).toEqual([yes, yes]);
    world().clock.pass(24 * HOUR);
    expect(await both()).toEqual([no, no]);
  });

  it("does not begin by a looser policy, however it is loosened, and whoever loosens it reads how many do not", async () => {
    const { seed, fob } = await annaAtWork(world());
    const helpdesk = await seed.key("HELPDESK");
    const { set, clear } = policiesOf(seed);
    const vpn = { resource: { name: "VPN" } };
    const none = { maximumDuration: "NONE" };
    const any = { maximumDuration: "PERMANENT" };
    const byDefault = { accountDefault: true };
    const loosened: [what: string, forbid: () => Promise<unknown>, loosen: () => Promise<unknown>][] = [
      ["the resource's own is cleared", () => set(vpn, none), () => clear(vpn)],
      ["the resource's own allows bypasses", () => set(vpn, none), () => set(vpn, any)],
      [
        "the resource's own allows the role",
        () => set(vpn, { ...any, grantedBy: ["ADMIN"] }),
        () => set(vpn, any),
      ],
      [
        "the resource's own comes in place of the account's default",
        // The default forbids it only after the grant: a bypass everywhere asks it.
        () => clear(vpn),
        () => set(byDefault, none).then(() => set(vpn, any)),
      ],
      [
        "the account's default allowed it before the resource's own does",
        () => clear(vpn),
        () =>
          set(byDefault, none)
            .then(() => clear(byDefault))
            .then(() => set(vpn, any)),
      ],
      [
        "the account's default is cleared",
        () => clear(vpn),
        () => set(byDefault, none).then(() => clear(byDefault)),
      ],
    ];
    for (const [what, forbid, loosen] of loosened) {
      await clear(byDefault);
      await forbid();
      await grant(helpdesk, fob.id, "everywhere", "PERMANENT");
      await loosen();
      expect(await tried(seed, "", "VPN"), what).toBe("NO_PASSCODE");
      const { events } = await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
        `{ events(first: 20, filter: { types: [BYPASS_POLICY_SET, BYPASS_POLICY_CLEARED] }) { nodes { summary } } }`,
      );
      const summaries = events.nodes.map(({ summary }) => summary).join(" ");
      expect(summaries, what).toContain(
        "One bypass that the policy before did not allow, or not for so long, stays as it was.",
      );
      // Another grant, which the looser policy allows, works.
      await clear(byDefault);
      await clear(vpn);
      await grant(helpdesk, fob.id, "everywhere", "PERMANENT");
      expect(await tried(seed, "", "VPN"), what).toBe("BYPASS");
    }
  });

  it("does not begin where a policy forbade it, and works elsewhere, also where its token is linked later", async () => {
    const { seed, fob } = await annaAtWork(world());
    const { set, clear } = policiesOf(seed);
    const vpn = { resource: { name: "VPN" } };
    await set(vpn, { maximumDuration: "NONE" });
    await grant(await seed.key("HELPDESK"), fob.id, "everywhere", "PERMANENT");
    await clear(vpn);
    await seed.resource("Wiki");
    await seed.link(fob.id, "Wiki");
    expect(await tried(seed, "", "VPN")).toBe("NO_PASSCODE");
    for (const place of ["Mail", "Wiki"]) expect(await tried(seed, "", place)).toBe("BYPASS");
  });

  const obstacles: [reason: string, scene: (seed: Seed, fob: Device) => Promise<unknown>][] = [
    ["TOKEN_DISABLED", ({ admin }, { id }) => admin.do("tokenDisable", { token: { id } }, "__typename")],
    ["LOCKED", (seed, fob) => revoke(seed, fob).then(() => fail(seed, fob, "VPN", 4))],
    [
      "USER_DISABLED",
      ({ admin }) => admin.do("userUpdate", { user: { login: "anna" }, enabled: false }, "__typename"),
    ],
    [
      "RESOURCE_DISABLED",
      ({ admin }) => admin.do("resourceUpdate", { resource: { name: "VPN" }, enabled: false }, "__typename"),
    ],
    [
      "ADDRESS_NOT_ALLOWED",
      ({ admin }) =>
        admin.do(
          "resourceUpdate",
          { resource: { name: "VPN" }, allowedAddresses: ["10.0.0.0/8"] },
          "__typename",
        ),
    ],
    [
      "NOT_LINKED",
      ({ admin }, { id }) => {
        const link = { token: { id }, resource: { name: "VPN" } };
        return admin.do("assignmentDelete", { assignment: { link } }, "__typename");
      },
    ],
  ];
  it.each(obstacles)("is denied as usual when it is %s, and counts nothing", async (reason, scene) => {
    const { seed, fob } = await annaAtWork(world());
    await grant(seed.admin, fob.id, "everywhere", "PERMANENT");
    expect(await tried(seed, "")).toBe("BYPASS");
    await scene(seed, fob);
    await grant(seed.admin, fob.id, "everywhere", "PERMANENT");
    const before = await getState(seed.admin, fob.id);
    for (const passcode of ["", fob.code(), fob.wrongCode()])
      expect(await tried(seed, passcode)).toBe(reason);
    expect(await getState(seed.admin, fob.id)).toEqual(before);
  });

  it("is denied while the token has no user, or its enrolment is not confirmed", async () => {
    const { seed } = await annaAtWork(world());
    const bare = await seed.fob({ at: ["VPN"] });
    const app = await madeToken(world(), seed, "app", { software: { googleAuthenticator: {} } });
    for (const { id } of [bare, app]) await grant(seed.admin, id, "everywhere", "PERMANENT");
    const byToken = async ({ id }: Device) => {
      expect(await seed.signIn({ token: id }, "VPN", "")).toBe(false);
      return (await newestEvent(seed.admin)).reason;
    };
    expect(await byToken(bare)).toBe("UNASSIGNED");
    const to = { newUser: { login: "bert" } };
    await seed.admin.do("tokenAssign", { token: { id: app.id }, to }, "__typename");
    await seed.link(app.id, "VPN");
    expect(await byToken(app)).toBe("PENDING");
    await seed.admin.do("tokenEnrolmentConfirm", { token: { id: app.id }, otp: app.code() }, "__typename");
    expect(await seed.signIn({ token: app.id }, "VPN", "")).toBe(true);
  });

  it("asks no challenge of a token that answers them", async () => {
    const { seed } = await annaAtWork(world());
    const secret = Buffer.from("12345678901234567890").toString("hex");
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      {
        model: { hardware: { ultra: { serialNumber: "ULTRA-1", secret, secretEncoding: "HEX" } } },
        to: { newUser: { login: "bert" } },
      },
      "token { id }",
    );
    await seed.link(token.id, "VPN");
    expect(await seed.signIn({ login: "bert" }, "VPN", "")).toBe(false);
    await grant(seed.admin, token.id, "VPN", "HOUR_1");
    expect(await seed.signIn({ login: "bert" }, "VPN", "")).toBe(true);
  });

  it("is no way around a check of a code", async () => {
    const { seed, fob } = await annaAtWork(world());
    await grant(seed.admin, fob.id, "everywhere", "PERMANENT");
    expect(await check(seed, fob.id, "")).toBe("NO_PASSCODE");
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    expect(await check(seed, fob.id, fob.code())).toBe("REPLAYED");
    expect(await tried(seed, fob.code())).toBe("BYPASS");
  });

  it("lets nobody in by the bypass of another token, of the same user or in another account", async () => {
    const { seed, fob } = await annaAtWork(world());
    const other = await seed.fob({ of: "anna" });
    await grant(seed.admin, other.id, "everywhere", "PERMANENT");
    const elsewhere = await annaAtWork(world());
    await grant(elsewhere.seed.admin, elsewhere.fob.id, "everywhere", "PERMANENT");
    expect(await tried(seed, "")).toBe("NO_PASSCODE");
    expect(await tried(seed, fob.code())).toBe("OTP");
  });
});

onOneStore("a sign-in with a bypass and a PIN", (world) => {
  it.each(someByTier(["BEFORE_OTP", "AFTER_OTP"]))(
    "takes the PIN alone, or with as many digits as a code has in its place (%s)",
    async (position) => {
      const { seed, fob } = await annaAtWork(world());
      await grant(seed.admin, fob.id, "VPN", "HOUR_1");
      const beside = (pin: string, more: string) =>
        position === "BEFORE_OTP" ? `${pin}${more}` : `${more}${pin}`;
      const unlock = () => seed.admin.do("tokenUnlock", { token: { id: fob.id } }, "__typename");
      for (const pin of ["0417", "041704170", "041704170417"]) {
        await setPin(seed, fob, pin, position);
        const right = [pin, beside(pin, fob.code()), beside(pin, fob.wrongCode()), beside(pin, "000000")];
        for (const text of right) expect(await tried(seed, text), text).toBe("BYPASS");
        const wrong = [
          " ",
          fob.code(),
          `${pin} `,
          pin.slice(1),
          beside("9999", fob.code()),
          position === "BEFORE_OTP" ? `000000${pin}` : `${pin}000000`,
          beside(pin, "00000"),
          beside(pin, "0000000"),
          beside(pin, "00000x"),
          beside(pin, "      "),
        ];
        for (const text of wrong) {
          expect(await tried(seed, text), JSON.stringify(text)).toBe("WRONG_PIN");
          expect((await getState(seed.admin, fob.id)).failures).toBe(1);
          await unlock();
        }
      }
    },
  );

  it("counts wrong PINs, which lock; the right one then is denied, too", async () => {
    const { seed, fob } = await annaAtWork(world());
    await setPin(seed, fob, "1234");
    await grant(seed.admin, fob.id, "VPN", "HOURS_8");
    for (const text of ["1235", `9999${fob.code()}`, " "]) expect(await tried(seed, text)).toBe("WRONG_PIN");
    expect(await tried(seed, "1234")).toBe("BYPASS");
    expect((await getState(seed.admin, fob.id)).failures).toBe(3);
    expect(await seed.signIn({ login: "anna" }, "VPN", "0000")).toBe(false);
    expect(await seed.events(2)).toEqual(["TOKEN_LOCKED LOCKED", "AUTHENTICATION_DENIED WRONG_PIN"]);
    expect(await tried(seed, "1234")).toBe("LOCKED");
    world().clock.pass(300);
    expect(await tried(seed, "1234")).toBe("BYPASS");
    // No counter was cleared: the lock that is over counts as an unlock, as usual.
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 0, consecutiveFailures: 4 });
  });

  it("asks for PIN and code again when the bypass is over", async () => {
    const { seed, fob } = await annaAtWork(world());
    await setPin(seed, fob, "1234");
    await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    expect(await tried(seed, "1234")).toBe("BYPASS");
    world().clock.pass(HOUR);
    expect(await tried(seed, "1234")).toBe("WRONG_PIN");
    expect(await tried(seed, `1234${fob.wrongCode()}`)).toBe("WRONG_CODE");
    expect(await tried(seed, `1234${fob.code()}`)).toBe("OTP");
  });

  it("does no other work for a token that is locked than for one that is not", async () => {
    const { seed, fob } = await annaAtWork(world());
    await setPin(seed, fob, "1234");
    await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    const hashed = vi.spyOn(PinHasher.prototype, "isRight");
    const work = async (passcode: string) => {
      hashed.mockClear();
      await tried(seed, passcode);
      return hashed.mock.calls.length;
    };
    const texts = ["", "1", "9999", "999999", "9".repeat(12), "9".repeat(20)];
    const each = async () => {
      const counts: number[] = [];
      for (const text of texts) counts.push(await work(text));
      return counts;
    };
    const open = await each();
    expect((await getState(seed.admin, fob.id)).lock).not.toBeNull();
    expect(open).toEqual([0, 0, 1, 1, 2, 0]);
    expect(await each()).toEqual(open);
    hashed.mockRestore();
  });
});

onOneStore("sign-ins with a bypass, many at once", (world) => {
  /** Forty sign-ins by turns at two servers, and in between what changes. @returns the account's events in order. */
  async function among(seed: Seed, change: (seed: Seed) => Promise<unknown>): Promise<string[]> {
    const servers = world().store === "PGlite" ? [seed] : [seed, seed.at(await world().replica())];
    const before = (await seed.events(100)).length;
    const ask = (turn: number) =>
      (servers[turn % servers.length] ?? seed).signIn({ login: "anna" }, "VPN", "");
    const first = Array.from({ length: 20 }, (_, turn) => ask(turn));
    const changed = change(servers.at(-1) ?? seed);
    const second = Array.from({ length: 20 }, (_, turn) => ask(turn));
    await Promise.all([...first, changed, ...second]);
    const events = await seed.events(100);
    return events.slice(0, events.length - before).toReversed();
  }

  const changes: [string, (seed: Seed, fob: Device) => Promise<unknown>, string][] = [
    ["the bypass was revoked", revoke, "BYPASS_REVOKED"],
    ["the token got a PIN", (seed, fob) => setPin(seed, fob, "1234"), "TOKEN_PIN_SET"],
    [
      "the token was disabled",
      ({ admin }, { id }) => admin.do("tokenDisable", { token: { id } }, "__typename"),
      "TOKEN_DISABLED",
    ],
  ];
  it.each(changes)("are granted before %s, and never after", async (_what, change, event) => {
    for (let round = 0; round < byTier(1, 5); round += 1) {
      const { seed, fob } = await annaAtWork(world());
      await grant(seed.admin, fob.id, "VPN", "PERMANENT");
      const events = await among(seed, (at) => change(at, fob));
      const moment = events.indexOf(event);
      expect(moment, events.join(" ")).toBeGreaterThan(-1);
      const isGrant = (type: string) => type === "AUTHENTICATION_GRANTED";
      expect(events.slice(0, moment).filter((type) => !isGrant(type))).toEqual([]);
      expect(events.slice(moment).filter(isGrant)).toEqual([]);
      expect(events.filter((type) => type.startsWith("AUTHENTICATION"))).toHaveLength(40);
    }
  });
});
