import { expect, it } from "vitest";
import { getContents } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import type { Device, Seed } from "../support/seed.js";
import { check, confirm, getEvents, fail, madeToken, getState } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";

const FARTHEST = 1_000;

interface Answer {
  readonly code?: string;
  readonly path?: readonly string[];
  readonly shift: number;
  readonly token: { readonly drift: number; readonly failures: number; readonly lastUsedAt: string | null };
}

function answer({ admin }: Seed, { id }: Device, otps: readonly string[]): Promise<Answer> {
  return admin.mutate<Answer>(
    "tokenSynchronize",
    { token: { id }, otps },
    "shift token { drift failures lastUsedAt }",
  );
}

/** What a synchronization came to: how far the device was off, or the code of the refusal. */
async function synchronize(seed: Seed, device: Device, otps: readonly string[]): Promise<number | string> {
  const { code, shift } = await answer(seed, device, otps);
  return code ?? shift;
}

/** The two codes that a device shows from now on. */
function pair(device: Device, steps = 0): [string, string] {
  return [device.code(steps), device.code(steps + 1)];
}

async function annaAtVpn(world: World) {
  const seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN");
  const signIn = (device: Device, code: string) => seed.signIn({ token: device.id }, "VPN", code);
  return { seed, signIn };
}

onOneStore("a synchronization", (world) => {
  it.each([
    ["a day ahead", 2_000 * 30, 30],
    ["hours behind", -800 * 30, 30],
    ["minutes ahead, at a minute a step", 12 * 60, 60],
  ])("finds a fob whose clock is %s, and it signs in again", async (_what, ahead, periodSeconds) => {
    const { seed, signIn } = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { periodSeconds });
    fob.ahead = Math.sign(ahead) * Math.min(Math.abs(ahead), (FARTHEST - 1) * periodSeconds);
    expect(await signIn(fob, fob.code())).toBe(false);
    const first = fob.code();
    world().clock.pass(periodSeconds);
    const otps = [first, fob.code()];
    const drift = fob.ahead / periodSeconds;
    expect(await answer(seed, fob, otps)).toEqual({
      shift: drift,
      token: { drift, failures: 0, lastUsedAt: new Date(world().clock.now()).toISOString() },
    });
    for (const code of otps) {
      expect(await signIn(fob, code)).toBe(false);
      expect(await check(seed, fob.id, code)).toBe("REPLAYED");
    }
    expect(await synchronize(seed, fob, otps)).toBe("REPLAYED");
    for (let times = 0; times < 3; times += 1) {
      world().clock.pass(periodSeconds);
      expect(await signIn(fob, fob.code())).toBe(true);
    }
    expect((await getState(seed.admin, fob.id)).drift).toBe(drift);
  });

  it("finds a button that was pressed a thousand times in a pocket, and no further", async () => {
    const { seed, signIn } = await annaAtVpn(world());
    const button = await seed.counterFob({ of: "anna", at: ["VPN"] });
    expect(await signIn(button, button.press())).toBe(true);
    expect(await synchronize(seed, button, pair(button, FARTHEST + 1))).toBe("WRONG_CODE");
    button.counter += FARTHEST;
    expect(await signIn(button, button.code())).toBe(false);
    const otps = [button.press(), button.press()];
    expect(await synchronize(seed, button, otps)).toBe(FARTHEST);
    for (const code of otps) expect(await signIn(button, code)).toBe(false);
    expect(await signIn(button, button.press())).toBe(true);
    const events = await getEvents(seed.admin, 20);
    expect(events.find(({ type }) => type === "TOKEN_SYNCHRONIZED")?.summary).toBe(
      `Token ${button.name} was synchronized: it is 1000 counts ahead of where it was expected.`,
    );
  });

  it("reaches a thousand steps to either side of now, and no further", async () => {
    const seed = await world().seed();
    for (const offset of [-FARTHEST - 1, FARTHEST + 1]) {
      const fob = await seed.fob();
      expect(await synchronize(seed, fob, pair(fob, offset))).toBe("WRONG_CODE");
    }
    for (const offset of [-FARTHEST, FARTHEST]) {
      const fob = await seed.fob();
      expect(await synchronize(seed, fob, pair(fob, offset))).toBe(offset + 1);
    }
  });

  it("never goes back: what was used, or lies before it, is refused and counts nothing", async () => {
    const { seed, signIn } = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const button = await seed.counterFob({ of: "anna" }, 50);
    expect(await signIn(fob, fob.code())).toBe(true);
    expect(await check(seed, button.id, button.code())).toBeNull();
    for (const device of [fob, button]) {
      for (const steps of device === fob ? [-500, -1, 0] : [-1, 0]) {
        expect(await synchronize(seed, device, pair(device, steps))).toBe("REPLAYED");
      }
      expect(await getState(seed.admin, device.id)).toMatchObject({ failures: 0, drift: 0 });
      expect(await synchronize(seed, device, pair(device, 1))).not.toBe("REPLAYED");
    }
    world().clock.pass(-3_600);
    expect(await synchronize(seed, fob, pair(fob))).toBe("REPLAYED");
  });

  it("says when a device whose clock was put back shows new codes; then it is found", async () => {
    const { seed, signIn } = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    fob.ahead = 2 * 3_600;
    expect(await synchronize(seed, fob, pair(fob, -1))).toBe(2 * 120);
    fob.ahead = 0;
    const message = async () =>
      (await seed.admin.mutate("tokenSynchronize", { token: { id: fob.id }, otps: pair(fob, -1) }, "shift"))
        .message;
    const said = await message();
    const [, day, time] = /its clock was set back: .* after (\S+) (\d\d:\d\d) \(UTC\)/.exec(said ?? "") ?? [];
    const at = Date.parse(`${day}T${time}Z`);
    expect(at - world().clock.now()).toBeGreaterThan(2 * 3_600_000);
    expect(at - world().clock.now()).toBeLessThan(2 * 3_600_000 + 150_000);
    world().clock.pass((at - world().clock.now()) / 1_000 - 60);
    expect(await message()).toBe("A code was used before. Wait for two new codes, and give them in order.");
    world().clock.pass(60);
    expect(await synchronize(seed, fob, pair(fob, -1))).toBe(-2 * 120);
    world().clock.pass(30);
    expect(await signIn(fob, fob.code())).toBe(true);
  });

  it("keeps a drift beyond what is learnt, learns back towards the time, and no further away", async () => {
    const { seed, signIn } = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const drift = async () => (await getState(seed.admin, fob.id)).drift;
    expect(await synchronize(seed, fob, pair(fob, 49))).toBe(50);
    world().clock.pass(300);
    expect(await signIn(fob, fob.code(51))).toBe(true);
    expect(await drift()).toBe(50);
    world().clock.pass(300);
    expect(await signIn(fob, fob.code(49))).toBe(true);
    expect(await drift()).toBe(49);
  });

  it("takes two codes in their order, and nothing else", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const [a, b] = pair(fob);
    const before = await getContents(world(), seed.accountId);
    for (const otps of [[], [a], [a, b, fob.code(2)], ["", ""], [a, ""]]) {
      expect(await answer(seed, fob, otps)).toMatchObject({
        code: "VALIDATION_FAILED",
        path: ["input", "otps"],
      });
    }
    const after = await getContents(world(), seed.accountId);
    expect(after.filter((row) => !row.startsWith("events"))).toEqual(
      before.filter((row) => !row.startsWith("events")),
    );
    for (const otps of [
      [b, a],
      [a, a],
      [a, fob.code(2)],
      [`${a} `, b],
      [a, ` ${b}`],
      ["1", b],
    ]) {
      expect(await answer(seed, fob, otps)).toMatchObject({ code: "WRONG_CODE", path: ["input", "otps"] });
      await seed.admin.do("tokenUnlock", { token: { id: fob.id } }, "__typename");
    }
    expect(await synchronize(seed, fob, [a, b])).toBe(1);
  });

  it("counts wrong codes together with sign-ins and checks, locks after five, and then finds nothing", async () => {
    const { seed, signIn } = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const wrong = [fob.wrongCode(), fob.wrongCode()];
    await fail(seed, fob, "VPN");
    expect(await synchronize(seed, fob, wrong)).toBe("WRONG_CODE");
    expect(await check(seed, fob.id, fob.wrongCode())).toBe("WRONG_CODE");
    expect(await synchronize(seed, fob, wrong)).toBe("WRONG_CODE");
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 4,
      consecutiveFailures: 4,
      lock: null,
    });
    expect(await synchronize(seed, fob, wrong)).toBe("WRONG_CODE");
    const until = new Date(world().clock.now() + 300_000).toISOString();
    const locked = { failures: 5, consecutiveFailures: 5, lock: { reason: "FAILURES", until } };
    expect(await getState(seed.admin, fob.id)).toMatchObject(locked);
    expect(await seed.events(2)).toEqual(["TOKEN_LOCKED LOCKED", "TOKEN_SYNCHRONIZATION_FAILED WRONG_CODE"]);
    expect(await answer(seed, fob, pair(fob))).toMatchObject({ code: "LOCKED", path: ["input", "token"] });
    expect(await answer(seed, fob, wrong)).toMatchObject({ code: "LOCKED" });
    expect(await seed.events(1)).toEqual(["TOKEN_SYNCHRONIZATION_FAILED LOCKED"]);
    expect(await getState(seed.admin, fob.id)).toMatchObject(locked);
    expect(await signIn(fob, fob.code())).toBe(false);
    world().clock.pass(300);
    expect(await synchronize(seed, fob, wrong)).toBe("WRONG_CODE");
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 1,
      consecutiveFailures: 6,
      lock: null,
    });
    expect(await synchronize(seed, fob, pair(fob))).toBe(1);
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 0,
      consecutiveFailures: 0,
      lock: null,
    });
  });

  it("counts to the ceiling of a hundred as sign-ins do", { tags: "deep" }, async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const wrong = [fob.wrongCode(), fob.wrongCode()];
    for (let failures = 1; failures <= 100; failures += 1) {
      const outcome =
        failures % 2 === 0 ? check(seed, fob.id, wrong[0] ?? "") : synchronize(seed, fob, wrong);
      expect(await outcome).toBe("WRONG_CODE");
      if (failures % 5 === 0) world().clock.pass(301);
      if (failures === 99) expect((await getState(seed.admin, fob.id)).lock).toBeNull();
    }
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      consecutiveFailures: 100,
      lock: { reason: "FAILURE_CEILING", until: null },
    });
    expect(await synchronize(seed, fob, pair(fob))).toBe("LOCKED");
    expect(await seed.events(1)).toEqual(["TOKEN_SYNCHRONIZATION_FAILED FAILURE_CEILING"]);
  });

  it("of a token that is disabled or has no secret says so, and uses nothing up", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
    expect(await answer(seed, fob, pair(fob))).toMatchObject({
      code: "VALIDATION_FAILED",
      path: ["input", "token"],
    });
    expect(await seed.events(1)).toEqual(["TOKEN_SYNCHRONIZATION_FAILED TOKEN_DISABLED"]);
    await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
    expect(await synchronize(seed, fob, pair(fob))).toBe(1);
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "app", model: { software: { googleAuthenticator: {} } }, enrolLater: true },
      "token { id }",
    );
    expect(await seed.admin.refusalAt("tokenSynchronize", { token, otps: pair(fob) })).toBe(
      "VALIDATION_FAILED input.token",
    );
    expect(await seed.events(1)).toEqual(["TOKEN_SYNCHRONIZATION_FAILED PENDING"]);
  });

  it("knows no token but those of the account, whatever it is named by", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const foreign = await other.fob();
    const before = await getContents(world(), other.accountId);
    for (const token of [{ id: foreign.id }, { serialNumber: foreign.name }, { id: "none" }]) {
      expect(await seed.admin.refusalAt("tokenSynchronize", { token, otps: pair(foreign) })).toBe(
        "NOT_FOUND input.token",
      );
    }
    expect(await getContents(world(), other.accountId)).toEqual(before);
  });

  it("asks for no PIN: the codes alone are typed, and the PIN stays what it is", async () => {
    const { seed, signIn } = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await seed.admin.do(
      "tokenPinSet",
      { token: { id: fob.id }, pin: "1234", position: "BEFORE_OTP" },
      "__typename",
    );
    fob.ahead = 900;
    expect(await synchronize(seed, fob, pair(fob))).toBe(31);
    expect(await signIn(fob, `1234${fob.code(2)}`)).toBe(true);
  });
});

onOneStore("a synchronization before the first code", (world) => {
  const APP = { software: { googleAuthenticator: {} } };

  it("finds an app whose clock is minutes off, which is still to be confirmed: with a later code", async () => {
    const { seed, signIn } = await annaAtVpn(world());
    const app = await madeToken(world(), seed, "app", APP, "anna");
    await seed.link(app.id, "VPN");
    app.ahead = -600;
    expect(await confirm(seed, app.id, app.code())).toBe("WRONG_CODE");
    const otps = pair(app);
    expect(await synchronize(seed, app, otps)).toBe(-19);
    expect(await getState(seed.admin, app.id)).toMatchObject({
      status: "PENDING",
      drift: 0,
      lastUsedAt: null,
    });
    for (const code of otps) expect(await confirm(seed, app.id, code)).toBe("REPLAYED");
    expect(await seed.events(1)).toEqual(["TOKEN_ENROLMENT_FAILED REPLAYED"]);
    expect(await confirm(seed, app.id, app.code(2))).toBeNull();
    expect(await getState(seed.admin, app.id)).toMatchObject({ status: "ACTIVE", drift: -18 });
    expect(await signIn(app, app.code(2))).toBe(false);
    expect(await signIn(app, app.code(3))).toBe(true);
  });

  it("counts wrong codes as the enrolment does: with the fifth the secret goes", async () => {
    const seed = await world().seed();
    const app = await madeToken(world(), seed, "app", APP);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await synchronize(seed, app, [app.wrongCode(), app.wrongCode()])).toBe("WRONG_CODE");
    }
    expect(await getState(seed.admin, app.id)).toMatchObject({ failures: 0, consecutiveFailures: 0 });
    expect(await synchronize(seed, app, pair(app))).toBe("VALIDATION_FAILED");
    expect(await confirm(seed, app.id, app.code())).toBe("NOT_FOUND");
  });

  it("does not find a secret whose time is over", async () => {
    const seed = await world().seed();
    const app = await madeToken(world(), seed, "app", APP);
    world().clock.pass(15 * 60);
    expect(await synchronize(seed, app, pair(app))).toBe("VALIDATION_FAILED");
  });

  it("leaves events that name everybody whom they are about", async () => {
    expect(await misnamedIn(world(), "synchronization")).toEqual([]);
  });
});
