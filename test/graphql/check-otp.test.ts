import { expect, it } from "vitest";
import { check, countEvents, fail, madeToken, newestEvent, getState } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

onSharedStore("tokenCheckOtp", (world) => {
  it("says of a code that it is valid, once, and reports it in an event", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const fob = await seed.fob({ of: "anna" });
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    expect(await newestEvent(seed.admin)).toMatchObject({
      type: "TOKEN_CHECKED",
      outcome: "VALID",
      reason: null,
      tokenName: fob.name,
      userLogin: "anna",
      resourceName: null,
      clientAddress: null,
      callerAddress: "127.0.0.1",
      summary: `A code of token ${fob.name} was checked: it is valid.`,
    });
    expect(await check(seed, fob.id, fob.code())).toBe("REPLAYED");
    expect(await newestEvent(seed.admin)).toMatchObject({
      type: "TOKEN_CHECKED",
      outcome: "INVALID",
      reason: "REPLAYED",
      summary: `A code of token ${fob.name} was checked and is not valid: the code was right, but was used before.`,
    });
  });

  it("takes a token that belongs to nobody and is linked nowhere, by id or serial number", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const input = { token: { serialNumber: fob.name }, passcode: fob.code() };
    expect(await seed.admin.do("tokenCheckOtp", input, "valid reason")).toEqual({
      valid: true,
      reason: null,
    });
    world().clock.pass(30);
    expect(await check(seed, fob.id, fob.code())).toBeNull();
  });

  it("asks nothing of user and resource: it is about the token alone", async () => {
    const seed = await world().seed();
    await seed.user("anna", { enabled: false });
    await seed.resource("VPN", { enabled: false });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    expect(await check(seed, fob.id, fob.code())).toBeNull();
  });

  it("is for HELPDESK too", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const helpdesk = await seed.key("HELPDESK");
    const input = { token: { id: fob.id }, passcode: fob.code() };
    expect(await helpdesk.do("tokenCheckOtp", input, "valid")).toEqual({ valid: true });
  });

  it("uses up what a sign-in would, and knows what a sign-in used up", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const signIn = (code: string) => seed.signIn({ login: "anna" }, "VPN", code);
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    expect(await signIn(fob.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    world().clock.pass(30);
    expect(await signIn(fob.code())).toBe(true);
    expect(await check(seed, fob.id, fob.code())).toBe("REPLAYED");
    // The step before the used one is no better.
    expect(await check(seed, fob.id, fob.code(-1))).toBe("REPLAYED");
  });

  it("learns drift and looks ahead as a sign-in does", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    fob.ahead = -30;
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    expect((await getState(seed.admin, fob.id)).drift).toBe(-1);
    const button = await seed.counterFob({}, 3);
    expect(await check(seed, button.id, button.code(11))).toBe("WRONG_CODE");
    expect(await check(seed, button.id, button.code(10))).toBeNull();
    expect(await check(seed, button.id, button.code(9))).toBe("WRONG_CODE");
  });

  it("counts together with sign-ins, and locks after five for five minutes", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 10, lockMinutes: 60 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await fail(seed, fob, "VPN", 3);
    expect(await check(seed, fob.id, fob.wrongCode())).toBe("WRONG_CODE");
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 4, lock: null });
    expect(await check(seed, fob.id, fob.wrongCode())).toBe("WRONG_CODE");
    const until = new Date(world().clock.now() + 300_000).toISOString();
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 5,
      lock: { reason: "FAILURES", until },
    });
    expect(await seed.events(2)).toEqual(["TOKEN_LOCKED LOCKED", "TOKEN_CHECKED WRONG_CODE"]);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await check(seed, fob.id, fob.code())).toBe("LOCKED");
    world().clock.pass(300);
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 0,
      consecutiveFailures: 0,
      lock: null,
    });
  });

  it("says why a code is not even looked at, and counts and uses up nothing then", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
    for (const code of [fob.code(), fob.wrongCode()]) {
      expect(await check(seed, fob.id, code)).toBe("TOKEN_DISABLED");
    }
    await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 0, lastUsedAt: null });
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    const app = await madeToken(world(), seed, "app", { software: { googleAuthenticator: {} } });
    expect(await check(seed, app.id, app.code())).toBe("PENDING");
  });

  it("knows no token but those of the account", async () => {
    const seed = await world().seed();
    const other = await world().seed();
    const foreign = await other.fob();
    const before = await countEvents(seed.admin);
    for (const token of [
      { id: foreign.id },
      { serialNumber: "none" },
      { id: "none" },
      { id: seed.accountId },
    ]) {
      const result = await seed.admin.mutate("tokenCheckOtp", { token, passcode: foreign.code() }, "valid");
      expect(result).toMatchObject({ code: "NOT_FOUND", path: ["input", "token"] });
    }
    expect(await countEvents(seed.admin)).toBe(before);
    expect(await check(other, foreign.id, foreign.code())).toBeNull();
  });
});
