import { expect, it } from "vitest";
import { getUuid } from "../support/contents.js";
import { EVERY_MODEL, tokenOfModel } from "../support/every-model.js";
import { askForReissue, reissue, reissueGiven, standing } from "../support/reissue.js";
import type { Device, Seed } from "../support/seed.js";
import { check, confirm, fail, madeToken } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";
import { someByTier } from "../support/tier.js";

const PHONE = { software: { googleAuthenticator: {} } };
const BUTTON = { software: { smart: { algorithm: "HOTP", digits: 8 } } };
const ENROLMENT_SECONDS = 15 * 60;

/** An ACTIVE app of anna at VPN. Its first code was of the step before now. */
async function appOfAnna(
  world: World,
  model: object = PHONE,
): Promise<{ readonly seed: Seed; readonly old: Device }> {
  const seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN");
  const old = await madeToken(world, seed, "Phone", model, "anna");
  await seed.link(old.id, "VPN");
  expect(await confirm(seed, old.id, old.press())).toBeNull();
  world.clock.pass(60);
  return { seed, old };
}

const anna = { login: "anna" };

onOneStore("the reissue of a token", (world) => {
  const apps = EVERY_MODEL.filter(({ enrols }) => enrols);
  const others = EVERY_MODEL.filter(({ enrols }) => !enrols);

  it.each(apps)("of $what: the old secret works until the new one is confirmed", async (model) => {
    const seed = await world().seed();
    const old = await tokenOfModel(world(), seed, model);
    world().clock.pass(60);
    const young = await reissue(world(), seed, old);
    expect(young.secret.equals(old.secret)).toBe(false);
    expect(await check(seed, old.id, young.code())).toBe("WRONG_CODE");
    expect(await check(seed, old.id, old.press())).toBeNull();
    expect(await standing(seed, old.id)).toMatchObject({ status: "ACTIVE", waits: { attemptsLeft: 5 } });
    const first = young.press();
    expect(await confirm(seed, old.id, first)).toBeNull();
    expect(await standing(seed, old.id)).toMatchObject({ status: "ACTIVE", waits: null });
    // The code that confirmed it is used up.
    expect(await check(seed, old.id, first)).toBe("REPLAYED");
    world().clock.pass(60);
    expect(await check(seed, old.id, old.press())).toBe("WRONG_CODE");
    expect(await check(seed, old.id, young.press())).toBeNull();
  });

  it.each(apps)("of $what that is lost: the old secret stops at once, and it is PENDING", async (model) => {
    const seed = await world().seed();
    const old = await tokenOfModel(world(), seed, model);
    world().clock.pass(60);
    const young = await reissue(world(), seed, old, { lost: true });
    expect(await standing(seed, old.id)).toMatchObject({ status: "PENDING", waits: { attemptsLeft: 5 } });
    expect(await check(seed, old.id, old.press())).toBe("PENDING");
    expect(await confirm(seed, old.id, young.press())).toBeNull();
    world().clock.pass(60);
    expect(await check(seed, old.id, old.press())).toBe("WRONG_CODE");
    expect(await check(seed, old.id, young.press())).toBeNull();
  });

  it.each(someByTier(others.flatMap((model) => [false, true].map((lost) => ({ ...model, lost })))))(
    "of $what (lost: $lost): the new secret is in use at once",
    async ({ lost, ...model }) => {
      const seed = await world().seed();
      const old = await tokenOfModel(world(), seed, model);
      expect(await check(seed, old.id, old.press())).toBeNull();
      const again = model.given ? reissueGiven : reissue;
      const young = await again(world(), seed, old, { lost });
      expect(await standing(seed, old.id)).toMatchObject({ status: "ACTIVE", waits: null, drift: 0 });
      expect(await check(seed, old.id, old.code())).toBe("WRONG_CODE");
      // In the same step in which a code of the old one was used.
      expect(await check(seed, old.id, young.code())).toBeNull();
      expect(await check(seed, old.id, young.code())).toBe("REPLAYED");
    },
  );

  it("keeps a used step and a drift for each secret", async () => {
    const { seed, old } = await appOfAnna(world());
    const young = await reissue(world(), seed, old);
    old.ahead = 30;
    young.ahead = -30;
    expect(await seed.signIn(anna, "VPN", old.code())).toBe(true);
    expect(await standing(seed, old.id)).toMatchObject({ drift: 1 });
    // A step that the old one has passed, on a clock that is behind.
    expect(await confirm(seed, old.id, young.code())).toBeNull();
    expect(await standing(seed, old.id)).toMatchObject({ drift: -1 });
    expect(await seed.signIn(anna, "VPN", young.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    expect(await seed.signIn(anna, "VPN", young.code(1))).toBe(true);
  });

  it("counts a new secret from zero, and the old one from where it is", async () => {
    const { seed, old } = await appOfAnna(world(), BUTTON);
    for (let press = 0; press < 20; press += 1) {
      expect(await seed.signIn(anna, "VPN", old.press())).toBe(true);
    }
    const young = await reissue(world(), seed, old);
    const first = young.press();
    expect(await seed.signIn(anna, "VPN", old.press())).toBe(true);
    expect(await confirm(seed, old.id, first)).toBeNull();
    expect(await seed.signIn(anna, "VPN", young.press())).toBe(true);
    // What is marked again after a fail-over is of its own secret.
    const { uses } = world().services;
    await uses.markAgain(world().database);
    const used = young.press();
    expect(await seed.signIn(anna, "VPN", used)).toBe(true);
    await world().database.script(`UPDATE tokens SET last_step = 0 WHERE id = '${getUuid(old.id)}'`);
    await uses.markAgain(world().database);
    expect(await seed.signIn(anna, "VPN", used)).toBe(false);
    expect(await seed.signIn(anna, "VPN", young.press())).toBe(true);
  });

  it("drops a new secret that nobody confirmed in time; the old one works on", async () => {
    const { seed, old } = await appOfAnna(world());
    const young = await reissue(world(), seed, old);
    world().clock.pass(ENROLMENT_SECONDS - 1);
    expect(await standing(seed, old.id)).toMatchObject({ waits: { attemptsLeft: 5 } });
    world().clock.pass(1);
    expect(await standing(seed, old.id)).toMatchObject({ status: "ACTIVE", waits: null });
    const late = { token: { id: old.id }, otp: young.code() };
    expect(await seed.admin.refusalAt("tokenEnrolmentConfirm", late)).toBe("EXPIRED input.token");
    expect(await seed.signIn(anna, "VPN", old.code())).toBe(true);
    expect(await seed.admin.refusalAt("tokenEnrolmentCancel", { token: { id: old.id } })).toBe(
      "NOT_FOUND input.token",
    );
    expect(await seed.admin.refusalAt("tokenEnrolmentStart", { token: { id: old.id } })).toBe(
      "STILL_IN_USE input.token",
    );
    // It may be confirmed in its last second.
    const next = await reissue(world(), seed, old);
    world().clock.pass(ENROLMENT_SECONDS - 1);
    expect(await confirm(seed, old.id, next.code())).toBeNull();
  });

  it("leaves a lost token PENDING when nobody confirmed in time, until a new start", async () => {
    const { seed, old } = await appOfAnna(world());
    await reissue(world(), seed, old, { lost: true });
    world().clock.pass(ENROLMENT_SECONDS);
    expect(await standing(seed, old.id)).toMatchObject({ status: "PENDING", waits: null });
    expect(await seed.signIn(anna, "VPN", old.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED PENDING"]);
    const young = await reissue(world(), seed, old);
    expect(await confirm(seed, old.id, young.code())).toBeNull();
  });

  it("loses the new secret alone with five wrong first codes, which the token does not count", async () => {
    const { seed, old } = await appOfAnna(world());
    const young = await reissue(world(), seed, old);
    const sentences: (string | undefined)[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const input = { token: { id: old.id }, otp: young.wrongCode() };
      sentences.push((await seed.admin.mutate("tokenEnrolmentConfirm", input, "__typename")).message);
    }
    expect(sentences[3]).toBe("The code is wrong. Attempts left: 1.");
    expect(sentences[4]).toMatch(/Start again with tokenReissue\.$/);
    expect(await standing(seed, old.id)).toMatchObject({ status: "ACTIVE", waits: null, failures: 0 });
    expect(await confirm(seed, old.id, young.code())).toBe("NOT_FOUND");
    expect(await seed.signIn(anna, "VPN", old.code())).toBe(true);
  });

  it.each([
    [false, "ACTIVE"],
    [true, "PENDING"],
  ])("that is cancelled (lost: %s) drops the new secret alone, and is %s", async (lost, status) => {
    const { seed, old } = await appOfAnna(world());
    const young = await reissue(world(), seed, old, { lost });
    const cancelled = await seed.admin.do(
      "tokenEnrolmentCancel",
      { token: { id: old.id } },
      "deletedId token { status enrolment { attemptsLeft } }",
    );
    expect(cancelled).toEqual({ deletedId: null, token: { status, enrolment: null } });
    expect(await confirm(seed, old.id, young.code())).toBe("NOT_FOUND");
    expect(await seed.signIn(anna, "VPN", old.code())).toBe(!lost);
  });

  it("may be begun again while the new secret waits: that one is void then", async () => {
    const { seed, old } = await appOfAnna(world());
    const first = await reissue(world(), seed, old);
    await confirm(seed, old.id, first.wrongCode());
    const second = await reissue(world(), seed, old);
    expect(await confirm(seed, old.id, first.code())).toBe("WRONG_CODE");
    const { enrolment } = await seed.admin.do<{ enrolment: { secretHex: string; attemptsLeft: number } }>(
      "tokenEnrolmentStart",
      { token: { id: old.id } },
      "enrolment { secretHex attemptsLeft }",
    );
    expect(enrolment.attemptsLeft).toBe(5);
    expect(enrolment.secretHex).not.toBe(second.secret.toString("hex"));
    expect(await confirm(seed, old.id, second.code())).toBe("WRONG_CODE");
    expect(await seed.signIn(anna, "VPN", old.code())).toBe(true);
  });

  it("of an app that has no secret makes it one, whether it is lost or not", async () => {
    const seed = await world().seed();
    for (const lost of [false, true]) {
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "Phone", model: PHONE, enrolLater: true },
        "token { id }",
      );
      const { enrolment } = await askForReissue(seed.admin, { token: { id: token.id }, lost });
      expect(enrolment?.attemptsLeft).toBe(5);
      expect(await standing(seed, token.id)).toMatchObject({ status: "PENDING", waits: { attemptsLeft: 5 } });
    }
  });

  it("finds a new app whose clock is off, and confirms it then", async () => {
    const { seed, old } = await appOfAnna(world());
    const young = await reissue(world(), seed, old);
    young.ahead = 30 * 100;
    const otps = [young.code(-1), young.code()];
    await seed.admin.do("tokenSynchronize", { token: { id: old.id }, otps }, "shift");
    expect(await confirm(seed, old.id, young.code(1))).toBeNull();
    expect(await standing(seed, old.id)).toMatchObject({ drift: 100 });
  });
});

onOneStore("what was counted before a reissue", (world) => {
  it("and a lock end with the old secret: when the new one is confirmed", async () => {
    const { seed, old } = await appOfAnna(world());
    await fail(seed, old, "VPN", 5);
    const young = await reissue(world(), seed, old);
    expect(await standing(seed, old.id)).toMatchObject({ failures: 5, lock: { reason: "FAILURES" } });
    expect(await seed.signIn(anna, "VPN", old.code())).toBe(false);
    expect(await confirm(seed, old.id, young.code())).toBeNull();
    expect(await standing(seed, old.id)).toMatchObject({ failures: 0, consecutiveFailures: 0, lock: null });
    expect(await seed.signIn(anna, "VPN", young.code(1))).toBe(true);
  });

  it.each([
    ["an app that is lost", true, PHONE],
    ["a card", false, { hardware: { slim: { periodSeconds: 30 } } }],
  ])("ends at once of %s, even after 100 failures in a row", async (_what, lost, model) => {
    const seed = await world().seed();
    const helpdesk = await seed.key("HELPDESK");
    const old = await madeToken(world(), seed, "Token", model);
    if (lost) await confirm(seed, old.id, old.code(-1));
    const token = { id: old.id };
    while ((await standing(seed, old.id)).lock?.reason !== "FAILURE_CEILING") {
      await seed.admin.do("tokenUnlock", { token }, "__typename");
      for (let attempt = 0; attempt < 5; attempt += 1) await check(seed, old.id, old.wrongCode());
    }
    expect(await helpdesk.refusal("tokenUnlock", { token })).toBe("LOCKED");
    const young = await reissue(world(), seed, old, { lost, by: helpdesk });
    expect(await standing(seed, old.id)).toMatchObject({ failures: 0, consecutiveFailures: 0, lock: null });
    const { events } = await seed.admin.query<{ events: { nodes: { changes: object[] }[] } }>(
      "{ events(first: 1, filter: { types: [TOKEN_REISSUED] }) { nodes { changes { field from to } } } }",
    );
    expect(events.nodes[0]?.changes).toContainEqual({ field: "lock", from: "FAILURE_CEILING", to: null });
    if (lost) expect(await confirm(seed, old.id, young.code())).toBeNull();
    else expect(await check(seed, old.id, young.code())).toBeNull();
  });
});
