import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { localId } from "../../server/global-id.js";
import { keepHouse } from "../../server/housekeeping.js";
import { EVERY_MODEL, tokenOfModel } from "../support/every-model.js";
import { reissueGiven, standing } from "../support/reissue.js";
import { Device, type Seed } from "../support/seed.js";
import { check, confirm, madeToken } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";
import { someByTier } from "../support/tier.js";

// A secret that comes again goes on where it was, whatever token it comes to and by whatever path.

const OATH = {
  TOTP: { totp: { digits: 6, hash: "SHA1", periodSeconds: 30 } },
  HOTP: { hotp: { digits: 6, hash: "SHA1" } },
};
type Algorithm = keyof typeof OATH;

let serials = 0;

function getSecret({ secret }: Device): { readonly secret: string; readonly secretEncoding: "HEX" } {
  return { secret: secret.toString("hex"), secretEncoding: "HEX" };
}

/** Creates a token with the secret of a device. @returns the device, as that of the new token. */
async function create(world: World, seed: Seed, device: Device, serialNumber?: string, oath?: object) {
  serials += 1;
  const algorithm = device.oath.periodSeconds === null ? "HOTP" : "TOTP";
  const { token } = await seed.admin.do<{ token: { id: string } }>(
    "tokenCreate",
    {
      model: {
        universal: {
          serialNumber: serialNumber ?? `US-${serials}`,
          ...getSecret(device),
          oath: oath ?? OATH[algorithm],
        },
      },
    },
    "token { id }",
  );
  return held(world, device, token.id);
}

/** The same device, whose secret another token has. */
function held({ clock }: Pick<World, "clock">, device: Device, id: string): Device {
  const same = new Device(id, device.name, clock, device.secret, device.oath);
  same.counter = device.counter;
  return same;
}

async function remove({ admin }: Seed, { id }: Device): Promise<void> {
  await admin.do("tokenDelete", { token: { id } }, "__typename");
}

async function giveBack(seed: Seed, device: Device, id: string): Promise<void> {
  await seed.admin.do("tokenReissue", { token: { id }, lost: false, ...getSecret(device) }, "__typename");
}

/** How a secret leaves its token, and comes to one again. */
const PATHS: readonly {
  readonly path: string;
  readonly again: (world: World, seed: Seed, device: Device) => Promise<Device>;
}[] = [
  {
    path: "a reissue to another secret and back",
    async again(world, seed, device) {
      await reissueGiven(world, seed, device);
      await giveBack(seed, device, device.id);
      return held(world, device, device.id);
    },
  },
  {
    path: "the same serial number, created again",
    async again(world, seed, device) {
      await remove(seed, device);
      return create(world, seed, device, device.name);
    },
  },
  {
    path: "another serial number",
    async again(world, seed, device) {
      await seed.admin.do("tokensDelete", { items: [{ token: { id: device.id } }] }, "__typename");
      return create(world, seed, device);
    },
  },
  {
    path: "an import",
    async again(world, seed, device) {
      await remove(seed, device);
      const type = device.oath.periodSeconds === null ? "HOTP" : "TOTP";
      const content = `serialNumber,secret,type\nIMP-1,${device.secret.toString("hex")},${type}\n`;
      await seed.admin.do("tokenImport", { format: "OATH_CSV", content }, "created");
      const { token } = await seed.admin.query<{ token: { id: string } }>(
        '{ token(by: { serialNumber: "IMP-1" }) { id } }',
      );
      return held(world, device, token.id);
    },
  },
  {
    path: "a reissue of another token",
    async again(world, seed, device) {
      const other = await (device.oath.periodSeconds === null ? seed.counterFob() : seed.fob());
      await reissueGiven(world, seed, device);
      await giveBack(seed, device, other.id);
      return held(world, device, other.id);
    },
  },
  {
    path: "a second token, while the first still has it",
    again: (world, seed, device) => create(world, seed, device),
  },
];

/** Brings a token to 100 failures in a row; all but the last are only written down. */
async function failToCeiling({ database }: World, seed: Seed, device: Device): Promise<void> {
  await database.query(Prisma.sql`
    UPDATE tokens SET consecutive_failures = 99, failures = 0 WHERE id = ${localId("Token", device.id)}::uuid`);
  await check(seed, device.id, device.wrongCode());
  expect(await standing(seed, device.id)).toMatchObject({ lock: { reason: "FAILURE_CEILING" } });
}

function getFob(seed: Seed, algorithm: Algorithm): Promise<Device> {
  return algorithm === "TOTP" ? seed.fob() : seed.counterFob();
}

onOneStore("a secret that comes again", (world) => {
  const cases = PATHS.flatMap((one) =>
    (["TOTP", "HOTP"] as const).map((algorithm) => ({ ...one, algorithm })),
  );

  it.each(someByTier(cases))(
    "by $path ($algorithm): used codes stay used, and the ceiling stays",
    async ({ again, algorithm }) => {
      const seed = await world().seed();
      const helpdesk = await seed.key("HELPDESK");
      const device = await getFob(seed, algorithm);
      const used = Array.from({ length: algorithm === "HOTP" ? 30 : 1 }, () => device.press());
      for (const code of used) expect(await check(seed, device.id, code)).toBeNull();
      await failToCeiling(world(), seed, device);

      const back = await again(world(), seed, device);
      const token = { id: back.id };
      expect(await standing(seed, back.id)).toMatchObject({
        consecutiveFailures: 100,
        lock: { reason: "FAILURE_CEILING", until: null },
      });
      expect(await helpdesk.refusal("tokenUnlock", { token })).toBe("LOCKED");
      await seed.admin.do("tokenUnlock", { token }, "__typename");
      expect(await check(seed, back.id, used.at(-1) ?? "")).toBe("REPLAYED");
      world().clock.pass(30);
      expect(await check(seed, back.id, back.press())).toBeNull();
      if (back.id === device.id) {
        // The administrator's unlock stands, also when the secret leaves and comes once more.
        const third = await again(world(), seed, back);
        expect(await standing(seed, third.id)).toMatchObject({ consecutiveFailures: 0, lock: null });
      }
    },
  );

  it.each(someByTier(EVERY_MODEL))("to a token of an unlike model ($what) goes on there", async (model) => {
    const seed = await world().seed();
    const old = await tokenOfModel(world(), seed, model, { to: { newUser: { login: "anna" } } });
    world().clock.pass(60);
    const code = old.press();
    expect(await check(seed, old.id, code)).toBeNull();
    await seed.admin.do("tokenUnassign", { token: { id: old.id } }, "__typename");
    const { digits, hash, periodSeconds } = old.oath;
    const oath =
      periodSeconds === null ? { hotp: { digits, hash } } : { totp: { digits, hash, periodSeconds } };
    const back = await create(world(), seed, old, undefined, oath);
    expect(await check(seed, back.id, code)).toBe("REPLAYED");
    world().clock.pass(60);
    expect(await check(seed, back.id, back.press())).toBeNull();
  });

  it("keeps its drift, and begins at zero as another kind of code", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    fob.ahead = 30;
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    await remove(seed, fob);
    const button = await create(world(), seed, fob, "BUTTON", OATH.HOTP);
    expect(
      await check(
        seed,
        button.id,
        new Device("", "", world().clock, fob.secret, { ...fob.oath, periodSeconds: null }).code(),
      ),
    ).toBeNull();
    const again = await create(world(), seed, fob);
    expect(await standing(seed, again.id)).toMatchObject({ drift: 1 });
    expect(await check(seed, again.id, fob.code())).toBe("REPLAYED");
    expect(await check(seed, again.id, fob.code(1))).toBeNull();
  });

  it("begins at the counter that is given with it, unless it used a higher one", async () => {
    const seed = await world().seed();
    // A counter that was given too high, and that no code of the device confirmed, is not remembered.
    const wrong = await seed.counterFob({}, 5_000);
    await remove(seed, wrong);
    wrong.counter = 0;
    const button = await create(world(), seed, wrong);
    const first = button.press();
    expect(await check(seed, button.id, first)).toBeNull();
    await remove(seed, button);
    const higher = await create(world(), seed, button, "HIGHER", {
      hotp: { digits: 6, hash: "SHA1", counter: 50 },
    });
    expect(await check(seed, higher.id, first)).toBe("WRONG_CODE");
    expect(await check(seed, higher.id, button.code(49))).toBeNull();
  });

  it("keeps what it used, although a higher counter was given with it meanwhile and never used", async () => {
    const seed = await world().seed();
    const button = await seed.counterFob();
    const used = button.press();
    expect(await check(seed, button.id, used)).toBeNull();
    await remove(seed, button);
    await remove(
      seed,
      await create(world(), seed, button, undefined, { hotp: { digits: 6, hash: "SHA1", counter: 5_000 } }),
    );
    const back = await create(world(), seed, button);
    expect(await check(seed, back.id, used)).toBe("REPLAYED");
    expect(await check(seed, back.id, button.press())).toBeNull();
  });

  it("keeps the code that confirmed an app, while the app has it and afterwards", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", { software: { googleAuthenticator: {} } });
    const used = phone.code();
    expect(await confirm(seed, phone.id, used)).toBeNull();
    const second = await create(world(), seed, phone);
    expect(await check(seed, second.id, used)).toBe("REPLAYED");
    await remove(seed, second);
    await remove(seed, phone);
    const third = await create(world(), seed, phone);
    expect(await check(seed, third.id, used)).toBe("REPLAYED");
    expect(await check(seed, third.id, phone.code(1))).toBeNull();
  });

  it("keeps also what a synchronization used of a secret that was never confirmed", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", { software: { googleAuthenticator: {} } });
    const otps = [phone.code(), phone.code(1)];
    await seed.admin.do("tokenSynchronize", { token: { id: phone.id }, otps }, "shift");
    const fob = await create(world(), seed, phone);
    for (const code of otps) expect(await check(seed, fob.id, code)).toBe("REPLAYED");
    expect(await check(seed, fob.id, phone.code(2))).toBeNull();
    // And what the other token used is no first code.
    expect(await confirm(seed, phone.id, phone.code(2))).toBe("REPLAYED");
    await seed.admin.do("tokenEnrolmentCancel", { token: { id: phone.id } }, "deletedId");
    await remove(seed, fob);
    const last = await create(world(), seed, phone);
    expect(await check(seed, last.id, phone.code(2))).toBe("REPLAYED");
  });

  it("is forgotten when its TOTP codes are out of reach, but no counter and no failure is", async () => {
    const seed = await world().seed();
    const [fob, button, locked] = [await seed.fob(), await seed.counterFob(), await seed.fob()];
    await check(seed, fob.id, fob.code());
    await check(seed, button.id, button.press());
    await failToCeiling(world(), seed, locked);
    for (const device of [fob, button, locked]) await remove(seed, device);
    const kept = async () => {
      const account = localId("Account", seed.accountId);
      const rows = await world().database.query<{ period: number }>(Prisma.sql`
        SELECT period_seconds AS period FROM used_secrets WHERE account_id = ${account}::uuid ORDER BY 1`);
      return rows.map(({ period }) => period);
    };
    await keepHouse(world().services);
    expect(await kept()).toEqual([0, 30, 30]);
    world().clock.pass(2_002 * 30);
    await keepHouse(world().services);
    expect(await kept()).toEqual([0, 30]);
  });
});
