import { expect, it } from "vitest";
import { getBypass, grant } from "../support/bypass.js";
import { EVERY_MODEL, tokenOfModel, vendorSecret, withSecret } from "../support/every-model.js";
import { askForReissue, reissue, reissueGiven, standing } from "../support/reissue.js";
import { check, confirm, madeToken } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

const PHONE = { software: { googleAuthenticator: {} } };
const anna = { login: "anna" };

interface SeenReissue {
  readonly type: string;
  readonly summary: string;
  readonly changes: readonly object[];
}

onSharedStore("what a reissue asks for", (world) => {
  const GIVEN = { secret: "ab".repeat(20), secretEncoding: "HEX" };
  const FIELDS = { ...GIVEN, acceptShortSecrets: true, counter: 0, digits: 6, issuer: "Example" };

  it.each(EVERY_MODEL)("is just what the catalogue says: $what", async (model) => {
    const seed = await world().seed();
    const device = await tokenOfModel(world(), seed, model);
    const token = { id: device.id };
    const { token: seen, tokenModels } = await seed.admin.query<{
      token: { model: string; oath: { algorithm: string } };
      tokenModels: { model: string; reissueAsksFor: string[] }[];
    }>(
      "query ($by: TokenRef!) { token(by: $by) { model oath { algorithm } } tokenModels { model reissueAsksFor } }",
      { by: token },
    );
    const asked = tokenModels.find((entry) => entry.model === seen.model)?.reissueAsksFor ?? [];
    expect(asked).toEqual(
      model.given
        ? [
            "secret",
            "secretEncoding",
            "acceptShortSecrets",
            ...(seen.model === "UNIVERSAL" ? ["counter"] : []),
          ]
        : [...(seen.model === "PROTECTIMUS_SMART" ? ["digits"] : []), "issuer"],
    );
    const needed = model.given ? GIVEN : {};
    for (const [field, value] of Object.entries(FIELDS)) {
      const input = { token, lost: false, ...needed, [field]: value };
      const { code, path } = await seed.admin.mutate("tokenReissue", input, "__typename");
      const noCounter = field === "counter" && seen.oath.algorithm === "TOTP";
      const expected = !asked.includes(field)
        ? "NOT_SUPPORTED_BY_MODEL"
        : noCounter
          ? "VALIDATION_FAILED"
          : undefined;
      expect([field, code]).toEqual([field, expected]);
      if (expected === "NOT_SUPPORTED_BY_MODEL") expect(path).toEqual(["input", field]);
    }
  });

  it("of a short secret are that it is accepted by name; the event says so, and such a token goes on with a longer one", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const input = (bytes: number) => ({
      token: { id: fob.id },
      lost: false,
      secret: "ab".repeat(bytes),
      secretEncoding: "HEX",
      acceptShortSecrets: true,
    });
    expect(await seed.admin.refusalAt("tokenReissue", input(9))).toBe("VALIDATION_FAILED input.secret");
    await seed.admin.do("tokenReissue", input(10), "__typename");
    await seed.admin.do("tokenReissue", input(20), "__typename");
    const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
      "{ events(filter: { types: [TOKEN_REISSUED] }) { nodes { summary changes { field from to } } } }",
    );
    const sentence = `Token ${fob.name} got a new secret; the old one stopped working.`;
    expect(events.nodes).toEqual(
      expect.arrayContaining([
        {
          summary: `${sentence} Its secret is short: 10 bytes.`,
          changes: [{ field: "shortSecretBytes", from: null, to: "10" }],
        },
        { summary: sentence, changes: [] },
      ]),
    );
    const app = { name: "Phone", model: { software: { googleAuthenticator: {} } } };
    const { token: phone } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      app,
      "token { id }",
    );
    const made = { token: { id: phone.id }, lost: false, acceptShortSecrets: true };
    expect(await seed.admin.refusalAt("tokenReissue", made)).toBe(
      "NOT_SUPPORTED_BY_MODEL input.acceptShortSecrets",
    );
  });

  it("of a given secret are its bytes and how they are written: 16 bytes at least", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const refusal = (fields: object) =>
      seed.admin.refusalAt("tokenReissue", { token: { id: fob.id }, lost: false, ...fields });
    const secret = "VALIDATION_FAILED input.secret";
    expect(await refusal({})).toBe(secret);
    expect(await refusal({ secretEncoding: "HEX" })).toBe(secret);
    expect(await refusal({ secret: "ab".repeat(20) })).toBe("VALIDATION_FAILED input.secretEncoding");
    expect(await refusal({ secret: "ab".repeat(15), secretEncoding: "HEX" })).toBe(secret);
    expect(await refusal({ secret: "not hexadecimal at all", secretEncoding: "HEX" })).toBe(secret);
    expect(await check(seed, fob.id, fob.code())).toBeNull();
  });

  it("changes nothing with the secret that the token has, however it is written; of a lost device it is refused", async () => {
    const seed = await world().seed();
    const button = await seed.counterFob();
    const used = button.press();
    expect(await check(seed, button.id, used)).toBeNull();
    for (let failure = 1; failure <= 5; failure += 1) await check(seed, button.id, button.wrongCode());
    const before = await standing(seed, button.id);
    expect(before.lock).not.toBeNull();
    const padded = Buffer.concat([button.secret, Buffer.alloc(4)]);
    const events = await seed.events(50);
    for (const fields of [
      { secret: button.secret.toString("hex").toUpperCase(), secretEncoding: "HEX" },
      { secret: button.secret.toString("base64"), secretEncoding: "BASE64" },
      { secret: padded.toString("hex"), secretEncoding: "HEX" },
    ]) {
      const input = { token: { id: button.id }, ...fields };
      const refused = (more: object) => seed.admin.refusalAt("tokenReissue", { ...input, ...more });
      expect(await refused({ lost: true })).toBe("VALIDATION_FAILED input.secret");
      expect(await refused({ lost: false, counter: 2 })).toBe("VALIDATION_FAILED input.counter");
      // The counter that it is at, and the one that it came with: a repeat of the reissue that gave it.
      for (const more of [{}, { counter: 1 }, { counter: 0 }]) {
        const { enrolment } = await askForReissue(seed.admin, { ...input, lost: false, ...more });
        expect(enrolment).toBeNull();
      }
    }
    expect(await standing(seed, button.id)).toEqual(before);
    expect(await seed.events(50)).toEqual(events);
    await seed.admin.do("tokenUnlock", { token: { id: button.id } }, "__typename");
    expect(await check(seed, button.id, used)).toBe("REPLAYED");
    expect(await check(seed, button.id, button.press())).toBeNull();
  });

  it.each([
    ["app", PHONE],
    ["card", { hardware: { flex: { periodSeconds: 30 } } }],
  ])(
    "of what is shown for a new %s is who issued it: a name, by default the account's",
    async (_what, model) => {
      const seed = await world().seed();
      const token = await madeToken(world(), seed, "Token", model);
      const ask = { token: { id: token.id }, lost: true };
      const shown = async (fields: object) =>
        new URL(
          (await askForReissue(seed.admin, { ...ask, ...fields })).enrolment?.otpauthUri ?? "",
        ).searchParams.get("issuer");
      expect(await shown({ issuer: "New issuer" })).toBe("New issuer");
      expect(await shown({})).toBe("Example Ltd");
      for (const issuer of ["", " New", "x".repeat(51)]) {
        expect(await seed.admin.refusalAt("tokenReissue", { ...ask, issuer })).toBe(
          "VALIDATION_FAILED input.issuer",
        );
      }
    },
  );

  it("of a HOTP device that is not new is the counter of its next code", async () => {
    const seed = await world().seed();
    const old = await seed.counterFob();
    const young = await reissueGiven(world(), seed, old, { counter: 5_000 });
    young.counter = 4_999;
    expect(await check(seed, old.id, young.press())).toBe("REPLAYED");
    expect(await check(seed, old.id, young.press())).toBeNull();
    for (const counter of [-1, 2 ** 53]) {
      const { errors, data } = await seed.admin.send(
        `mutation ($id: ID!, $secret: String!) { tokenReissue(input: { token: { id: $id }, lost: false,
          secret: $secret, secretEncoding: HEX, counter: ${counter} }) { __typename } }`,
        { id: old.id, secret: vendorSecret().toString("hex") },
      );
      expect(errors.length > 0 || JSON.stringify(data).includes("ValidationFailed")).toBe(true);
    }
    expect(await check(seed, old.id, young.press())).toBeNull();
  });
});

onSharedStore("another length of codes", (world) => {
  const SMART = { software: { smart: {} } };

  it("comes to an app with its new secret; the old one keeps its own until then", async () => {
    const seed = await world().seed();
    const old = await madeToken(world(), seed, "Phone", SMART);
    await confirm(seed, old.id, old.code(-1));
    const young = await reissue(world(), seed, old, { digits: 8 });
    expect(await standing(seed, old.id)).toMatchObject({ digits: 6, waits: { digits: 8 } });
    expect(await check(seed, old.id, old.code())).toBeNull();
    expect(await confirm(seed, old.id, young.code().slice(2))).toBe("WRONG_CODE");
    expect(await confirm(seed, old.id, young.code())).toBeNull();
    expect(await standing(seed, old.id)).toMatchObject({ digits: 8, waits: null });
    expect(await check(seed, old.id, young.code(1))).toBeNull();
  });

  it("is what the app learns, and stays when the new secret is created once more", async () => {
    const seed = await world().seed();
    const old = await madeToken(world(), seed, "Phone", SMART);
    await confirm(seed, old.id, old.code());
    const input = { token: { id: old.id }, lost: false, digits: 8, issuer: "New issuer" };
    const { enrolment } = await askForReissue(seed.admin, input);
    expect(enrolment?.otpauthUri).toMatch(/digits=8/);
    expect(enrolment?.otpauthUri).toMatch(/issuer=New(%20|\+)issuer/);
    const again = await seed.admin.do<{ enrolment: { otpauthUri: string } }>(
      "tokenEnrolmentStart",
      { token: { id: old.id } },
      "enrolment { otpauthUri }",
    );
    expect(again.enrolment.otpauthUri).toMatch(/digits=8/);
    expect(await standing(seed, old.id)).toMatchObject({ digits: 6, waits: { digits: 8 } });
    await seed.admin.do("tokenEnrolmentCancel", { token: { id: old.id } }, "__typename");
    expect((await askForReissue(seed.admin, { ...input, digits: null })).enrolment?.otpauthUri).not.toMatch(
      /digits=8/,
    );
  });

  it("is the token's at once when the old secret stops, so that a later start keeps it", async () => {
    const seed = await world().seed();
    const old = await madeToken(world(), seed, "Phone", SMART);
    await confirm(seed, old.id, old.code());
    await reissue(world(), seed, old, { digits: 8, lost: true });
    expect(await standing(seed, old.id)).toMatchObject({ digits: 8, waits: { digits: 8 } });
    world().clock.pass(86_400);
    await seed.admin.do("tokenEnrolmentStart", { token: { id: old.id } }, "__typename");
    expect(await standing(seed, old.id)).toMatchObject({ digits: 8, waits: { digits: 8 } });
  });

  it("is one that the app knows", async () => {
    const seed = await world().seed();
    const old = await madeToken(world(), seed, "Phone", SMART);
    for (const digits of [5, 7, 9]) {
      const input = { token: { id: old.id }, lost: false, digits };
      expect(await seed.admin.refusalAt("tokenReissue", input)).toBe("VALIDATION_FAILED input.digits");
    }
  });
});

onSharedStore("around a reissue", (world) => {
  it.each([[true], [false]])("the PIN, the user, the links and the bypass stay (lost: %s)", async (lost) => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const pin = { value: "2468", position: "BEFORE_OTP" };
    const { token, enrolment } = await seed.admin.do<{
      token: { id: string };
      enrolment: { secretHex: string };
    }>(
      "tokenCreate",
      { name: "Phone", model: PHONE, pin, to: { user: anna } },
      "token { id } enrolment { secretHex }",
    );
    const any = await seed.fob();
    const old = withSecret(world(), any, Buffer.from(enrolment.secretHex, "hex"));
    const phone = { id: token.id };
    await seed.link(token.id, "VPN");
    expect(await confirm(seed, token.id, old.code(-1))).toBeNull();
    const { id: bypass } = await grant(seed.admin, token.id, "VPN", "HOUR_1");
    const made = await askForReissue(seed.admin, { token: phone, lost });
    const young = withSecret(world(), any, Buffer.from(made.enrolment?.secretHex ?? "", "hex"));
    if (lost) {
      expect(await seed.signIn(anna, "VPN", "2468")).toBe(false);
      expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED PENDING"]);
    }
    expect(await confirm(seed, token.id, young.code())).toBeNull();
    expect((await getBypass(seed.admin, bypass))?.running).toBe(true);
    await seed.admin.do("tokenBypassRevoke", { bypass: { id: bypass } }, "__typename");
    expect(await seed.signIn(anna, "VPN", young.code(1))).toBe(false);
    expect(await seed.signIn(anna, "VPN", `2468${young.code(1)}`)).toBe(true);
  });

  it("a disabled token stays disabled, and one that leaves its user loses both secrets", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const old = await madeToken(world(), seed, "Phone", PHONE, "anna");
    const token = { id: old.id };
    await confirm(seed, old.id, old.code(-1));
    await seed.admin.do("tokenDisable", { token }, "__typename");
    const young = await reissue(world(), seed, old);
    expect(await check(seed, old.id, old.code())).toBe("TOKEN_DISABLED");
    await seed.admin.do("tokenUnassign", { token }, "__typename");
    expect(await standing(seed, old.id)).toMatchObject({ status: "PENDING", waits: null });
    expect(await confirm(seed, old.id, young.code())).toBe("NOT_FOUND");
  });

  it("events tell what changed, and no secret", async () => {
    const seed = await world().seed();
    const smart = await madeToken(world(), seed, "Phone", { software: { smart: {} } });
    await confirm(seed, smart.id, smart.code(-1));
    const young = await reissue(world(), seed, smart, { digits: 8 });
    await confirm(seed, smart.id, young.code());
    const last = await reissue(world(), seed, young, { lost: true, digits: 6 });
    const fob = await seed.fob();
    const next = await reissueGiven(world(), seed, fob, { lost: true });
    const { events } = await seed.admin.query<{ events: { nodes: SeenReissue[] } }>(
      `{ events(first: 7) { nodes { type summary changes { field from to } } } }`,
    );
    const started = /^A new secret was generated for token Phone; it waits/;
    expect(events.nodes).toEqual([
      {
        type: "TOKEN_REISSUED",
        summary: `Token ${fob.name} got a new secret, because its device is lost; the old one stopped working.`,
        changes: [],
      },
      { type: "TOKEN_CREATED", summary: expect.any(String), changes: [] },
      { type: "TOKEN_ENROLMENT_STARTED", summary: expect.stringMatching(started), changes: [] },
      {
        type: "TOKEN_REISSUED",
        summary:
          "Token Phone is to get a new secret, because its device is lost; the old one stopped working.",
        changes: [
          { field: "status", from: "ACTIVE", to: "PENDING" },
          { field: "digits", from: "8", to: "6" },
        ],
      },
      {
        type: "TOKEN_ENROLLED",
        summary: "Token Phone was enrolled with its new secret; the old one stopped working.",
        changes: [{ field: "digits", from: "6", to: "8" }],
      },
      { type: "TOKEN_ENROLMENT_STARTED", summary: expect.stringMatching(started), changes: [] },
      {
        type: "TOKEN_REISSUED",
        summary: "Token Phone is to get a new secret; the old one works until a first code confirms it.",
        changes: [{ field: "enrolment.digits", from: "6", to: "8" }],
      },
    ]);
    const reported = JSON.stringify(events).toLowerCase();
    for (const { secret } of [young, last, next]) expect(reported).not.toContain(secret.toString("hex"));
  });

  it("a PROVISIONER brings the secret along, a HELPDESK need not", async () => {
    const seed = await world().seed();
    const provisioner = await seed.key("PROVISIONER");
    const helpdesk = await seed.key("HELPDESK");
    const phone = await madeToken(world(), seed, "Phone", PHONE);
    const fob = await seed.fob();
    const given = { secret: vendorSecret().toString("hex"), secretEncoding: "HEX" };
    const ask = (by: typeof provisioner, id: string, fields: object = {}) =>
      by.send(
        `mutation ($input: TokenReissueInput!) { tokenReissue(input: $input) {
          ... on TokenReissuePayload { token { id } } ... on Error { code } } }`,
        { input: { token: { id }, lost: false, ...fields } },
      );
    for (const { id } of [phone, fob]) {
      const { data, errors } = await ask(provisioner, id);
      expect(data).toEqual({ tokenReissue: null });
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    }
    expect((await ask(provisioner, fob.id, given)).data).toEqual({ tokenReissue: { token: { id: fob.id } } });
    expect((await ask(provisioner, phone.id, given)).data).toEqual({
      tokenReissue: { code: "NOT_SUPPORTED_BY_MODEL" },
    });
    expect((await ask(helpdesk, phone.id)).data).toEqual({ tokenReissue: { token: { id: phone.id } } });
  });

  it("a repeat with the same key does nothing twice, and tells the secret for ten minutes", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", PHONE);
    const card = await madeToken(world(), seed, "Card", { hardware: { flex: { periodSeconds: 30 } } });
    await confirm(seed, phone.id, phone.code());
    for (const { id } of [phone, card]) {
      const repeat = (lost = false) =>
        seed.admin.mutate<{ enrolment: { secretHex: string | null; expiresAt: string | null } }>(
          "tokenReissue",
          { token: { id }, lost, idempotencyKey: `again ${id}` },
          "token { id } enrolment { secretHex expiresAt attemptsLeft }",
        );
      const first = await repeat();
      expect(first.enrolment.secretHex).toMatch(/^[0-9a-f]{40}$/);
      const events = await seed.events(3);
      world().clock.pass(599);
      expect(await repeat()).toEqual(first);
      world().clock.pass(1);
      expect(await repeat()).toEqual({ ...first, enrolment: { ...first.enrolment, secretHex: null } });
      expect(await seed.events(3)).toEqual(events);
      expect((await repeat(true)).code).toBe("IDEMPOTENCY_CONFLICT");
    }
  });
});
