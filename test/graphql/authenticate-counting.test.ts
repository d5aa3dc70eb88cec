import { expect, it } from "vitest";
import { shortMoment } from "../support/sentence.js";
import { check, confirm, getEvents, fail, madeToken, getState } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

onSharedStore("counting wrong codes", (world) => {
  async function annaAtVpn(fields: object = {}) {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN", fields);
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    return {
      seed,
      fob,
      signIn: (code = fob.code()) => seed.signIn({ login: "anna" }, "VPN", code),
      state: () => getState(seed.admin, fob.id),
      unlock: (api = seed.admin) =>
        api.mutate("tokenUnlock", { token: { id: fob.id } }, "token { failures }"),
    };
  }
  const inMinutes = (minutes: number) => new Date(world().clock.now() + minutes * 60_000).toISOString();

  it.each([3, 5, 10])(
    "locks the token with wrong code %i where the resource says so, and the right one is denied",
    async (limit) => {
      const { seed, fob, signIn, state } = await annaAtVpn({ failedAttemptsBeforeLock: limit });
      await fail(seed, fob, "VPN", limit - 1);
      expect(await state()).toMatchObject({
        failures: limit - 1,
        consecutiveFailures: limit - 1,
        lock: null,
      });
      await fail(seed, fob, "VPN");
      const until = inMinutes(5);
      expect(await state()).toMatchObject({ failures: limit, lock: { reason: "FAILURES", until } });
      const [locked, denied] = await getEvents(seed.admin, 2);
      expect(denied).toMatchObject({ type: "AUTHENTICATION_DENIED", reason: "WRONG_CODE" });
      expect(locked).toMatchObject({
        type: "TOKEN_LOCKED",
        reason: "LOCKED",
        tokenName: fob.name,
        userLogin: "anna",
        resourceName: "VPN",
        summary: `Token ${fob.name} was locked until ${shortMoment(until)}, after too many wrong codes (the limit here is ${limit}).`,
      });
      expect(await signIn()).toBe(false);
      expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED LOCKED"]);
      expect(await state()).toMatchObject({ failures: limit, consecutiveFailures: limit });
    },
  );

  it("begins again after a success", async () => {
    const { seed, fob, signIn, state } = await annaAtVpn();
    for (let round = 0; round < 3; round += 1) {
      await fail(seed, fob, "VPN", 4);
      expect(await signIn()).toBe(true);
      expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 0, lock: null });
      world().clock.pass(30);
    }
  });

  it("ends a lock by the clock, to the second, and begins at 0 again without an event", async () => {
    const { seed, fob, signIn, state } = await annaAtVpn({ failedAttemptsBeforeLock: 3, lockMinutes: 7 });
    await fail(seed, fob, "VPN", 3);
    world().clock.pass(7 * 60 - 1);
    expect(await signIn()).toBe(false);
    world().clock.pass(1);
    expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 3, lock: null });
    await fail(seed, fob, "VPN", 2);
    expect(await state()).toMatchObject({ failures: 2, consecutiveFailures: 5, lock: null });
    await fail(seed, fob, "VPN");
    expect(await state()).toMatchObject({
      failures: 3,
      consecutiveFailures: 6,
      lock: { until: inMinutes(7) },
    });
    world().clock.pass(7 * 60);
    expect(await signIn()).toBe(true);
    expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 0, lock: null });
    expect(await seed.events(9)).toEqual([
      "AUTHENTICATION_GRANTED",
      "TOKEN_LOCKED LOCKED",
      "AUTHENTICATION_DENIED WRONG_CODE",
      "AUTHENTICATION_DENIED WRONG_CODE",
      "AUTHENTICATION_DENIED WRONG_CODE",
      "AUTHENTICATION_DENIED LOCKED",
      "TOKEN_LOCKED LOCKED",
      "AUTHENTICATION_DENIED WRONG_CODE",
      "AUTHENTICATION_DENIED WRONG_CODE",
    ]);
  });

  it("has nothing to unlock by hand once the clock has unlocked the token", async () => {
    const { seed, fob, unlock } = await annaAtVpn({ failedAttemptsBeforeLock: 3, lockMinutes: 7 });
    await fail(seed, fob, "VPN", 3);
    world().clock.pass(7 * 60);
    await unlock();
    expect(await seed.events(1)).toEqual(["TOKEN_LOCKED LOCKED"]);
  });

  it("keeps a lock of 0 minutes until someone unlocks the token by hand", async () => {
    const { seed, fob, signIn, state, unlock } = await annaAtVpn({ lockMinutes: 0 });
    await fail(seed, fob, "VPN", 5);
    expect(await state()).toMatchObject({ lock: { reason: "FAILURES", until: null } });
    world().clock.pass(366 * 86_400);
    expect(await signIn()).toBe(false);
    expect(await seed.events(2)).toEqual(["AUTHENTICATION_DENIED LOCKED", "TOKEN_LOCKED LOCKED"]);
    await unlock(await seed.key("HELPDESK"));
    expect(await seed.events(1)).toEqual(["TOKEN_UNLOCKED"]);
    expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 5, lock: null });
    expect(await signIn()).toBe(true);
  });

  it("forgets by an unlock what was counted, also without a lock, and says nothing when there was nothing", async () => {
    const { seed, fob, state, unlock } = await annaAtVpn();
    await fail(seed, fob, "VPN", 4);
    await unlock();
    expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 4 });
    expect(await seed.events(1)).toEqual(["TOKEN_UNLOCKED"]);
    await fail(seed, fob, "VPN", 4);
    expect(await state()).toMatchObject({ failures: 4, lock: null });
    await unlock();
    await unlock();
    expect(await seed.events(2)).toEqual(["TOKEN_UNLOCKED", "AUTHENTICATION_DENIED WRONG_CODE"]);
  });

  it("has one counter for a token, to which each resource applies its own limit and time", async () => {
    const { seed, fob, state } = await annaAtVpn({ failedAttemptsBeforeLock: 10 });
    await seed.resource("Mail", { failedAttemptsBeforeLock: 3, lockMinutes: 60 });
    await seed.link(fob.id, "Mail");
    await fail(seed, fob, "VPN", 6);
    expect(await state()).toMatchObject({ failures: 6, lock: null });
    await fail(seed, fob, "Mail");
    expect(await state()).toMatchObject({ failures: 7, lock: { until: inMinutes(60) } });
  });

  it("holds a lock at every resource, by user and by token, and for checks", async () => {
    const { seed, fob } = await annaAtVpn();
    await seed.resource("Mail", { failedAttemptsBeforeLock: 10 });
    await seed.link(fob.id, "Mail");
    await fail(seed, fob, "VPN", 5);
    expect(await seed.signIn({ login: "anna" }, "Mail", fob.code())).toBe(false);
    expect(await seed.signIn({ token: fob.id }, "Mail", fob.code())).toBe(false);
    expect(await seed.events(2)).toEqual(["AUTHENTICATION_DENIED LOCKED", "AUTHENTICATION_DENIED LOCKED"]);
    expect(await check(seed, fob.id, fob.code())).toBe("LOCKED");
    expect(await seed.events(1)).toEqual(["TOKEN_CHECKED LOCKED"]);
  });

  it("leaves the user's other tokens alone", async () => {
    const { seed, fob } = await annaAtVpn();
    await seed.resource("Mail");
    const other = await seed.fob({ of: "anna", at: ["Mail"] });
    await fail(seed, fob, "VPN", 5);
    expect(await seed.signIn({ login: "anna" }, "Mail", other.code())).toBe(true);
  });

  it("does not count a used code, nor anything while something else stands in the way", async () => {
    const { seed, fob, signIn, state } = await annaAtVpn({ failedAttemptsBeforeLock: 3 });
    const used = fob.code();
    expect(await signIn(used)).toBe(true);
    await fail(seed, fob, "VPN", 2);
    for (let again = 0; again < 5; again += 1) expect(await signIn(used)).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    const token = { id: fob.id };
    await seed.admin.do("tokenDisable", { token }, "__typename");
    await fail(seed, fob, "VPN", 5);
    await seed.admin.do("tokenEnable", { token }, "__typename");
    const closed = { resource: { name: "VPN" }, allowedAddresses: ["10.0.0.0/8"] };
    await seed.admin.do("resourceUpdate", closed, "__typename");
    await fail(seed, fob, "VPN", 5);
    expect(await state()).toMatchObject({ failures: 2, consecutiveFailures: 2, lock: null });
  });

  it("does not count wrong codes of an enrolment, which has attempts of its own", async () => {
    const seed = await world().seed();
    const app = await madeToken(world(), seed, "app", { software: { googleAuthenticator: {} } });
    for (let attempt = 0; attempt < 4; attempt += 1) {
      expect(await confirm(seed, app.id, app.wrongCode())).toBe("WRONG_CODE");
    }
    expect(await getState(seed.admin, app.id)).toMatchObject({ failures: 0, consecutiveFailures: 0 });
    expect(await confirm(seed, app.id, app.code())).toBeNull();
  });

  it("locks at a hundred in a row permanently: only an ADMIN unlocks it, no clock and nobody else", async () => {
    const { seed, fob, signIn, state, unlock } = await annaAtVpn({
      failedAttemptsBeforeLock: 10,
      lockMinutes: 1,
    });
    const helpdesk = await seed.key("HELPDESK");
    for (let failures = 10; failures < 100; failures += 10) {
      await fail(seed, fob, "VPN", 10);
      expect(await state()).toMatchObject({ consecutiveFailures: failures, lock: { reason: "FAILURES" } });
      // Neither the clock nor an unlock by hand makes it forget the row.
      if (failures % 20 === 0) await unlock(helpdesk);
      else world().clock.pass(60);
    }
    await fail(seed, fob, "VPN", 9);
    expect(await state()).toMatchObject({ failures: 9, consecutiveFailures: 99, lock: null });
    await fail(seed, fob, "VPN");
    expect(await state()).toMatchObject({
      consecutiveFailures: 100,
      lock: { reason: "FAILURE_CEILING", until: null },
    });
    expect(await seed.events(2)).toEqual([
      "TOKEN_LOCKED FAILURE_CEILING",
      "AUTHENTICATION_DENIED WRONG_CODE",
    ]);
    world().clock.pass(366 * 86_400);
    expect(await signIn()).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED FAILURE_CEILING"]);
    expect(await check(seed, fob.id, fob.code())).toBe("FAILURE_CEILING");
    for (const key of [helpdesk, await seed.key("PROVISIONER")]) {
      expect(await unlock(key)).toMatchObject({ code: "LOCKED", path: ["input", "token"] });
    }
    expect(await signIn()).toBe(false);
    expect((await unlock()).code).toBeUndefined();
    expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 0, lock: null });
    expect(await signIn()).toBe(true);
  });

  it("reaches the ceiling below a resource's limit too", async () => {
    const { seed, fob, state, unlock, signIn } = await annaAtVpn({ failedAttemptsBeforeLock: 10 });
    for (let row = 0; row < 11; row += 1) {
      await fail(seed, fob, "VPN", 9);
      await unlock();
    }
    expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 99, lock: null });
    await fail(seed, fob, "VPN");
    expect(await state()).toMatchObject({ failures: 1, lock: { reason: "FAILURE_CEILING", until: null } });
    expect(await signIn()).toBe(false);
  });

  it("begins the row again after a success at ninety-nine", async () => {
    const { seed, fob, state, unlock, signIn } = await annaAtVpn({ failedAttemptsBeforeLock: 10 });
    for (let row = 0; row < 11; row += 1) {
      await fail(seed, fob, "VPN", 9);
      await unlock();
    }
    expect(await signIn()).toBe(true);
    expect(await state()).toMatchObject({ failures: 0, consecutiveFailures: 0 });
    await fail(seed, fob, "VPN");
    expect(await state()).toMatchObject({ failures: 1, consecutiveFailures: 1, lock: null });
  });
});
