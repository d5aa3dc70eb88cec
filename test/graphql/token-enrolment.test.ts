import { expect, it } from "vitest";
import { Device, type Seed } from "../support/seed.js";
import { confirm, getEvents, madeToken } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";

interface Token {
  readonly status: string;
  readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
  readonly failures: number;
  readonly drift: number;
  readonly lastUsedAt: string | null;
}

const APP = { software: { googleAuthenticator: {} } };
const ENROLMENT_SECONDS = 15 * 60;

async function read({ admin }: Seed, id: string): Promise<Token | null> {
  const { token } = await admin.query<{ token: Token | null }>(
    `query ($id: ID!) { token(by: { id: $id }) {
      status enrolment { attemptsLeft expiresAt } failures drift lastUsedAt } }`,
    { id },
  );
  return token;
}

/** Starts an enrolment again. @returns a device with the new secret. */
async function start({ clock }: World, { admin }: Seed, old: Device): Promise<Device> {
  const { enrolment } = await admin.do<{ enrolment: { secretHex: string; attemptsLeft: number } }>(
    "tokenEnrolmentStart",
    { token: { id: old.id } },
    "enrolment { secretHex attemptsLeft }",
  );
  expect(enrolment.attemptsLeft).toBe(5);
  return new Device(old.id, old.name, clock, Buffer.from(enrolment.secretHex, "hex"), old.oath);
}

async function usedTokens({ admin }: Seed): Promise<number> {
  const { account } = await admin.query<{ account: { plan: { tokens: { used: number } } } }>(
    "{ account { plan { tokens { used } } } }",
  );
  return account.plan.tokens.used;
}

onOneStore("an enrolment", (world) => {
  it("is completed by a valid code, which is thereby used up", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const phone = await madeToken(world(), seed, "Phone", APP, "anna");
    await seed.link(phone.id, "VPN");
    expect(await read(seed, phone.id)).toEqual({
      status: "PENDING",
      enrolment: {
        attemptsLeft: 5,
        expiresAt: new Date(world().clock.now() + ENROLMENT_SECONDS * 1_000).toISOString(),
      },
      failures: 0,
      drift: 0,
      lastUsedAt: null,
    });
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED PENDING"]);
    expect(await confirm(seed, phone.id, phone.code())).toBeNull();
    expect(await read(seed, phone.id)).toMatchObject({
      status: "ACTIVE",
      enrolment: null,
      lastUsedAt: new Date(world().clock.now()).toISOString(),
    });
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code(-1))).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code(1))).toBe(true);
  });

  it("learns the drift of the app's clock from the first code", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", APP);
    expect(await confirm(seed, phone.id, phone.code(2))).toBe("WRONG_CODE");
    expect(await confirm(seed, phone.id, phone.code(1))).toBeNull();
    expect((await read(seed, phone.id))?.drift).toBe(1);
  });

  it("of a HOTP app takes a code of the look-ahead, and uses up that one and all before", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const phone = await madeToken(
      world(),
      seed,
      "Phone",
      { software: { smart: { algorithm: "HOTP", digits: 8 } } },
      "anna",
    );
    await seed.link(phone.id, "VPN");
    expect(await confirm(seed, phone.id, phone.code(11))).toBe("WRONG_CODE");
    expect(await confirm(seed, phone.id, phone.code(3))).toBeNull();
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code(3))).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code(2))).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code(4))).toBe(true);
  });

  it("loses its secret with the fifth wrong code; only a new start helps then", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", APP);
    const left: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(
        await seed.admin.refusalAt("tokenEnrolmentConfirm", {
          token: { id: phone.id },
          otp: phone.wrongCode(),
        }),
      ).toBe("WRONG_CODE input.otp");
      left.push((await read(seed, phone.id))?.enrolment?.attemptsLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, undefined]);
    expect(await read(seed, phone.id)).toMatchObject({ status: "PENDING", enrolment: null, failures: 0 });
    expect(await confirm(seed, phone.id, phone.code())).toBe("NOT_FOUND");
    expect(await seed.events(6)).toEqual([
      ...Array<string>(5).fill("TOKEN_ENROLMENT_FAILED WRONG_CODE"),
      "TOKEN_ENROLMENT_STARTED",
    ]);
    const again = await start(world(), seed, phone);
    expect(await confirm(seed, phone.id, again.code())).toBeNull();
  });

  it("counts wrong codes that come at once one by one", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", APP);
    const codes = await Promise.all(
      Array.from({ length: 8 }, () => confirm(seed, phone.id, phone.wrongCode())),
    );
    expect(codes.filter((code) => code === "WRONG_CODE")).toHaveLength(5);
    expect(codes.filter((code) => code === "NOT_FOUND")).toHaveLength(3);
    expect(await confirm(seed, phone.id, phone.code())).toBe("NOT_FOUND");
  });

  it("is completed once when the right code comes several times at once", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", APP);
    const codes = await Promise.all(Array.from({ length: 6 }, () => confirm(seed, phone.id, phone.code())));
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === "NOT_FOUND")).toHaveLength(5);
    expect(await seed.events(2)).toEqual(["TOKEN_ENROLLED", "TOKEN_ENROLMENT_STARTED"]);
  });

  it.each([
    ["spaces", " 123456"],
    ["letters", "12345a"],
    ["full-width digits", "１２３４５６"],
  ])("takes a code with %s as a wrong one", async (_what, otp) => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", APP);
    expect(await confirm(seed, phone.id, otp)).toBe("WRONG_CODE");
    expect((await read(seed, phone.id))?.enrolment?.attemptsLeft).toBe(4);
  });

  it("can be completed until its last second, and not from its end on", async () => {
    const seed = await world().seed();
    const [early, late] = [
      await madeToken(world(), seed, "Early", APP),
      await madeToken(world(), seed, "Late", APP),
    ];
    world().clock.pass(ENROLMENT_SECONDS - 1);
    expect(await confirm(seed, early.id, early.code())).toBeNull();
    world().clock.pass(1);
    expect((await read(seed, late.id))?.enrolment).toBeNull();
    expect(
      await seed.admin.refusalAt("tokenEnrolmentConfirm", { token: { id: late.id }, otp: late.code() }),
    ).toBe("EXPIRED input.token");
    world().clock.pass(-ENROLMENT_SECONDS);
    // The secret is gone permanently, even if the clock steps back.
    expect(await confirm(seed, late.id, late.code())).toBe("NOT_FOUND");
    expect(await read(seed, late.id)).toMatchObject({ status: "PENDING" });
    const again = await start(world(), seed, late);
    expect(await confirm(seed, late.id, again.code())).toBeNull();
  });

  it("leaves nothing to cancel once its time is over: the token stays", async () => {
    const seed = await world().seed();
    const late = await madeToken(world(), seed, "Phone", APP);
    world().clock.pass(ENROLMENT_SECONDS);
    expect(await seed.admin.refusalAt("tokenEnrolmentCancel", { token: { id: late.id } })).toBe(
      "NOT_FOUND input.token",
    );
    expect(await read(seed, late.id)).toMatchObject({ status: "PENDING", enrolment: null });
  });

  it("is void when another is started", async () => {
    const seed = await world().seed();
    const first = await madeToken(world(), seed, "Phone", APP);
    await confirm(seed, first.id, first.wrongCode());
    const second = await start(world(), seed, first);
    expect(second.secret.equals(first.secret)).toBe(false);
    expect(await confirm(seed, first.id, first.code())).toBe("WRONG_CODE");
    expect(await confirm(seed, first.id, second.code())).toBeNull();
  });

  it("is started later when the token was created so, and its issuer is checked", async () => {
    const seed = await world().seed();
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "Phone", model: APP, enrolLater: true },
      "token { id }",
    );
    expect(await confirm(seed, token.id, "000000")).toBe("NOT_FOUND");
    for (const issuer of ["", " a", "a".repeat(51)]) {
      expect(await seed.admin.refusalAt("tokenEnrolmentStart", { token, issuer })).toBe(
        "VALIDATION_FAILED input.issuer",
      );
    }
    const oath = { digits: 6, hash: "SHA1", periodSeconds: 30 } as const;
    const phone = await start(
      world(),
      seed,
      new Device(token.id, "Phone", world().clock, Buffer.alloc(20), oath),
    );
    expect(await confirm(seed, token.id, phone.code())).toBeNull();
  });

  it("is not for tokens whose secret is in use, nor for models whose secret is given or burnt in", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", APP);
    await confirm(seed, phone.id, phone.code());
    const fob = await seed.fob();
    const card = await madeToken(world(), seed, "Card", { hardware: { slim: { periodSeconds: 30 } } });
    const refusal = (id: string) => seed.admin.refusalAt("tokenEnrolmentStart", { token: { id } });
    expect(await refusal(phone.id)).toBe("STILL_IN_USE input.token");
    expect(await refusal(fob.id)).toBe("NOT_SUPPORTED_BY_MODEL input.token");
    expect(await refusal(card.id)).toBe("NOT_SUPPORTED_BY_MODEL input.token");
    for (const id of [phone.id, fob.id, card.id]) {
      expect(await confirm(seed, id, "000000")).toBe("NOT_FOUND");
      expect(await seed.admin.refusalAt("tokenEnrolmentCancel", { token: { id } })).toBe(
        "NOT_FOUND input.token",
      );
    }
    world().clock.pass(30);
    expect(
      (
        await seed.admin.do<{ valid: boolean }>(
          "tokenCheckOtp",
          { token: { id: phone.id }, passcode: phone.code() },
          "valid",
        )
      ).valid,
    ).toBe(true);
  });

  it("that is cancelled takes along a token that was never active, and gives its room back", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const phone = await madeToken(world(), seed, "Phone", APP, "anna");
    await seed.link(phone.id, "VPN");
    const cancelled = await seed.admin.do<{ deletedId: string | null; token: object | null }>(
      "tokenEnrolmentCancel",
      { token: { id: phone.id } },
      "deletedId token { id }",
    );
    expect(cancelled).toEqual({ deletedId: phone.id, token: null });
    expect(await read(seed, phone.id)).toBeNull();
    expect(await usedTokens(seed)).toBe(0);
    const events = await getEvents(seed.admin, 2);
    expect(events.map(({ type, tokenName }) => [type, tokenName])).toEqual([
      ["TOKEN_DELETED", "Phone"],
      ["TOKEN_ENROLMENT_CANCELLED", "Phone"],
    ]);
  });

  it("that is cancelled leaves a token that was active before, without the new secret", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const phone = await madeToken(world(), seed, "Phone", APP, "anna");
    await confirm(seed, phone.id, phone.code());
    await seed.admin.do("tokenUnassign", { token: { id: phone.id } }, "__typename");
    const again = await start(world(), seed, phone);
    const cancelled = await seed.admin.do<{ deletedId: string | null; token: object | null }>(
      "tokenEnrolmentCancel",
      { token: { id: phone.id } },
      "deletedId token { status enrolment { attemptsLeft } }",
    );
    expect(cancelled).toEqual({ deletedId: null, token: { status: "PENDING", enrolment: null } });
    expect(await confirm(seed, phone.id, again.code())).toBe("NOT_FOUND");
    expect(await usedTokens(seed)).toBe(1);
    expect(await seed.events(1)).toEqual(["TOKEN_ENROLMENT_CANCELLED"]);
  });

  it("of a token that does not exist is not found", async () => {
    const seed = await world().seed();
    const token = { id: await seed.user("anna") };
    expect(await seed.admin.refusalAt("tokenEnrolmentStart", { token })).toBe("NOT_FOUND input.token");
    expect(await seed.admin.refusalAt("tokenEnrolmentConfirm", { token, otp: "1" })).toBe(
      "NOT_FOUND input.token",
    );
    expect(await seed.admin.refusalAt("tokenEnrolmentCancel", { token })).toBe("NOT_FOUND input.token");
  });
});

onOneStore(
  "an enrolment with a time of its own",
  (world) => {
    it("lasts as long as the setting says", async () => {
      const seed = await world().seed();
      const phone = await madeToken(world(), seed, "Phone", APP);
      world().clock.pass(60);
      expect(await confirm(seed, phone.id, phone.code())).toBe("EXPIRED");
    });
  },
  { TOKENPLANE_ENROLMENT_MINUTES: "1" },
);
