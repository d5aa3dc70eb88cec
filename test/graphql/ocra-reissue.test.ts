// @module-tag deep
import { expect, it } from "vitest";
import { vendorSecret } from "../support/every-model.js";
import {
  Answerer,
  answerer,
  getChallenge,
  signInByAnswer,
  signInWith,
  ULTRA_SUITE,
} from "../support/ocra.js";
import { askForReissue } from "../support/reissue.js";
import type { Seed } from "../support/seed.js";
import { newestEvent } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";
import { someByTier } from "../support/tier.js";

const KINDS = [
  { what: "an Ultra", suite: ULTRA_SUITE, pin: null },
  { what: "a universal token with counter and PIN", suite: "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1", pin: "1234" },
  {
    what: "a universal token with time and PIN",
    suite: "OCRA-1:HOTP-SHA512-8:QA10-PSHA256-T1M",
    pin: "97531",
  },
] as const;

interface Kind {
  readonly suite: string;
  readonly pin: string | null;
}

onSharedStore("the reissue of a token that answers challenges", (world) => {
  /** A token of anna's at VPN. */
  async function scene({ suite, pin }: Kind): Promise<{ seed: Seed; old: Answerer }> {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const old = await answerer(world(), seed, { suite, pin, of: "anna", at: ["VPN"] });
    return { seed, old };
  }

  /** Gives it another device's secret. @returns that device, as it comes from its box. */
  async function reissued(seed: Seed, old: Answerer, lost: boolean): Promise<Answerer> {
    const secret = vendorSecret();
    const given = { secret: secret.toString("hex"), secretEncoding: "HEX" };
    const answer = await askForReissue(seed.admin, { token: { id: old.id }, lost, ...given });
    expect(answer).toEqual({ token: { id: old.id, status: "ACTIVE" }, enrolment: null });
    return new Answerer(old.id, old.name, world().clock, secret, old.suite.text, old.pin);
  }

  it.each(someByTier(KINDS.flatMap((kind) => [true, false].map((lost) => ({ ...kind, lost })))))(
    "$what (lost: $lost): the next device answers, with the PIN as it was, from its first count; the old one does not",
    async ({ suite, pin, lost }) => {
      const { seed, old } = await scene({ suite, pin });
      for (let times = 0; times < 3; times += 1) {
        expect(await signInByAnswer(seed, old, "VPN")).toBe(true);
        old.counter += 1;
        world().clock.pass(60);
      }
      const young = await reissued(seed, old, lost);
      expect(await signInByAnswer(seed, old, "VPN")).toBe(false);
      expect((await newestEvent(seed.admin)).reason).toBe("WRONG_CODE");
      if (pin !== null) {
        young.pin = "864208642086";
        expect(await signInByAnswer(seed, young, "VPN")).toBe(false);
        young.pin = pin;
      }
      expect(await signInByAnswer(seed, young, "VPN")).toBe(true);
      const { token } = await seed.admin.query<{ token: { oath: object } }>(
        "query ($id: ID!) { token(by: { id: $id }) { oath { ocraSuite } } }",
        { id: old.id },
      );
      expect(token.oath).toEqual({ ocraSuite: suite });
      // No event is about the PIN: it was not touched.
      expect(await seed.events(20, { types: ["TOKEN_PIN_SET", "TOKEN_PIN_REMOVED"] })).toEqual([]);
    },
  );

  it("gives a device that is not new the counter at which it is", async () => {
    const { seed, old } = await scene(KINDS[1]);
    const secret = vendorSecret();
    const given = { secret: secret.toString("hex"), secretEncoding: "HEX", counter: 5_000 };
    await askForReissue(seed.admin, { token: { id: old.id }, lost: true, ...given });
    const young = new Answerer(old.id, old.name, world().clock, secret, old.suite.text, old.pin);
    young.counter = 4_999;
    expect(await signInByAnswer(seed, young, "VPN")).toBe(false);
    young.counter = 5_000;
    expect(await signInByAnswer(seed, young, "VPN")).toBe(true);
  });

  it.each(KINDS)("$what: ends what the old device was asked", async ({ suite, pin }) => {
    const { seed, old } = await scene({ suite, pin });
    const { id, question } = await getChallenge(seed.admin, { token: { id: old.id } }, { at: "VPN" });
    const young = await reissued(seed, old, true);
    for (const device of [old, young]) {
      expect(await signInWith(seed, device, "VPN", device.answer(question), id)).toBe(false);
      expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_EXPIRED");
    }
    expect(await signInByAnswer(seed, young, "VPN")).toBe(true);
  });

  it.each(KINDS)(
    "$what: takes no digits, a counter only with C, and needs a secret; the one that it has changes nothing",
    async ({ suite, pin }) => {
      const { seed, old } = await scene({ suite, pin });
      const given = { secret: vendorSecret().toString("hex"), secretEncoding: "HEX" };
      const refusal = (fields: object) =>
        seed.admin.refusalAt("tokenReissue", { token: { id: old.id }, lost: false, ...given, ...fields });
      expect(await refusal({ digits: 8 })).toBe("NOT_SUPPORTED_BY_MODEL input.digits");
      if (!old.suite.counter) expect(await refusal({ counter: 0 })).toBe("VALIDATION_FAILED input.counter");
      expect(await refusal({ issuer: "Example" })).toBe("NOT_SUPPORTED_BY_MODEL input.issuer");
      expect(await refusal({ secret: null, secretEncoding: null })).toBe("VALIDATION_FAILED input.secret");
      const own = { secret: old.secret.toString("hex") };
      expect(await refusal({ ...own, lost: true })).toBe("VALIDATION_FAILED input.secret");
      const events = await seed.events(50);
      await seed.admin.do(
        "tokenReissue",
        { token: { id: old.id }, lost: false, ...given, ...own },
        "__typename",
      );
      expect(await seed.events(50)).toEqual(events);
      expect(await signInByAnswer(seed, old, "VPN")).toBe(true);
    },
  );
});
