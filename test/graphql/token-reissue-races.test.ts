import { expect, it } from "vitest";
import { writtenEvents } from "../support/event-log.js";
import { askForReissue, reissue, standing } from "../support/reissue.js";
import { vendorSecret } from "../support/every-model.js";
import type { Device, Seed } from "../support/seed.js";
import { answerTo, check, confirm, madeToken } from "../support/sign-in.js";
import { getStatements } from "../support/statements.js";
import { byTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const anna = { login: "anna" };
const TIMES = 40;

async function appOfAnna(world: World): Promise<{ readonly seed: Seed; readonly old: Device }> {
  const seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN", { failedAttemptsBeforeLock: 10 });
  const old = await madeToken(world, seed, "Phone", { software: { googleAuthenticator: {} } }, "anna");
  await seed.link(old.id, "VPN");
  expect(await confirm(seed, old.id, old.code())).toBeNull();
  world.clock.pass(60);
  return { seed, old };
}

function times<Result>(ask: (index: number) => Promise<Result>, count = TIMES): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
}

function howOften(results: readonly unknown[], result: unknown): number {
  return results.filter((one) => one === result).length;
}

onOneStore("a reissue under way", (world) => {
  it("is confirmed once by 40 right first codes at once, and signs in nobody besides", async () => {
    const { seed, old } = await appOfAnna(world());
    const young = await reissue(world(), seed, old);
    const code = young.code();
    const confirmed = await times(() => confirm(seed, old.id, code));
    expect([howOften(confirmed, null), howOften(confirmed, "NOT_FOUND")]).toEqual([1, TIMES - 1]);
    expect(await seed.signIn(anna, "VPN", code)).toBe(false);
    expect(await seed.events(100, { types: ["TOKEN_ENROLLED"] })).toHaveLength(2);
  });

  it("takes an old code before it is confirmed or not at all, and each code once", async () => {
    for (let round = 0; round < byTier(2, 4); round += 1) {
      const { seed, old } = await appOfAnna(world());
      const young = await reissue(world(), seed, old);
      const [oldCode, newCode] = [old.code(), young.code()];
      const signIns = times(() => seed.signIn(anna, "VPN", oldCode), 8);
      const confirms = times(() => confirm(seed, old.id, newCode), 4);
      const granted = howOften(await signIns, true);
      expect(howOften(await confirms, null)).toBe(1);
      expect(granted).toBeLessThanOrEqual(1);
      const events = await writtenEvents(world(), seed.accountId);
      const [confirmedAt, grantedAt] = ["TOKEN_ENROLLED", "AUTHENTICATION_GRANTED"].map((type) =>
        events.lastIndexOf(type),
      );
      if (granted === 1) expect(grantedAt).toBeLessThan(confirmedAt ?? 0);
      // What was wrong after the new secret came into use counts against that one, and is forgotten by its success.
      expect(await seed.signIn(anna, "VPN", old.code(1))).toBe(false);
      expect(await seed.signIn(anna, "VPN", newCode)).toBe(false);
      expect((await standing(seed, old.id)).lock).toBeNull();
      expect(await seed.signIn(anna, "VPN", young.code(1))).toBe(true);
    }
  });

  it("of a lost phone lets no old code in behind it", async () => {
    for (let round = 0; round < byTier(2, 4); round += 1) {
      const { seed, old } = await appOfAnna(world());
      const signIns = times((index) => seed.signIn(anna, "VPN", old.code(index % 2)), 8);
      await askForReissue(seed.admin, { token: { id: old.id }, lost: true });
      await signIns;
      const events = await writtenEvents(world(), seed.accountId);
      expect(events).toContain("TOKEN_REISSUED");
      const after = events.slice(events.indexOf("TOKEN_REISSUED"));
      expect(after).not.toContain("AUTHENTICATION_GRANTED");
      expect(await standing(seed, old.id)).toMatchObject({ status: "PENDING", failures: 0 });
    }
  });

  it("asked for 40 times at once leaves one secret that waits: the last one's", async () => {
    const { seed, old } = await appOfAnna(world());
    const made = await times(() => reissue(world(), seed, old));
    let taken = 0;
    for (const device of made) {
      if ((await confirm(seed, old.id, device.code())) === null) taken += 1;
      else if ((await standing(seed, old.id)).waits === null) break;
    }
    // Five wrong first codes may have dropped it before its own came.
    expect(taken).toBeLessThanOrEqual(1);
    const last = await reissue(world(), seed, old);
    expect(await confirm(seed, old.id, last.code())).toBeNull();
  });

  it("of a fob by two at once ends with the secret of one of them, whole", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const secrets = [vendorSecret(), vendorSecret()];
    await Promise.all(
      secrets.map((secret) =>
        askForReissue(seed.admin, {
          token: { id: fob.id },
          lost: false,
          secret: secret.toString("base64"),
          secretEncoding: "BASE64",
        }),
      ),
    );
    const verdicts: (string | null)[] = [];
    for (const secret of secrets) {
      const device = Object.assign(Object.create(fob) as Device, { secret });
      verdicts.push(await check(seed, fob.id, device.code()));
    }
    expect([howOften(verdicts, null), howOften(verdicts, "WRONG_CODE")]).toEqual([1, 1]);
  });

  it("costs a sign-in no statement more", async () => {
    const { seed, old } = await appOfAnna(world());
    const signIn = async (code: string) => {
      const input = { resource: { name: "VPN" }, subject: { user: anna }, passcode: code };
      const statements = await getStatements(world(), () => answerTo(seed.admin, input));
      expect(await seed.events(1)).toEqual(["AUTHENTICATION_GRANTED"]);
      return statements;
    };
    const before = await signIn(old.code());
    expect(before).toHaveLength(2);
    await reissue(world(), seed, old);
    world().clock.pass(60);
    expect(await signIn(old.code())).toEqual(before);
  });
});
