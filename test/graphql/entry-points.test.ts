import { expect, it } from "vitest";
import type { Device, Seed } from "../support/seed.js";
import { check, confirm, fail, madeToken, getState } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";
import { someByTier } from "../support/tier.js";

/** Where a code can be tried. Each says null when the code was taken, else why not. */
const entries: Record<string, (seed: Seed, device: Device, code: string) => Promise<string | null>> = {
  "authenticate by user": async (seed, _device, code) =>
    (await seed.signIn({ login: "anna" }, "VPN", code)) ? null : "DENIED",
  "authenticate by token": async (seed, device, code) =>
    (await seed.signIn({ token: device.id }, "VPN", code)) ? null : "DENIED",
  tokenCheckOtp: (seed, device, code) => check(seed, device.id, code),
  tokenEnrolmentConfirm: (seed, device, code) => confirm(seed, device.id, code),
};

async function annaAtVpn(world: World) {
  const seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN");
  // Of six digits, one of the many wrong codes would now and then be right by chance.
  const app = await madeToken(world, seed, "app", { software: { smart: { digits: 8 } } }, "anna");
  await seed.link(app.id, "VPN");
  return { seed, app };
}

async function takenAnywhere(seed: Seed, device: Device, code: string): Promise<string[]> {
  const taken: string[] = [];
  for (const [name, attempt] of Object.entries(entries)) {
    if ((await attempt(seed, device, code)) === null) taken.push(name);
  }
  return taken;
}

/** Synchronizes with two codes. @returns null when they were taken, else why not. */
async function synchronize(seed: Seed, { id }: Device, ...otps: string[]): Promise<string | null> {
  const { code } = await seed.admin.mutate("tokenSynchronize", { token: { id }, otps }, "__typename");
  return code ?? null;
}

onOneStore("every entry point", (world) => {
  it.each(someByTier(Object.keys(entries)))("denies everywhere a code that was used by %s", async (entry) => {
    const { seed, app } = await annaAtVpn(world());
    if (entry !== "tokenEnrolmentConfirm") await confirm(seed, app.id, app.code(-1));
    const code = app.code();
    expect(await entries[entry]?.(seed, app, code)).toBeNull();
    expect(await takenAnywhere(seed, app, code)).toEqual([]);
    expect(await takenAnywhere(seed, app, app.code(-1))).toEqual([]);
    world().clock.pass(30);
    expect(await takenAnywhere(seed, app, app.code())).toEqual(["authenticate by user"]);
  });

  it("denies everywhere the two codes of a synchronization, which takes no used one", async () => {
    const { seed, app } = await annaAtVpn(world());
    await confirm(seed, app.id, app.code(-1));
    expect(await synchronize(seed, app, app.code(-1), app.code())).toBe("REPLAYED");
    expect(await synchronize(seed, app, app.code(), app.code(1))).toBeNull();
    for (const steps of [-1, 0, 1]) expect(await takenAnywhere(seed, app, app.code(steps))).toEqual([]);
    expect(await synchronize(seed, app, app.code(), app.code(1))).toBe("REPLAYED");
  });

  it("takes no code in another dress: spaces, full-width digits, zeros more or less", async () => {
    const { seed, app } = await annaAtVpn(world());
    const dresses = (code: string) => [
      ` ${code}`,
      `${code} `,
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code}\n`,
      `\t${code}`,
      `0${code}`,
      `${code}0`,
      code.slice(1),
      [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(""),
      [...code].map((digit) => String.fromCodePoint(0x0660 + Number(digit))).join(""),
    ];
    for (const dress of dresses(app.code()).slice(0, 4)) {
      expect(await confirm(seed, app.id, dress)).toBe("WRONG_CODE");
    }
    expect(await confirm(seed, app.id, app.code())).toBeNull();
    const unlock = () => seed.admin.do("tokenUnlock", { token: { id: app.id } }, "__typename");
    // First the code that was just used, then one that nobody used yet.
    for (const code of [app.code(), app.code(1)]) {
      for (const dress of dresses(code)) {
        expect(await seed.signIn({ login: "anna" }, "VPN", dress)).toBe(false);
        expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED WRONG_CODE"]);
        expect(await check(seed, app.id, dress)).toBe("WRONG_CODE");
        await unlock();
      }
    }
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code(1))).toBe(true);
  });

  it("denies an empty passcode, says so in the event, and counts nothing; one of spaces is a wrong code", async () => {
    const { seed, app } = await annaAtVpn(world());
    const events = async () => (await seed.events(1))[0];
    const before = async () => {
      const { token } = await seed.admin.query<{ token: object }>(
        `query($id: ID!) { token(by: { id: $id }) { failures lock { until } enrolment { attemptsLeft } } }`,
        { id: app.id },
      );
      return token;
    };
    for (const confirmed of [false, true]) {
      if (confirmed) expect(await confirm(seed, app.id, app.code(-1))).toBeNull();
      const state = await before();
      for (let times = 0; times < 6; times += 1) {
        if (!confirmed) {
          expect(await confirm(seed, app.id, "")).toBe("VALIDATION_FAILED");
          expect(await events()).toBe("TOKEN_ENROLMENT_FAILED NO_PASSCODE");
        }
        for (const pair of [
          ["", ""],
          [app.code(), ""],
          ["", app.code()],
        ]) {
          expect(await synchronize(seed, app, ...pair)).toBe("VALIDATION_FAILED");
          expect(await events()).toBe("TOKEN_SYNCHRONIZATION_FAILED NO_PASSCODE");
        }
        const reason = confirmed ? "NO_PASSCODE" : "PENDING";
        for (const subject of [{ login: "anna" }, { token: app.id }]) {
          expect(await seed.signIn(subject, "VPN", "")).toBe(false);
          expect(await events()).toBe(`AUTHENTICATION_DENIED ${reason}`);
        }
        expect(await check(seed, app.id, "")).toBe(reason);
        expect(await events()).toBe(`TOKEN_CHECKED ${reason}`);
      }
      expect(await before()).toEqual(state);
    }
    expect(await seed.signIn({ login: "anna" }, "VPN", "  ")).toBe(false);
    expect(await events()).toBe("AUTHENTICATION_DENIED WRONG_CODE");
    expect(await getState(seed.admin, app.id)).toMatchObject({ failures: 1 });
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
  });

  it("grants an empty passcode by a bypass; beside a PIN it is denied, and counts nothing", async () => {
    const { seed } = await annaAtVpn(world());
    const fob = await seed.fob();
    await seed.admin.do(
      "tokenAssign",
      { token: { id: fob.id }, to: { newUser: { login: "bert" } } },
      "__typename",
    );
    await seed.link(fob.id, "VPN");
    const scope = { token: { id: fob.id }, scope: { everywhere: true }, duration: "HOUR_1" };
    await seed.admin.do("tokenBypassGrant", scope, "__typename");
    expect(await seed.signIn({ login: "bert" }, "VPN", "")).toBe(true);
    const pin = { token: { id: fob.id }, pin: "2468", position: "BEFORE_OTP" };
    await seed.admin.do("tokenPinSet", pin, "__typename");
    for (let times = 0; times < 6; times += 1) {
      expect(await seed.signIn({ login: "bert" }, "VPN", "")).toBe(false);
      expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED NO_PASSCODE"]);
    }
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 0 });
    expect(await seed.signIn({ login: "bert" }, "VPN", "2468")).toBe(true);
  });

  it("counts a code with leading zeros as the code it is", async () => {
    const { seed } = await annaAtVpn(world());
    const button = await seed.counterFob({ of: "anna" });
    while (!button.code().startsWith("0")) button.press();
    const started = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      {
        model: {
          universal: {
            serialNumber: "zeros",
            secret: button.secret.toString("hex"),
            secretEncoding: "HEX",
            oath: { hotp: { digits: 6, hash: "SHA1", counter: button.counter } },
          },
        },
      },
      "token { id }",
    );
    expect(await check(seed, started.token.id, button.code().slice(1))).toBe("WRONG_CODE");
    expect(await check(seed, started.token.id, String(Number(button.code())))).toBe("WRONG_CODE");
    expect(await check(seed, started.token.id, button.code())).toBeNull();
  });

  it("denies a locked token, and what is denied prolongs nothing", async () => {
    const { seed, app } = await annaAtVpn(world());
    expect(await confirm(seed, app.id, app.code(-1))).toBeNull();
    await fail(seed, app, "VPN", 5);
    const before = await getState(seed.admin, app.id);
    expect(before.lock).toMatchObject({ reason: "FAILURES" });
    expect(await takenAnywhere(seed, app, app.code())).toEqual([]);
    expect(await takenAnywhere(seed, app, app.wrongCode())).toEqual([]);
    expect(await synchronize(seed, app, app.code(), app.code(1))).toBe("LOCKED");
    expect(await getState(seed.admin, app.id)).toEqual(before);
  });

  it("denies an inactive token", async () => {
    const { seed, app } = await annaAtVpn(world());
    expect(await confirm(seed, app.id, app.code(-1))).toBeNull();
    await seed.admin.do("tokenDisable", { token: { id: app.id } }, "__typename");
    expect(await takenAnywhere(seed, app, app.code())).toEqual([]);
    expect(await synchronize(seed, app, app.code(), app.code(1))).toBe("VALIDATION_FAILED");
    await seed.admin.do("tokenEnable", { token: { id: app.id } }, "__typename");
    expect(await takenAnywhere(seed, app, app.code())).toEqual(["authenticate by user"]);
  });

  it("confirms the enrolment of an inactive token, which stays inactive", async () => {
    const { seed, app } = await annaAtVpn(world());
    await seed.admin.do("tokenDisable", { token: { id: app.id } }, "__typename");
    expect(await takenAnywhere(seed, app, app.code(-1))).toEqual(["tokenEnrolmentConfirm"]);
    expect(await takenAnywhere(seed, app, app.code())).toEqual([]);
  });

  it("signs nobody in with an unassigned token; an app's old secret is worth nothing anywhere", async () => {
    const { seed, app } = await annaAtVpn(world());
    expect(await confirm(seed, app.id, app.code(-1))).toBeNull();
    await seed.admin.do("tokenUnassign", { token: { id: app.id } }, "__typename");
    expect(await takenAnywhere(seed, app, app.code())).toEqual([]);
    expect(await synchronize(seed, app, app.code(), app.code(1))).toBe("VALIDATION_FAILED");
    const anna = { user: { login: "anna" } };
    await seed.admin.do("tokenAssign", { token: { id: app.id }, to: anna }, "__typename");
    expect(await takenAnywhere(seed, app, app.code())).toEqual([]);
    await seed.admin.do("tokenEnrolmentStart", { token: { id: app.id } }, "__typename");
    expect(await takenAnywhere(seed, app, app.code())).toEqual([]);
  });

  it("leaves of an unassigned fob nothing but the check and the synchronization", async () => {
    const { seed } = await annaAtVpn(world());
    const fob = await seed.fob({ at: ["VPN"] }, { digits: 8 });
    expect(await takenAnywhere(seed, fob, fob.code())).toEqual(["tokenCheckOtp"]);
    expect(await synchronize(seed, fob, fob.code(1), fob.code(2))).toBeNull();
    world().clock.pass(30);
    expect(await takenAnywhere(seed, fob, fob.code())).toEqual([]);
    expect(await takenAnywhere(seed, fob, fob.code(2))).toEqual(["tokenCheckOtp"]);
  });

  it("does not confirm with a used code: the enrolment is over", async () => {
    const { seed, app } = await annaAtVpn(world());
    expect(await confirm(seed, app.id, app.code())).toBeNull();
    expect(await confirm(seed, app.id, app.code())).toBe("NOT_FOUND");
    expect(await confirm(seed, app.id, app.code(1))).toBe("NOT_FOUND");
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code(1))).toBe(true);
  });

  it("does not know another account's token, and does nothing to it", async () => {
    const mine = await annaAtVpn(world());
    const theirs = await annaAtVpn(world());
    expect(await takenAnywhere(mine.seed, theirs.app, theirs.app.code(-1))).toEqual([]);
    expect(await confirm(theirs.seed, theirs.app.id, theirs.app.code(-1))).toBeNull();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect(await takenAnywhere(mine.seed, theirs.app, theirs.app.wrongCode())).toEqual([]);
    }
    expect(await takenAnywhere(mine.seed, theirs.app, theirs.app.code())).toEqual([]);
    const otps = [theirs.app.code(), theirs.app.code(1)];
    expect(await synchronize(mine.seed, theirs.app, ...otps)).toBe("NOT_FOUND");
    expect(await getState(theirs.seed.admin, theirs.app.id)).toMatchObject({ failures: 0, lock: null });
    expect(await takenAnywhere(theirs.seed, theirs.app, theirs.app.code())).toEqual(["authenticate by user"]);
  });
});
