// @module-tag deep
import { expect, it, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { PinHasher } from "../../server/secrets/pin-hash.js";
import { getAddress } from "../support/administrators.js";
import { Browser, PASSWORD, type Reply, getToken } from "../support/browser.js";
import { getUuid } from "../support/contents.js";
import { PortalSeed } from "../support/portal.js";
import { onOneStore } from "../support/world.js";

/** With letters in one part, in several, and in full width. */
const COMPOSED = "zw\u00f6lf gr\u00fcne M\u00f6wen \u00fcber Z\u00fcrich";
const DECOMPOSED = COMPOSED.normalize("NFD");
const WIDE = COMPOSED.replace("lf gr", "\uff4c\uff46\u3000\uff47\uff52");

onOneStore("a password with letters that keyboards write in several ways", (world) => {
  it("is the same however it is typed, wherever it was set", async () => {
    const seed = await world().seed();
    const address = await getAddress(seed);
    const ada = await Browser.of(world()).accept(await seed.invite("ada", "ADMIN"), {}, DECOMPOSED);
    for (const typed of [COMPOSED, DECOMPOSED, WIDE]) {
      const { body } = await Browser.of(world()).signIn("ada", typed, ada.code(), address);
      expect([typed, body]).toEqual([typed, { level: 2 }]);
      world().clock.pass(30);
    }
    const other = await Browser.of(world()).signIn("ada", COMPOSED.toUpperCase(), ada.code(), address);
    expect(other.code).toBe("SIGN_IN_REFUSED");

    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna");
    const anna = portal.browser();
    await anna.accept(await portal.link("anna"), WIDE);
    const { app } = await anna.enrol();
    expect(await portal.browser().signIn("anna", null, COMPOSED)).toBe(1);
    expect(await anna.prove(app.code())).toBe(2);
    expect(await anna.getCode("MyPasswordSet", { password: `${DECOMPOSED} 2` })).toBeUndefined();
    expect(await portal.browser().signIn("anna", null, `${COMPOSED} 2`)).toBe(1);
  });

  it("that was set before goes on to work as it was typed then", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await portal.enrolled("anna");
    const { user } = await seed.admin.query<{ user: { id: string } }>(
      '{ user(by: { login: "anna" }) { id } }',
    );
    const [accountId, userId] = [getUuid(seed.accountId), getUuid(user.id)];
    const hash = await world().services.passwords.hash(accountId, DECOMPOSED, userId);
    await world().database.query(Prisma.sql`
      UPDATE passwords SET hash = ${hash} WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid`);
    expect(await portal.browser().signIn("anna", null, DECOMPOSED)).toBe(1);
    expect(await portal.browser().signIn("anna", null, COMPOSED)).toBe("SIGN_IN_REFUSED");
  });

  it("is hashed as often for every user: the number of hashes depends only on what was typed", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna");
    await portal.browser().accept(await portal.link("anna"), COMPOSED);
    await portal.seed.user("bert");
    const hash = vi.spyOn(PinHasher.prototype, "hash");
    const isRight = vi.spyOn(PinHasher.prototype, "isRight");
    for (const login of ["anna", "bert", "nobody"]) {
      for (const [typed, times] of [
        [COMPOSED, 1],
        [PASSWORD, 1],
        [DECOMPOSED, 2],
        [`${DECOMPOSED}!`, 2],
      ] as const) {
        hash.mockClear();
        isRight.mockClear();
        await portal.browser().begin(login, typed);
        expect([login, typed, hash.mock.calls.length + isRight.mock.calls.length]).toEqual([
          login,
          typed,
          times,
        ]);
      }
    }
    vi.restoreAllMocks();
  });

  it("is checked in its normalized form: for its length, and for the user's own names", async () => {
    const portal = await PortalSeed.open(world());
    const login = "J\u00fcrgenM\u00fcllerGr\u00fcn";
    await portal.seed.user(login);
    const token = getToken(await portal.link(login));
    const choose = (password: string): Promise<Reply> =>
      portal.browser().browser.send("/portal/invitation/accept", { token, password });
    for (const password of [
      "gr\u00fcne M\u00f6wen".normalize("NFD"),
      "\ufdfa".repeat(9),
      login.normalize("NFD"),
      "a".repeat(9_000),
    ]) {
      expect((await choose(password)).code).toBe("VALIDATION_FAILED");
    }
    const tooLong = await portal.browser().browser.send("/portal/sign-in", {
      address: portal.address,
      login: "anna",
      password: "u\u0308".repeat(257),
    });
    expect(tooLong.code).toBe("VALIDATION_FAILED");
  });
});
