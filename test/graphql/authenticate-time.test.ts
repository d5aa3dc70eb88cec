import { expect, it } from "vitest";
import { answerTo, confirm, DENIED, fail, GRANTED, madeToken, getState } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

onOneStore("sign-in and time", (world) => {
  async function annaAtVpn() {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 10 });
    // Of six digits, one of the many wrong codes would now and then be right by chance.
    const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { digits: 8 });
    return {
      seed,
      fob,
      signIn: (code = fob.code()) => seed.signIn({ login: "anna" }, "VPN", code),
      drift: async () => (await getState(seed.admin, fob.id)).drift,
    };
  }

  it("accepts one step to either side, and no more", async () => {
    const { signIn, fob } = await annaAtVpn();
    expect(await signIn(fob.code(-2))).toBe(false);
    expect(await signIn(fob.code(2))).toBe(false);
    expect(await signIn(fob.code(-1))).toBe(true);
    expect(await signIn(fob.code())).toBe(true);
    expect(await signIn(fob.code(1))).toBe(true);
  });

  it.each([
    ["ahead", 1],
    ["behind", -1],
  ])("follows a clock that falls %s step by step up to ten, and back again", async (_side, sign) => {
    const { fob, signIn, drift } = await annaAtVpn();
    for (let steps = 1; steps <= 10; steps += 1) {
      world().clock.pass(86_400);
      fob.ahead = sign * steps * 30;
      expect(await signIn()).toBe(true);
      expect(await drift()).toBe(sign * steps);
    }
    // The eleventh is in the window still, but not learnt; the twelfth is out of reach.
    world().clock.pass(86_400);
    fob.ahead = sign * 11 * 30;
    expect(await signIn()).toBe(true);
    expect(await drift()).toBe(sign * 10);
    world().clock.pass(86_400);
    fob.ahead = sign * 12 * 30;
    expect(await signIn()).toBe(false);
    for (let steps = 9; steps >= 0; steps -= 1) {
      world().clock.pass(86_400);
      fob.ahead = sign * steps * 30;
      expect(await signIn()).toBe(true);
      expect(await drift()).toBe(steps === 0 ? 0 : sign * steps);
    }
  });

  it("learns one step of drift from a success at most, and nothing from what is denied", async () => {
    const { seed, fob, signIn, drift } = await annaAtVpn();
    fob.ahead = 30;
    expect(await signIn()).toBe(true);
    expect(await drift()).toBe(1);
    expect(await signIn()).toBe(false);
    await fail(seed, fob, "VPN");
    world().clock.pass(86_400);
    // Two at once is too much, however often it is tried.
    fob.ahead = 90;
    expect(await signIn()).toBe(false);
    expect(await signIn()).toBe(false);
    expect(await drift()).toBe(1);
    fob.ahead = 60;
    expect(await signIn()).toBe(true);
    expect(await drift()).toBe(2);
  });

  it("learns the drift of an app when its enrolment is confirmed", async () => {
    const { seed } = await annaAtVpn();
    const app = await madeToken(world(), seed, "app", { software: { smart: { periodSeconds: 10 } } }, "anna");
    app.ahead = 10;
    expect(await confirm(seed, app.id, app.code())).toBeNull();
    expect((await getState(seed.admin, app.id)).drift).toBe(1);
  });

  it("never takes the mark back: after a later step the one before it is denied", async () => {
    const { seed, fob, signIn } = await annaAtVpn();
    expect(await signIn(fob.code(1))).toBe(true);
    for (const steps of [1, 0]) {
      expect(await signIn(fob.code(steps))).toBe(false);
      expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    }
    world().clock.pass(60);
    expect(await signIn()).toBe(true);
  });

  it("denies a used code, and every one before it, when the clock steps back ten minutes", async () => {
    const { fob, signIn } = await annaAtVpn();
    const used = fob.code();
    const older = [-21, -20, -19, -10, -1].map((steps) => fob.code(steps));
    expect(await signIn(used)).toBe(true);
    world().clock.pass(-600);
    try {
      expect(await signIn(used)).toBe(false);
      for (const code of older) expect(await signIn(code)).toBe(false);
    } finally {
      world().clock.pass(600);
    }
    expect(await signIn(used)).toBe(false);
    world().clock.pass(30);
    expect(await signIn()).toBe(true);
  });

  it("takes no mark from a code of the future: those of the present still work", async () => {
    const { seed, fob, signIn } = await annaAtVpn();
    for (const steps of [2, 3, 10, 1_000]) expect(await signIn(fob.code(steps))).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED WRONG_CODE"]);
    expect(await signIn(fob.code())).toBe(true);
    expect(await signIn(fob.code(1))).toBe(true);
    world().clock.pass(60);
    expect(await signIn(fob.code())).toBe(true);
  });

  it("takes codes of its own day alone when the clock steps forward a day, and goes on when it is back", async () => {
    const { fob, signIn } = await annaAtVpn();
    const [before, today, next] = [fob.code(-1), fob.code(), fob.code(1)];
    expect(await signIn(before)).toBe(true);
    world().clock.pass(86_400);
    try {
      for (const code of [before, today, next]) expect(await signIn(code)).toBe(false);
    } finally {
      world().clock.pass(-86_400);
    }
    // What was denied there has moved no mark.
    expect(await signIn(before)).toBe(false);
    expect(await signIn(today)).toBe(true);
    expect(await signIn(next)).toBe(true);
  });

  it("moves the mark no further than a step beyond now: a minute later the next code works", async () => {
    const { seed, fob, signIn } = await annaAtVpn();
    expect(await signIn(fob.code(1))).toBe(true);
    world().clock.pass(30);
    expect(await signIn(fob.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    expect(await signIn(fob.code(1))).toBe(true);
  });

  it("looks ten presses ahead for a HOTP device, no further, and never back", async () => {
    const { seed } = await annaAtVpn();
    await seed.resource("Mail", { failedAttemptsBeforeLock: 10 });
    const button = await seed.counterFob({ of: "anna", at: ["Mail"] }, 5);
    const signIn = (presses: number) => seed.signIn({ login: "anna" }, "Mail", button.code(presses));
    expect(await signIn(-1)).toBe(false);
    expect(await signIn(11)).toBe(false);
    expect(await signIn(10)).toBe(true);
    button.counter += 10;
    // The last one is known to be used; those that were passed over are simply wrong by now.
    expect(await signIn(0)).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    for (const presses of [-1, -5, -10]) expect(await signIn(presses)).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED WRONG_CODE"]);
    world().clock.pass(86_400 * 365);
    expect(await signIn(1)).toBe(true);
    expect((await getState(seed.admin, button.id)).drift).toBe(0);
  });

  it("keeps marks and drift over a restart", async () => {
    const { seed, fob, signIn } = await annaAtVpn();
    fob.ahead = 30;
    const used = fob.code();
    expect(await signIn(used)).toBe(true);
    await world().restart();
    const attempt = (passcode: string) =>
      answerTo(world().as(seed.admin.key), {
        resource: { name: "VPN" },
        subject: { user: { login: "anna" } },
        passcode,
      });
    expect(await attempt(used)).toBe(DENIED);
    world().clock.pass(30);
    fob.ahead = 60;
    expect(await attempt(fob.code())).toBe(GRANTED);
  });
});

onOneStore(
  "sign-in with a window of 0",
  (world) => {
    it("accepts the code of this step alone, and learns no drift", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { digits: 8 });
      const signIn = (code: string) => seed.signIn({ login: "anna" }, "VPN", code);
      expect(await signIn(fob.code(-1))).toBe(false);
      expect(await signIn(fob.code(1))).toBe(false);
      world().clock.pass(29);
      expect(await signIn(fob.code())).toBe(true);
      const old = fob.code();
      world().clock.pass(1);
      expect(await signIn(old)).toBe(false);
      expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED WRONG_CODE"]);
      expect(await signIn(fob.code())).toBe(true);
      expect((await getState(seed.admin, fob.id)).drift).toBe(0);
    });

    it("holds for enrolments and checks too, and not for HOTP", async () => {
      const seed = await world().seed();
      const app = await madeToken(world(), seed, "app", { software: { smart: { digits: 8 } } });
      expect(await confirm(seed, app.id, app.code(-1))).toBe("WRONG_CODE");
      expect(await confirm(seed, app.id, app.code())).toBeNull();
      const button = await seed.counterFob({}, 5);
      const valid = async (token: string, passcode: string) =>
        (
          await seed.admin.do<{ valid: boolean }>(
            "tokenCheckOtp",
            { token: { id: token }, passcode },
            "valid",
          )
        ).valid;
      expect(await valid(app.id, app.code(1))).toBe(false);
      world().clock.pass(30);
      expect(await valid(app.id, app.code())).toBe(true);
      expect(await valid(button.id, button.code(10))).toBe(true);
    });
  },
  { TOKENPLANE_TOTP_WINDOW: "0" },
);
