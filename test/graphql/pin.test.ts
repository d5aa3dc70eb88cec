import { afterEach, expect, it, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { PinHasher } from "../../server/secrets/pin-hash.js";
import { getContents, getUuid } from "../support/contents.js";
import { EVERY_MODEL, tokenOfModel } from "../support/every-model.js";
import type { Device, Seed } from "../support/seed.js";
import { answerTo, check, DENIED, fail, GRANTED, madeToken, getState } from "../support/sign-in.js";
import { byTier, someByTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const POSITIONS = ["BEFORE_OTP", "AFTER_OTP"] as const;
type Position = (typeof POSITIONS)[number];

const anna = { user: { login: "anna" } };
const ofAnna = { resource: { name: "VPN" }, subject: anna };

function passcode(pin: string, otp: string, position: Position): string {
  return position === "BEFORE_OTP" ? `${pin}${otp}` : `${otp}${pin}`;
}

async function getPin({ admin }: Seed, { id }: Device): Promise<unknown> {
  const { token } = await admin.query<{ token: { pin: unknown } }>(
    "query ($id: ID!) { token(by: { id: $id }) { pin { position } } }",
    { id },
  );
  return token.pin;
}

function setPin({ admin }: Seed, { id }: Device, pin: string, position: Position): Promise<object> {
  return admin.do("tokenPinSet", { token: { id }, pin, position }, "token { pin { position } }");
}

async function annaAtVpn(world: World): Promise<Seed> {
  const seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN", { failedAttemptsBeforeLock: 10 });
  return seed;
}

/** Whether anna is signed in at VPN, and what the event says of it. */
async function tried(seed: Seed, text: string): Promise<string> {
  const granted = await seed.signIn({ login: "anna" }, "VPN", text);
  const [event = ""] = await seed.events(1);
  return granted ? "GRANTED" : event.replace("AUTHENTICATION_DENIED ", "");
}

onOneStore("a PIN", (world) => {
  for (const position of POSITIONS) {
    it.each(someByTier(EVERY_MODEL))(
      `of a $what, set at its creation ${position}, is typed with every code`,
      async (model) => {
        const seed = await annaAtVpn(world());
        const device = await tokenOfModel(world(), seed, model, {
          to: anna,
          pin: { value: "0417", position },
        });
        await seed.link(device.id, "VPN");
        expect(await getPin(seed, device)).toEqual({ position });
        world().clock.pass(60);
        const code = device.press();
        expect(await tried(seed, code)).toBe("WRONG_PIN");
        expect(await tried(seed, passcode("0418", code, position))).toBe("WRONG_PIN");
        expect(await tried(seed, passcode("0417", code, position))).toBe("GRANTED");
        expect(await tried(seed, passcode("0417", code, position))).toBe("REPLAYED");
      },
    );
  }

  it("is set later, changed, moved and removed; from then on that passcode counts alone", async () => {
    const seed = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    /** Which of these passcodes is granted now. */
    const granted = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const shape of ["OTP", "1111 OTP", "OTP 1111", "222222222222 OTP", "OTP 222222222222"]) {
        world().clock.pass(30);
        const text = shape.replace("OTP", fob.code()).replace(" ", "");
        if (await seed.signIn({ login: "anna" }, "VPN", text)) found.push(shape);
      }
      return found;
    };
    expect(await granted()).toEqual(["OTP"]);
    expect(await setPin(seed, fob, "1111", "BEFORE_OTP")).toEqual({
      token: { pin: { position: "BEFORE_OTP" } },
    });
    expect(await granted()).toEqual(["1111 OTP"]);
    await setPin(seed, fob, "222222222222", "BEFORE_OTP");
    expect(await granted()).toEqual(["222222222222 OTP"]);
    await setPin(seed, fob, "1111", "AFTER_OTP");
    expect(await granted()).toEqual(["OTP 1111"]);
    const removed = await seed.admin.do(
      "tokenPinRemove",
      { token: { id: fob.id } },
      "token { pin { position } }",
    );
    expect(removed).toEqual({ token: { pin: null } });
    expect(await granted()).toEqual(["OTP"]);
  });

  it.each([
    "",
    "    ",
    "123",
    "1234567890123",
    " 1234",
    "1234 ",
    "12 34",
    "12\t34",
    "abcd",
    "12.4",
    "-1234",
    "１２３４",
    "1234\n",
  ])("is 4 to 12 digits: %j is refused, at creation and later", async (pin) => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const before = await getContents(world(), seed.accountId);
    const position = "BEFORE_OTP";
    expect(await seed.admin.refusalAt("tokenPinSet", { token: { id: fob.id }, pin, position })).toBe(
      "VALIDATION_FAILED input.pin",
    );
    const model = { hardware: { slim: { periodSeconds: 30 } } };
    expect(
      await seed.admin.refusalAt("tokenCreate", { name: "a", model, pin: { value: pin, position } }),
    ).toBe("VALIDATION_FAILED input.pin.value");
    expect(await getContents(world(), seed.accountId)).toEqual(before);
  });

  it("goes when the token leaves its user, however it leaves", async () => {
    const leave: Record<string, (seed: Seed, token: object) => Promise<object>> = {
      tokenUnassign: ({ admin }, token) => admin.do("tokenUnassign", { token }, "__typename"),
      tokenAssign: ({ admin }, token) =>
        admin.do(
          "tokenAssign",
          { token, from: { login: "anna" }, to: { newUser: { login: "bert" } } },
          "__typename",
        ),
      userDelete: ({ admin }) => admin.do("userDelete", { ...anna, releaseTokens: true }, "__typename"),
    };
    for (const leaves of Object.values(leave)) {
      const seed = await annaAtVpn(world());
      const fob = await seed.fob({ of: "anna", at: ["VPN"] });
      await setPin(seed, fob, "1234", "AFTER_OTP");
      await leaves(seed, { id: fob.id });
      expect(await getPin(seed, fob)).toBeNull();
      expect(await seed.events(1, { types: ["TOKEN_PIN_REMOVED"] })).toEqual(["TOKEN_PIN_REMOVED"]);
      expect(await check(seed, fob.id, `${fob.code()}1234`)).toBe("WRONG_CODE");
      expect(await check(seed, fob.id, fob.code())).toBeNull();
    }
  });

  it("stays when a token without a user is given to one, and is not asked for to confirm an enrolment", async () => {
    const seed = await annaAtVpn(world());
    const { token, enrolment } = await seed.admin.do<{
      token: { id: string };
      enrolment: { secretHex: string };
    }>(
      "tokenCreate",
      {
        name: "app",
        model: { software: { googleAuthenticator: {} } },
        pin: { value: "1234", position: "BEFORE_OTP" },
      },
      "token { id } enrolment { secretHex }",
    );
    const app = await madeToken(world(), seed, "other", { software: { googleAuthenticator: {} } });
    const device = Object.assign(app, { id: token.id, secret: Buffer.from(enrolment.secretHex, "hex") });
    const otp = device.code();
    expect(await seed.admin.refusal("tokenEnrolmentConfirm", { token, otp: `1234${otp}` })).toBe(
      "WRONG_CODE",
    );
    await seed.admin.do("tokenEnrolmentConfirm", { token, otp }, "__typename");
    await seed.admin.do("tokenAssign", { token, to: anna }, "__typename");
    await seed.link(token.id, "VPN");
    expect(await tried(seed, `1234${device.code(1)}`)).toBe("GRANTED");
  });

  it("of a token that does not exist is not found, and costs no hash", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const foreign = await other.fob();
    const hash = vi.spyOn(world().services.pins, "hash");
    for (const token of [{ id: foreign.id }, { serialNumber: foreign.name }, { id: "none" }]) {
      const set = { token, pin: "1234", position: "BEFORE_OTP" };
      expect(await seed.admin.refusalAt("tokenPinSet", set)).toBe("NOT_FOUND input.token");
      expect(await seed.admin.refusalAt("tokenPinRemove", { token })).toBe("NOT_FOUND input.token");
    }
    expect(hash).not.toHaveBeenCalled();
    expect(await getPin(other, foreign)).toBeNull();
  });

  it("that is removed where there is none changes nothing", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const before = await getContents(world(), seed.accountId);
    await seed.admin.do("tokenPinRemove", { token: { id: fob.id } }, "__typename");
    expect(await getContents(world(), seed.accountId)).toEqual(before);
  });
});

onOneStore("an attempt with a PIN", (world) => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function scene(position: Position, pin = "1234") {
    const seed = await annaAtVpn(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await setPin(seed, fob, pin, position);
    return { seed, fob };
  }

  it.each(byTier<readonly Position[]>(["BEFORE_OTP"], POSITIONS))(
    "answers alike whatever was wrong, counts one failure, and uses no code up (%s)",
    async (position) => {
      const { seed, fob } = await scene(position);
      const [right, wrong] = [fob.code(), fob.wrongCode()];
      const wide = (text: string) =>
        text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
      const attempts: readonly (readonly [string, string])[] = [
        ["          ", "WRONG_PIN"],
        ["1234", "WRONG_PIN"],
        [right, "WRONG_PIN"],
        [passcode("1234", wrong, position), "WRONG_CODE"],
        [passcode("1235", right, position), "WRONG_PIN"],
        [passcode("1235", wrong, position), "WRONG_PIN"],
        [passcode("01234", right, position), "WRONG_PIN"],
        [passcode("123", right, position), "WRONG_PIN"],
        [passcode("", right, position), "WRONG_PIN"],
        [passcode("    ", right, position), "WRONG_PIN"],
        [passcode("1234 ", right, position), "WRONG_PIN"],
        [passcode(" 1234", right, position), "WRONG_PIN"],
        [` ${passcode("1234", right, position)}`, "WRONG_PIN"],
        [`${passcode("1234", right, position)} `, "WRONG_PIN"],
        [`${passcode("1234", right, position)}\n`, "WRONG_PIN"],
        [passcode(wide("1234"), right, position), "WRONG_PIN"],
        [passcode("1234", wide(right), position), "WRONG_PIN"],
        [passcode("1234", `${right}${right}${right}`, position), "WRONG_PIN"],
      ];
      for (const [text, reason] of attempts) {
        expect(await answerTo(seed.admin, { ...ofAnna, passcode: text }), JSON.stringify(text)).toBe(DENIED);
        expect(await seed.events(1), JSON.stringify(text)).toEqual([`AUTHENTICATION_DENIED ${reason}`]);
        expect((await getState(seed.admin, fob.id)).failures).toBe(1);
        expect(await check(seed, fob.id, text)).toBe(reason);
        expect(await seed.events(1)).toEqual([`TOKEN_CHECKED ${reason}`]);
        expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 2, lastUsedAt: null });
        await seed.admin.do("tokenUnlock", { token: { id: fob.id } }, "__typename");
      }
      expect(await answerTo(seed.admin, { ...ofAnna, passcode: passcode("1234", right, position) })).toBe(
        GRANTED,
      );
      expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 0, consecutiveFailures: 0 });
    },
  );

  it.each(byTier<readonly Position[]>(["AFTER_OTP"], POSITIONS))(
    "takes a PIN that ends, or begins, like the code for no code (%s)",
    async (position) => {
      const seed = await annaAtVpn(world());
      const fob = await seed.fob({ of: "anna", at: ["VPN"] });
      const code = fob.code();
      for (const pin of [code, `12${code}`, `${code}12`, `${code}${code}`]) {
        await setPin(seed, fob, pin, position);
        expect(await tried(seed, pin)).toBe("WRONG_PIN");
        expect(await tried(seed, code)).toBe("WRONG_PIN");
        expect(await tried(seed, passcode(pin, fob.wrongCode(), position))).toBe("WRONG_CODE");
        await seed.admin.do("tokenUnlock", { token: { id: fob.id } }, "__typename");
      }
      expect(await tried(seed, passcode(`${code}${code}`, code, position))).toBe("GRANTED");
    },
  );

  it("with a wrong PIN counts also beside a used code; with the right one a used code does not", async () => {
    const { seed, fob } = await scene("BEFORE_OTP");
    expect(await tried(seed, `1234${fob.code()}`)).toBe("GRANTED");
    expect(await tried(seed, `1234${fob.code()}`)).toBe("REPLAYED");
    expect((await getState(seed.admin, fob.id)).failures).toBe(0);
    expect(await tried(seed, `9999${fob.code()}`)).toBe("WRONG_PIN");
    expect((await getState(seed.admin, fob.id)).failures).toBe(1);
  });

  it("locks after as many wrong PINs and codes together as the resource allows, and then denies the right ones", async () => {
    const { seed, fob } = await scene("AFTER_OTP");
    await seed.admin.do(
      "resourceUpdate",
      { resource: { name: "VPN" }, failedAttemptsBeforeLock: 4 },
      "__typename",
    );
    const [right, wrong] = [fob.code(), fob.wrongCode()];
    for (const text of [`${right}0000`, `${wrong}1234`, `${right}9999`, `${wrong}0000`]) {
      expect((await getState(seed.admin, fob.id)).lock).toBeNull();
      expect(await seed.signIn({ login: "anna" }, "VPN", text)).toBe(false);
    }
    expect(await seed.events(2)).toEqual(["TOKEN_LOCKED LOCKED", "AUTHENTICATION_DENIED WRONG_PIN"]);
    expect(await tried(seed, `${right}1234`)).toBe("LOCKED");
    world().clock.pass(300);
    expect(await tried(seed, `${fob.code()}1234`)).toBe("GRANTED");
  });

  it("does the same work for everybody: what was typed decides whether a PIN is hashed, once", async () => {
    const { seed, fob } = await scene("BEFORE_OTP");
    const users = ["anna", "nobody", "bert", "cora", "dora"];
    for (const login of users.slice(2)) await seed.user(login);
    const plain = await seed.fob({ of: "bert", at: ["VPN"] });
    const locked = await seed.fob({ of: "cora", at: ["VPN"] });
    await setPin(seed, locked, "1234", "AFTER_OTP");
    await fail(seed, locked, "VPN", 10);
    const hash = vi.spyOn(PinHasher.prototype, "hash");
    const isRight = vi.spyOn(PinHasher.prototype, "isRight");
    const worked = async (login: string, text: string) => {
      hash.mockClear();
      isRight.mockClear();
      expect(await seed.signIn({ login }, "VPN", text)).toBe(false);
      return hash.mock.calls.length + isRight.mock.calls.length;
    };
    for (const login of users) {
      for (const text of [
        "",
        "1234",
        fob.wrongCode(),
        "12345678",
        "123456789",
        "pass phrase",
        "1".repeat(21),
      ]) {
        expect(await worked(login, text), `${login} ${text}`).toBe(0);
      }
      await seed.admin.do("tokenUnlock", { token: { id: fob.id } }, "__typename");
      await seed.admin.do("tokenUnlock", { token: { id: plain.id } }, "__typename");
      for (const text of [`1234${fob.wrongCode()}`, `9999${fob.code()}`, "1".repeat(15), "1".repeat(20)]) {
        expect(await worked(login, text), `${login} ${text}`).toBe(1);
      }
      await seed.admin.do("tokenUnlock", { token: { id: fob.id } }, "__typename");
      await seed.admin.do("tokenUnlock", { token: { id: plain.id } }, "__typename");
    }
  });

  it(
    "is refused alike for everybody, and changes nothing, while too many PINs wait; codes alone go on",
    { tags: "deep" },
    async () => {
      const { seed, fob } = await scene("BEFORE_OTP");
      await seed.user("bert");
      const plain = await seed.fob({ of: "bert", at: ["VPN"] });
      const before = await getContents(world(), seed.accountId);
      const rushing = { on: true };
      const rush = Promise.all(
        Array.from({ length: 102 }, async () => {
          while (rushing.on) await world().services.pins.pretend(getUuid(seed.accountId));
        }),
      );
      const attempts = ["anna", "bert", "nobody"].map((login) =>
        seed.admin.send(
          `mutation ($input: AuthenticateInput!) { authenticate(input: $input) { __typename } }`,
          {
            input: { resource: { name: "VPN" }, subject: { user: { login } }, passcode: `1234${fob.code()}` },
          },
        ),
      );
      const set = seed.admin.send(
        `mutation ($id: ID!) { tokenPinSet(input: { token: { id: $id }, pin: "5678", position: AFTER_OTP }) { __typename } }`,
        { id: fob.id },
      );
      for (const { data, errors } of await Promise.all([...attempts, set])) {
        expect(Object.values(data ?? {})).toEqual([null]);
        expect(errors.map(({ extensions, message }) => [extensions?.["code"], message])).toEqual([
          ["RATE_LIMITED", "Too many PINs are being checked. Try again in a moment."],
        ]);
      }
      expect(await getContents(world(), seed.accountId)).toEqual(before);
      expect(await seed.signIn({ login: "bert" }, "VPN", plain.code())).toBe(true);
      rushing.on = false;
      await rush;
      expect(await tried(seed, `1234${fob.code()}`)).toBe("GRANTED");
    },
  );

  it("does not take a hash that was moved to another token, or into another account", async () => {
    const { seed, fob } = await scene("BEFORE_OTP");
    await seed.user("bert");
    const thief = await seed.fob({ of: "bert", at: ["VPN"] });
    await setPin(seed, thief, "6666", "BEFORE_OTP");
    await world().database.query(Prisma.sql`UPDATE tokens SET pin_hash = other.pin_hash FROM tokens AS other
      WHERE tokens.id = ${getUuid(fob.id)}::uuid AND other.id = ${getUuid(thief.id)}::uuid`);
    expect(await tried(seed, `6666${fob.code()}`)).toBe("WRONG_PIN");
    expect(await tried(seed, `1234${fob.code()}`)).toBe("WRONG_PIN");
  });

  it("under an idempotency key gives the first verdict again", async () => {
    const { seed, fob } = await scene("BEFORE_OTP");
    const input = { ...ofAnna, passcode: `1234${fob.code()}`, idempotencyKey: "lost" };
    expect(await answerTo(seed.admin, input)).toBe(GRANTED);
    expect(await answerTo(seed.admin, input)).toBe(GRANTED);
    expect(await answerTo(seed.admin, { ...input, idempotencyKey: "new" })).toBe(DENIED);
  });
});
