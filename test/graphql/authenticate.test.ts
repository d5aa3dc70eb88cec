import { generateSync } from "otplib";
import { expect, it } from "vitest";
import type { Hash } from "../../server/otp/hotp.js";
import { grant } from "../support/bypass.js";
import {
  check,
  confirm,
  DENIED,
  answerTo,
  GRANTED,
  madeToken,
  newestEvent,
  getState,
} from "../support/sign-in.js";
import { getStatements } from "../support/statements.js";
import { onEveryStore } from "../support/world.js";

onEveryStore("authenticate", (world) => {
  it("signs a user in by login, by login in capitals, by id and by the token, each code once", async () => {
    const seed = await world().seed();
    const anna = await seed.user("anna");
    const vpn = await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const subjects = [
      { user: { login: "anna" } },
      { user: { login: "ANNA" } },
      { user: { id: anna } },
      { token: { id: fob.id } },
      { token: { serialNumber: fob.name } },
    ];
    for (const subject of subjects) {
      for (const resource of [{ name: "VPN" }, { id: vpn }]) {
        const input = { resource, subject, passcode: fob.code() };
        expect(await answerTo(seed.admin, input)).toBe(GRANTED);
        expect(await answerTo(seed.admin, input)).toBe(DENIED);
        world().clock.pass(30);
      }
    }
  });

  it("tells in the event who signed in where with what, and marks when the token was used", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code(), { clientAddress: "192.0.2.7" })).toBe(
      true,
    );
    expect(await newestEvent(seed.admin)).toEqual({
      type: "AUTHENTICATION_GRANTED",
      outcome: "GRANTED",
      method: "OTP",
      reason: null,
      subjectHmac: null,
      clientAddress: "192.0.2.7",
      callerAddress: "127.0.0.1",
      tokenName: fob.name,
      userLogin: "anna",
      resourceName: "VPN",
      summary: `anna signed in at VPN with token ${fob.name}.`,
    });
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      lastUsedAt: new Date(world().clock.now()).toISOString(),
      failures: 0,
      consecutiveFailures: 0,
      lock: null,
    });
  });

  it("lets a user with three models at three resources sign in at each with its own token only", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    for (const name of ["VPN", "Mail", "Wiki"]) await seed.resource(name);
    // Codes of three lengths: otherwise the code of one would now and then be, by chance, that of another.
    const app = await madeToken(
      world(),
      seed,
      "app",
      { software: { smart: { algorithm: "HOTP", digits: 8 } } },
      "anna",
    );
    expect(await confirm(seed, app.id, app.press())).toBeNull();
    const card = await madeToken(
      world(),
      seed,
      "card",
      { hardware: { slim: { periodSeconds: 60 } } },
      "anna",
    );
    const fob = await seed.fob({ of: "anna" }, { digits: 7 });
    const own = [
      { device: app, resource: "VPN" },
      { device: card, resource: "Mail" },
      { device: fob, resource: "Wiki" },
    ];
    for (const { device, resource } of own) await seed.link(device.id, resource);
    for (const { resource } of own) {
      for (const { device, resource: home } of own) {
        if (home === resource) continue;
        expect(await seed.signIn({ login: "anna" }, resource, device.code())).toBe(false);
        expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED WRONG_CODE"]);
        expect(await seed.signIn({ token: device.id }, resource, device.code())).toBe(false);
        expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED NOT_LINKED"]);
      }
    }
    for (const { device, resource } of own) {
      expect(await seed.signIn({ login: "anna" }, resource, device.code())).toBe(true);
    }
  });

  const devices: { hash: Hash; digits: 6 | 7 | 8; periodSeconds: number }[] = [
    { hash: "SHA1", digits: 6, periodSeconds: 10 },
    { hash: "SHA1", digits: 8, periodSeconds: 30 },
    { hash: "SHA256", digits: 7, periodSeconds: 60 },
    { hash: "SHA512", digits: 6, periodSeconds: 3_600 },
    { hash: "SHA512", digits: 8, periodSeconds: 86_400 },
  ];
  it.each(devices)(
    "takes the codes of a device with $hash, $digits digits and $periodSeconds s",
    async (oath) => {
      const seed = await world().seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] }, oath);
      const signIn = (code: string) => seed.signIn({ login: "anna" }, "VPN", code);
      const code = () =>
        generateSync({
          strategy: "hotp",
          secret: Uint8Array.from(fob.secret),
          counter: Math.floor(world().clock.now() / 1_000 / oath.periodSeconds),
          digits: oath.digits,
          algorithm: oath.hash === "SHA1" ? "sha1" : oath.hash === "SHA256" ? "sha256" : "sha512",
        });
      expect(code()).toHaveLength(oath.digits);
      expect(await signIn(code())).toBe(true);
      expect(await signIn(code())).toBe(false);
      // A code that is two periods old is too old.
      const old = code();
      world().clock.pass(2 * oath.periodSeconds);
      expect(await signIn(old)).toBe(false);
      expect(await signIn(code())).toBe(true);
      const state = await getState(seed.admin, fob.id);
      expect(state).toMatchObject({ drift: 0, failures: 0 });
    },
  );

  it("takes the codes of an app with HOTP, from its first press on", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const model = { software: { smart: { algorithm: "HOTP", hash: "SHA512", digits: 8 } } };
    const app = await madeToken(world(), seed, "app", model, "anna");
    await seed.link(app.id, "VPN");
    expect(await confirm(seed, app.id, app.press())).toBeNull();
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code(-1))).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", app.press())).toBe(true);
    expect(await check(seed, app.id, app.press())).toBeNull();
    expect(await seed.signIn({ login: "anna" }, "VPN", app.press())).toBe(true);
  });

  it("answers NOT_FOUND for a resource alone: unknown, another account's, or not the key's own", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const vpn = await seed.resource("VPN");
    await seed.resource("Mail");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const other = await world().seed();
    const foreign = await other.resource("Elsewhere");
    const bound = await seed.key("AUTHENTICATOR", { resource: { name: "Mail" } });
    const refused = (resource: object, api = seed.admin) =>
      api.refusal("authenticate", { resource, subject: { user: { login: "anna" } }, passcode: fob.code() });
    const before = await seed.events(50);
    expect(await refused({ name: "Nowhere" })).toBe("NOT_FOUND");
    expect(await refused({ name: "vpn" })).toBe("NOT_FOUND");
    expect(await refused({ id: foreign })).toBe("NOT_FOUND");
    expect(await refused({ id: fob.id })).toBe("NOT_FOUND");
    expect(await refused({ id: "VPN" })).toBe("NOT_FOUND");
    expect(await refused({ id: vpn }, bound)).toBe("NOT_FOUND");
    // Nothing was used up, and there was nothing to tell of.
    expect(await seed.events(50)).toEqual(before);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
  });

  it("is all that a key of role AUTHENTICATOR needs, bound to the resource or not", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const keys = [
      await seed.key("AUTHENTICATOR"),
      await seed.key("AUTHENTICATOR", { resource: { name: "VPN" } }),
    ];
    for (const key of keys) {
      const input = {
        resource: { name: "VPN" },
        subject: { user: { login: "anna" } },
        passcode: fob.code(),
      };
      expect(await answerTo(key, input)).toBe(GRANTED);
      world().clock.pass(30);
    }
  });

  it("takes two statements, whatever comes of it: one that reads and one that settles", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const authenticator = await seed.key("AUTHENTICATOR");
    const attempt = (subject: object, passcode: string, more: object = {}) =>
      getStatements(world(), () =>
        answerTo(authenticator, { resource: { name: "VPN" }, subject, passcode, ...more }),
      );
    const anna = { user: { login: "anna" } };
    // The first use of a key in a minute is kept; it is none of the sign-in.
    await attempt(anna, fob.wrongCode());
    const used = fob.code();
    const attempts = {
      right: await attempt(anna, used),
      replayed: await attempt(anna, used),
      wrong: await attempt(anna, fob.wrongCode()),
      "with an idempotency key": await attempt(anna, fob.wrongCode(), { idempotencyKey: "one" }),
      "unknown user": await attempt({ user: { login: "nobody" } }, used),
      "unknown token": await attempt({ token: { serialNumber: "none" } }, used),
      "malformed id": await attempt({ token: { id: "none" } }, used),
      "let in by a bypass": (await grant(seed.admin, fob.id, "VPN", "HOUR_1")) && (await attempt(anna, "")),
    };
    const writesEvent = Object.values(attempts).map((statements) =>
      statements.map((text) => text.includes("INSERT INTO events")),
    );
    expect(writesEvent).toEqual(Object.values(attempts).map(() => [false, true]));
    // Of a user and of nobody the very same is read.
    expect(attempts["unknown user"][0]).toBe(attempts.wrong[0]);
    // What nobody has is settled just as what is denied for any other reason that counts nothing.
    expect(attempts["unknown user"][1]).toBe(attempts.replayed[1]);
  });
});
