import { expect, it } from "vitest";
import { appCode, type Oath } from "../support/authenticator.js";
import type { Api } from "../support/api.js";
import { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

interface Token {
  readonly id: string;
  readonly name: string;
  readonly serialNumber: string | null;
  readonly status: string;
  readonly oath: Oath;
  readonly user: { readonly login: string } | null;
}

interface Created {
  readonly token: Token;
  readonly enrolment: {
    readonly secretBase32: string;
    readonly secretHex: string;
    readonly expiresAt: string | null;
    readonly attemptsLeft: number | null;
  } | null;
}

const CREATED = `
  token { id name kind model serialNumber status enabled oath { algorithm digits periodSeconds hash }
    user { login } lock { reason } failures consecutiveFailures drift lastUsedAt createdAt updatedAt }
  enrolment { secretBase32 secretHex expiresAt attemptsLeft }`;

/** 20 bytes. */
const SECRET = Buffer.from("Tokenplane test seed");
let serials = 0;

/** A seed as a vendor delivers it, under a serial number of its own. */
function given(secret: Buffer = SECRET) {
  serials += 1;
  return { serialNumber: `SN-${serials}`, secret: secret.toString("hex"), secretEncoding: "HEX" };
}

const totp = { digits: 6, hash: "SHA1", periodSeconds: 30 };

function create(admin: Api, model: object, fields: object = { name: "Token" }): Promise<Created> {
  return admin.do<Created>("tokenCreate", { model, ...fields }, CREATED);
}

async function used(admin: Api): Promise<{ tokens: number; users: number }> {
  const { account } = await admin.query<{
    account: { plan: { tokens: { used: number }; users: { used: number } } };
  }>("{ account { plan { tokens { used } users { used } } } }");
  return { tokens: account.plan.tokens.used, users: account.plan.users.used };
}

async function checks(admin: Api, id: string, passcode: string): Promise<boolean> {
  const { valid } = await admin.do<{ valid: boolean }>("tokenCheckOtp", { token: { id }, passcode }, "valid");
  return valid;
}

/** Models whose secret is given: the name, the model, what the token says of it, and its counter. */
const WITH_GIVEN_SECRETS: [string, () => object, { model: string; kind: string; oath: Oath }, number?][] = [
  ...([30, 60] as const).flatMap(
    (periodSeconds): [string, () => object, { model: string; kind: string; oath: Oath }][] => [
      [
        `a Two of ${periodSeconds} seconds`,
        () => ({ hardware: { two: { ...given(), periodSeconds } } }),
        {
          model: "PROTECTIMUS_TWO",
          kind: "HARDWARE",
          oath: { algorithm: "TOTP", digits: 6, periodSeconds, hash: "SHA1" },
        },
      ],
      [
        `a Shark of ${periodSeconds} seconds`,
        () => ({ hardware: { shark: { ...given(), periodSeconds } } }),
        {
          model: "PROTECTIMUS_SHARK",
          kind: "HARDWARE",
          oath: { algorithm: "TOTP", digits: 6, periodSeconds, hash: "SHA256" },
        },
      ],
    ],
  ),
  [
    "a universal token of which nothing but the secret is said",
    () => {
      const { serialNumber, secret } = given();
      return { universal: { serialNumber, secret } };
    },
    {
      model: "UNIVERSAL",
      kind: "UNIVERSAL",
      oath: { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" },
    },
  ],
  [
    "a universal HOTP token of which nothing else is said",
    () => ({ universal: { ...given(), oath: { hotp: {} } } }),
    {
      model: "UNIVERSAL",
      kind: "UNIVERSAL",
      oath: { algorithm: "HOTP", digits: 6, periodSeconds: null, hash: "SHA1" },
    },
  ],
  [
    "a universal TOTP token of 7 digits and 10 seconds",
    () => ({
      universal: { ...given(), oath: { totp: { digits: 7, hash: "SHA512", periodSeconds: 10 } } },
    }),
    {
      model: "UNIVERSAL",
      kind: "UNIVERSAL",
      oath: { algorithm: "TOTP", digits: 7, periodSeconds: 10, hash: "SHA512" },
    },
  ],
  [
    "a universal TOTP token of 8 digits and a day",
    () => ({
      universal: { ...given(), oath: { totp: { digits: 8, hash: "SHA256", periodSeconds: 86_400 } } },
    }),
    {
      model: "UNIVERSAL",
      kind: "UNIVERSAL",
      oath: { algorithm: "TOTP", digits: 8, periodSeconds: 86_400, hash: "SHA256" },
    },
  ],
  [
    "a universal HOTP token",
    () => ({ universal: { ...given(), oath: { hotp: { digits: 6, hash: "SHA1" } } } }),
    {
      model: "UNIVERSAL",
      kind: "UNIVERSAL",
      oath: { algorithm: "HOTP", digits: 6, periodSeconds: null, hash: "SHA1" },
    },
  ],
  [
    "a universal HOTP token that has counted",
    () => ({ universal: { ...given(), oath: { hotp: { digits: 8, hash: "SHA512", counter: 1_000 } } } }),
    {
      model: "UNIVERSAL",
      kind: "UNIVERSAL",
      oath: { algorithm: "HOTP", digits: 8, periodSeconds: null, hash: "SHA512" },
    },
    1_000,
  ],
];

/** Models that do not fit: what is wrong, the model, and the path to what is wrong. */
const UNFIT_MODELS: [string, object, string][] = [
  ["another period", { hardware: { two: { ...given(), periodSeconds: 45 } } }, "hardware.two.periodSeconds"],
  ["another period", { hardware: { flex: { periodSeconds: 0 } } }, "hardware.flex.periodSeconds"],
  [
    "a serial number of 51 characters",
    { hardware: { shark: { ...given(), serialNumber: "1".repeat(51), periodSeconds: 30 } } },
    "hardware.shark.serialNumber",
  ],
  [
    "an empty serial number",
    { universal: { ...given(), serialNumber: "", oath: { totp } } },
    "universal.serialNumber",
  ],
  [
    "a space before the serial number",
    { universal: { ...given(), serialNumber: " 1", oath: { totp } } },
    "universal.serialNumber",
  ],
  ["7 digits of an app", { software: { smart: { digits: 7 } } }, "software.smart.digits"],
  [
    "5 digits",
    { universal: { ...given(), oath: { totp: { ...totp, digits: 5 } } } },
    "universal.oath.totp.digits",
  ],
  [
    "9 digits",
    { universal: { ...given(), oath: { hotp: { digits: 9, hash: "SHA1" } } } },
    "universal.oath.hotp.digits",
  ],
  ["a period of 9 seconds", { software: { smart: { periodSeconds: 9 } } }, "software.smart.periodSeconds"],
  [
    "a period beyond a day",
    { universal: { ...given(), oath: { totp: { ...totp, periodSeconds: 86_401 } } } },
    "universal.oath.totp.periodSeconds",
  ],
  [
    "a period of HOTP",
    { software: { smart: { algorithm: "HOTP", periodSeconds: 30 } } },
    "software.smart.periodSeconds",
  ],
  [
    "an empty issuer",
    { software: { googleAuthenticator: { issuer: "" } } },
    "software.googleAuthenticator.issuer",
  ],
  [
    "an issuer of 51 characters",
    { software: { smart: { issuer: "a".repeat(51) } } },
    "software.smart.issuer",
  ],
];

/** Models that the schema does not know: what is wrong, the model, and the message. */
const UNWRITABLE_MODELS: [string, object, RegExp][] = [
  [
    "digits of a Two",
    { hardware: { two: { ...given(), periodSeconds: 30, digits: 8 } } },
    /"digits" is not defined/,
  ],
  [
    "a hash of a Shark",
    { hardware: { shark: { ...given(), periodSeconds: 30, hash: "SHA1" } } },
    /"hash" is not defined/,
  ],
  [
    "a secret of a Slim",
    { hardware: { slim: { periodSeconds: 30, secret: "00" } } },
    /"secret" is not defined/,
  ],
  [
    "a serial number of a Flex",
    { hardware: { flex: { periodSeconds: 30, serialNumber: "1" } } },
    /"serialNumber" is not defined/,
  ],
  [
    "a period of Google Authenticator",
    { software: { googleAuthenticator: { periodSeconds: 60 } } },
    /"periodSeconds" is not defined/,
  ],
  ["a secret of an app", { software: { smart: { secret: "00" } } }, /"secret" is not defined/],
  [
    "a counter of TOTP",
    { universal: { ...given(), oath: { totp: { ...totp, counter: 1 } } } },
    /"counter" is not defined/,
  ],
  [
    "a period of HOTP",
    { universal: { ...given(), oath: { hotp: { digits: 6, hash: "SHA1", periodSeconds: 30 } } } },
    /"periodSeconds" is not defined/,
  ],
  [
    "HOTP and TOTP at once",
    { universal: { ...given(), oath: { totp, hotp: { digits: 6, hash: "SHA1" } } } },
    /Exactly one key/,
  ],
  [
    "two models at once",
    { hardware: { slim: { periodSeconds: 30 }, flex: { periodSeconds: 30 } } },
    /Exactly one key/,
  ],
  [
    "two kinds at once",
    { software: { smart: {} }, hardware: { slim: { periodSeconds: 30 } } },
    /Exactly one key/,
  ],
  ["no model", { hardware: {} }, /Exactly one key/],
  ["no period of a Two", { hardware: { two: given() } }, /"periodSeconds" of required type/],
  [
    "no encoding",
    { hardware: { two: { ...given(), secretEncoding: undefined, periodSeconds: 30 } } },
    /"secretEncoding" of required type/,
  ],
  [
    "an encoding that there is not",
    { universal: { ...given(), secretEncoding: "AUTO", oath: { totp } } },
    /The enum SecretEncoding has no such value\. Write BASE32, BASE64 or HEX\./,
  ],
  [
    "a secret that is no text",
    { universal: { ...given(), secret: 3132333435363738, oath: { totp } } },
    /String cannot represent/,
  ],
  [
    "a secret in place of its encoding",
    { universal: { ...given(), secretEncoding: SECRET.toString("hex"), oath: { totp } } },
    /The enum SecretEncoding has no such value\. Write BASE32, BASE64 or HEX\./,
  ],
];

onOneStore("creating a token", (world) => {
  it.each(WITH_GIVEN_SECRETS)(
    "gives %s, active at once with the secret it was given",
    async (_name, model, expected, counter = 0) => {
      const { admin } = await world().seed();
      const { clock } = world();
      const now = new Date(clock.now()).toISOString();
      const input = model();
      const { token, enrolment } = await create(admin, input, {});
      expect(enrolment).toBeNull();
      expect(token).toEqual({
        ...expected,
        id: token.id,
        name: `SN-${serials}`,
        serialNumber: `SN-${serials}`,
        status: "ACTIVE",
        enabled: true,
        user: null,
        lock: null,
        failures: 0,
        consecutiveFailures: 0,
        drift: 0,
        lastUsedAt: null,
        createdAt: now,
        updatedAt: now,
      });
      if (counter > 0)
        expect(await checks(admin, token.id, appCode(SECRET, token.oath, clock, counter - 1))).toBe(false);
      expect(await checks(admin, token.id, appCode(SECRET, token.oath, clock, counter))).toBe(true);
    },
  );

  it.each<[string, string, 30 | 60]>(
    ([30, 60] as const).flatMap((period): [string, string, 30 | 60][] => [
      ["PROTECTIMUS_SLIM", "slim", period],
      ["PROTECTIMUS_SLIM_MINI", "slimMini", period],
      ["PROTECTIMUS_FLEX", "flex", period],
    ]),
  )(
    "gives a %s, active at once with a secret of 20 bytes made here",
    async (model, choice, periodSeconds) => {
      const { admin } = await world().seed();
      const { token, enrolment } = await create(admin, { hardware: { [choice]: { periodSeconds } } });
      expect(token).toMatchObject({
        model,
        kind: "HARDWARE",
        name: "Token",
        serialNumber: null,
        status: "ACTIVE",
        oath: { algorithm: "TOTP", digits: 6, periodSeconds, hash: "SHA1" },
      });
      expect(enrolment).toMatchObject({ expiresAt: null, attemptsLeft: null });
      const secret = enrolment?.secretBase32 ?? "";
      expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      expect(enrolment?.secretHex).toMatch(/^[0-9a-f]{40}$/);
      expect(await checks(admin, token.id, appCode(secret, token.oath, world().clock))).toBe(true);
      expect(await admin.refusalAt("tokenEnrolmentConfirm", { token: { id: token.id }, otp: "000000" })).toBe(
        "NOT_FOUND input.token",
      );
    },
  );

  it.each<[string, object, string, Oath]>([
    [
      "Google Authenticator",
      { googleAuthenticator: {} },
      "GOOGLE_AUTHENTICATOR",
      { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" },
    ],
    [
      "Smart with nothing said",
      { smart: {} },
      "PROTECTIMUS_SMART",
      { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA256" },
    ],
    [
      "Smart with TOTP of 8 digits",
      { smart: { algorithm: "TOTP", digits: 8, periodSeconds: 86_400, hash: "SHA512" } },
      "PROTECTIMUS_SMART",
      { algorithm: "TOTP", digits: 8, periodSeconds: 86_400, hash: "SHA512" },
    ],
    [
      "Smart with HOTP",
      { smart: { algorithm: "HOTP", hash: "SHA1" } },
      "PROTECTIMUS_SMART",
      { algorithm: "HOTP", digits: 6, periodSeconds: null, hash: "SHA1" },
    ],
  ])("gives %s, pending until a first code confirms the secret", async (_name, software, model, oath) => {
    const { admin } = await world().seed();
    const { clock } = world();
    const { token, enrolment } = await create(admin, { software });
    expect(token).toMatchObject({ kind: "SOFTWARE", model, serialNumber: null, status: "PENDING", oath });
    expect(enrolment).toMatchObject({
      attemptsLeft: 5,
      expiresAt: new Date(clock.now() + 15 * 60_000).toISOString(),
    });
    const secret = enrolment?.secretBase32 ?? "";
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const confirmed = await admin.do<{ token: Token }>(
      "tokenEnrolmentConfirm",
      { token: { id: token.id }, otp: appCode(secret, oath, clock) },
      "token { status }",
    );
    expect(confirmed.token.status).toBe("ACTIVE");
    if (oath.algorithm === "TOTP") clock.pass(oath.periodSeconds ?? 0);
    expect(await checks(admin, token.id, appCode(secret, oath, clock, 1))).toBe(true);
  });

  it("makes another secret each time", async () => {
    const { admin } = await world().seed();
    const secrets = new Set<string | undefined>();
    for (let round = 0; round < 10; round += 1) {
      const { enrolment } = await create(admin, { software: { googleAuthenticator: {} } });
      secrets.add(enrolment?.secretHex);
    }
    expect(secrets.size).toBe(10);
  });

  it("takes short secrets by name alone, and the event says so", async () => {
    const { admin } = await world().seed();
    const of = (bytes: number) => ({
      serialNumber: `S${bytes}`,
      secret: "ab".repeat(bytes),
      secretEncoding: "HEX",
      acceptShortSecrets: true,
    });
    const models = [
      (device: object) => ({ universal: device }),
      (device: object) => ({ hardware: { two: { ...device, periodSeconds: 30 } } }),
      (device: object) => ({ hardware: { shark: { ...device, periodSeconds: 30 } } }),
      (device: object) => ({ hardware: { ultra: device } }),
    ];
    for (const [index, model] of models.entries()) {
      const named = (device: object) => ({
        name: `M${index}`,
        model: model({ ...device, serialNumber: `M${index}` }),
      });
      const message = async (device: object) =>
        (await admin.mutate("tokenCreate", named(device), "__typename")).message;
      expect(await message({ ...of(10), acceptShortSecrets: false })).toContain(
        "set acceptShortSecrets to true",
      );
      expect(await message(of(9))).toBe("The secret has 9 bytes; it needs 10 to 128.");
      expect(await message(of(10))).toBeUndefined();
    }
    const { events } = await admin.query<{ events: { nodes: { summary: string; changes: object[] }[] } }>(
      "{ events(filter: { types: [TOKEN_CREATED] }) { nodes { summary changes { field from to } } } }",
    );
    expect(events.nodes).toHaveLength(models.length);
    for (const { summary, changes } of events.nodes) {
      expect(summary).toMatch(/ was created\. Its secret is short: 10 bytes\.$/);
      expect(changes).toEqual([{ field: "shortSecretBytes", from: null, to: "10" }]);
    }
  });

  it("does not guess the hash of a secret that is as long as for SHA256, and needs a name without a serial number", async () => {
    const { admin } = await world().seed();
    const secret = "ab".repeat(32);
    const refused = (universal: object) => admin.refusalAt("tokenCreate", { model: { universal } });
    expect(await refused({ serialNumber: "1", secret })).toBe(
      "VALIDATION_FAILED input.model.universal.oath.totp.hash",
    );
    expect(await refused({ serialNumber: "1", secret, oath: { hotp: {} } })).toBe(
      "VALIDATION_FAILED input.model.universal.oath.hotp.hash",
    );
    const oath = { totp: { hash: "SHA256" } };
    expect(await refused({ secret, oath })).toBe("VALIDATION_FAILED input.name");
    const named = { name: "Mine", model: { universal: { secret, oath } } };
    expect(await admin.do("tokenCreate", named, "token { serialNumber oath { hash } }")).toEqual({
      token: { serialNumber: null, oath: { hash: "SHA256" } },
    });
  });

  it.each(UNFIT_MODELS)("refuses %s, and points at it", async (_name, model, path) => {
    const seed = await world().seed();
    expect(await seed.admin.refusalAt("tokenCreate", { name: "Token", model })).toBe(
      `VALIDATION_FAILED input.model.${path}`,
    );
    expect(await used(seed.admin)).toEqual({ tokens: 0, users: 0 });
    expect(await seed.events()).toEqual([]);
  });

  it.each(UNWRITABLE_MODELS)(
    "cannot even be written with %s, and the error repeats no secret",
    async (_name, model, message) => {
      const { admin } = await world().seed();
      const answer = await admin.send(
        "mutation ($input: TokenCreateInput!) { tokenCreate(input: $input) { __typename } }",
        { input: { name: "Token", model } },
      );
      expect(answer.data).toBeNull();
      expect(answer.errors.map((error) => error.message)).toEqual([expect.stringMatching(message)]);
      expect(answer.errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
      const reported = JSON.stringify(answer) + world().logged();
      expect(reported).not.toContain(SECRET.toString("hex"));
      expect(reported).not.toContain("3132333435363738");
    },
  );

  it("repeats no secret either that is written into the document in the wrong place", async () => {
    const { admin } = await world().seed();
    for (const [secret, encoding] of [
      ["31323334353637383930", "HEX"],
      ['"00"', "x31323334353637383930"],
      ["{ hex: 31323334353637383930 }", "HEX"],
      ['"00"', '"31323334353637383930"'],
    ]) {
      const answer = await admin.send(`mutation { tokenCreate(input: { model: { universal: {
        serialNumber: "1", secret: ${secret}, secretEncoding: ${encoding}, oath: { hotp: { digits: 6, hash: SHA1 } } } } }) { __typename } }`);
      expect(answer.data).toBeNull();
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(JSON.stringify(answer)).not.toContain("31323334353637383930");
    }
  });

  it.each([
    ["HEX", SECRET.toString("hex")],
    ["HEX", SECRET.toString("hex").toUpperCase()],
    ["BASE32", "KRXWWZLOOBWGC3TFEB2GK43UEBZWKZLE"],
    ["BASE32", "krxwwzloobwgc3tfeb2gk43uebzwkzle"],
    ["BASE64", SECRET.toString("base64")],
    ["BASE64", SECRET.toString("base64").replace(/=+$/, "")],
  ])("takes a secret in %s as %s", async (secretEncoding, secret) => {
    const { admin } = await world().seed();
    const { token } = await create(admin, {
      universal: { ...given(), secret, secretEncoding, oath: { totp } },
    });
    expect(await checks(admin, token.id, appCode(SECRET, token.oath, world().clock))).toBe(true);
  });

  it.each([
    ["HEX", "an odd digit", `${SECRET.toString("hex")}a`],
    ["HEX", "a space", SECRET.toString("hex").replace("6f", "6f ")],
    ["HEX", "0x", `0x${SECRET.toString("hex")}`],
    ["HEX", "Base32", "KRXWWZLOOBWGC3TFEB2GK43UEBZWKZLE"],
    ["HEX", "nothing", ""],
    ["BASE32", "digits it does not have", "0189WZLOOBWGC3TFEB2GK43UEBZWKZLE"],
    ["BASE32", "spaces", "KRXW WZLO OBWG C3TF EB2G K43U EBZW KZLE"],
    ["BASE32", "a letter that only looks like one when capital", "krxwwzloobwgc3tfeb2gk43uebzwkzlſ"],
    ["BASE32", "bits that are left over", "KRXWWZLOOBWGC3TFEB2GK43UEBZWKZLEB"],
    ["BASE32", "too much padding", "KRXWWZLOOBWGC3TFEB2GK43UEBZWKZLE===="],
    ["BASE64", "the alphabet of URLs", "__79_Pv6-fj39vX08_Lx8O_u7ew"],
    [
      "BASE64",
      "a line break",
      `${SECRET.toString("base64").slice(0, 8)}\n${SECRET.toString("base64").slice(8)}`,
    ],
    ["BASE64", "too much padding", `${SECRET.toString("base64")}=`],
    ["BASE64", "bits that are left over", SECRET.toString("base64").replace(/.=$/, "B=")],
  ])(
    "refuses a secret that is not %s but has %s, and does not repeat it",
    async (secretEncoding, _what, secret) => {
      const { admin } = await world().seed();
      const model = { universal: { ...given(), secret, secretEncoding, oath: { totp } } };
      const { code, message, path } = await admin.mutate("tokenCreate", { model }, "__typename");
      expect([code, path]).toEqual(["VALIDATION_FAILED", ["input", "model", "universal", "secret"]]);
      expect(message).toContain(secretEncoding);
      if (secret !== "") expect(message).not.toContain(secret.slice(0, 8));
    },
  );

  it("takes secrets of 16 to 128 bytes, and refuses others with their length but without themselves", async () => {
    const { admin } = await world().seed();
    for (const length of [16, 128]) {
      const secret = Buffer.alloc(length, "s");
      const { token } = await create(admin, { hardware: { two: { ...given(secret), periodSeconds: 30 } } });
      expect(await checks(admin, token.id, appCode(secret, token.oath, world().clock))).toBe(true);
    }
    for (const length of [1, 15, 129]) {
      const secret = Buffer.alloc(length, "s");
      const model = { hardware: { two: { ...given(secret), periodSeconds: 30 } } };
      const { code, message, path } = await admin.mutate("tokenCreate", { model }, "__typename");
      expect([code, path?.join(".")]).toEqual(["VALIDATION_FAILED", "input.model.hardware.two.secret"]);
      expect(message).toContain(`${length} bytes`);
      expect(message).not.toContain(secret.toString("hex"));
    }
    expect((await used(admin)).tokens).toBe(2);
  });

  it("keeps serial numbers unique within the account, and points at one that is taken", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const { admin } = seed;
    const fob = { ...given(), serialNumber: "TP-1" };
    const models: [string, object][] = [
      ["hardware.two", { hardware: { two: { ...fob, periodSeconds: 30 } } }],
      ["hardware.shark", { hardware: { shark: { ...fob, periodSeconds: 30 } } }],
      ["universal", { universal: { ...fob, oath: { totp } } }],
    ];
    const [, two] = models[0] ?? [];
    const first = await create(admin, two ?? {}, {});
    await create(other.admin, two ?? {}, {});
    for (const [path, model] of models) {
      expect(await admin.refusalAt("tokenCreate", { model })).toBe(
        `ALREADY_EXISTS input.model.${path}.serialNumber`,
      );
    }
    expect((await used(admin)).tokens).toBe(1);
    await admin.do("tokenDelete", { token: { serialNumber: "TP-1" } }, "deletedId");
    const second = await create(admin, two ?? {}, {});
    expect(second.token.id).not.toBe(first.token.id);
  });

  it("gives a serial number to one of several that want it at once", async () => {
    const { admin } = await world().seed();
    const model = { universal: { ...given(), oath: { totp } } };
    const results = await Promise.all(
      Array.from({ length: 6 }, () => admin.mutate("tokenCreate", { model }, "__typename")),
    );
    const codes = results.map(({ code }) => code ?? "CREATED");
    expect(codes.toSorted()).toEqual([...Array<string>(5).fill("ALREADY_EXISTS"), "CREATED"]);
    expect((await used(admin)).tokens).toBe(1);
  });

  it("names a token by its serial number unless it is given a name", async () => {
    const { admin } = await world().seed();
    const model = { hardware: { two: { ...given(), serialNumber: "TP-7", periodSeconds: 30 } } };
    const { token } = await create(admin, model, { name: "Anna's fob" });
    expect(token).toMatchObject({ name: "Anna's fob", serialNumber: "TP-7" });
    const slim = { hardware: { slim: { periodSeconds: 30 } } };
    expect(await admin.refusalAt("tokenCreate", { model: slim })).toBe("VALIDATION_FAILED input.name");
    for (const name of ["", " Fob", "Fob ", "Fo\u0001b", "a".repeat(51), "\ud800"]) {
      expect(await admin.refusalAt("tokenCreate", { name, model: slim })).toBe(
        "VALIDATION_FAILED input.name",
      );
    }
    expect((await create(admin, slim, { name: "🦊".repeat(50) })).token.name).toBe("🦊".repeat(50));
  });

  it("gives the token to a user there is, or to a new one", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const id = await seed.user("anna");
    const model = { software: { googleAuthenticator: {} } };
    for (const user of [{ id }, { login: "ANNA" }]) {
      const { token } = await create(admin, model, { name: "Phone", to: { user } });
      expect(token.user).toEqual({ login: "anna" });
    }
    const newUser = { login: "berta", email: "berta@example.org" };
    const { token } = await create(admin, model, { name: "Phone", to: { newUser } });
    expect(token.user).toEqual({ login: "berta" });
    expect(await used(admin)).toEqual({ tokens: 3, users: 2 });
    const { user } = await admin.query<{ user: unknown }>(
      '{ user(by: { login: "berta" }) { email enabled } }',
    );
    expect(user).toEqual({ email: "berta@example.org", enabled: true });
  });

  it("leaves nothing behind when the user cannot be given the token", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    const before = await seed.events(100);
    const refusal = (to: object) =>
      admin.refusalAt("tokenCreate", { name: "Phone", model: { software: { smart: {} } }, to });
    expect(await refusal({ user: { login: "nobody" } })).toBe("NOT_FOUND input.to.user");
    expect(await refusal({ newUser: { login: "Anna" } })).toBe("ALREADY_EXISTS input.to.newUser.login");
    expect(await refusal({ newUser: { login: "" } })).toBe("VALIDATION_FAILED input.to.newUser.login");
    expect(await used(admin)).toEqual({ tokens: 0, users: 1 });
    expect(await seed.events(100)).toEqual(before);
  });

  it("can give a disabled token, which signs nobody in", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const { token } = await create(
      seed.admin,
      { universal: { ...given(), oath: { totp } } },
      { enabled: false, to: { user: { login: "anna" } } },
    );
    await seed.link(token.id, "VPN");
    expect(token).toMatchObject({ enabled: false, status: "ACTIVE" });
    const code = appCode(SECRET, token.oath, world().clock);
    expect(await seed.signIn({ login: "anna" }, "VPN", code)).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED TOKEN_DISABLED"]);
  });

  it("makes no secret yet with enrolLater, for apps alone", async () => {
    const seed = await world().seed();
    const { token, enrolment } = await create(
      seed.admin,
      { software: { smart: {} } },
      { name: "Phone", enrolLater: true },
    );
    expect(enrolment).toBeNull();
    expect(token.status).toBe("PENDING");
    expect(await seed.events()).toEqual(["TOKEN_CREATED"]);
    for (const model of [
      { hardware: { slim: { periodSeconds: 30 } } },
      { hardware: { two: { ...given(), periodSeconds: 30 } } },
      { universal: { ...given(), oath: { totp } } },
    ]) {
      expect(await seed.admin.refusalAt("tokenCreate", { name: "Token", model, enrolLater: true })).toBe(
        "VALIDATION_FAILED input.enrolLater",
      );
    }
  });

  it("stops at the account's quota, of tokens and of users made on the way", async () => {
    const plan = { tokens: 2, users: 1, resources: 0 };
    const seed = await Seed.account(world().operator, world().clock, plan);
    const { admin } = seed;
    const model = { hardware: { slim: { periodSeconds: 30 } } };
    await create(admin, model, { name: "1", to: { newUser: { login: "anna" } } });
    const toBerta = { name: "2", model, to: { newUser: { login: "berta" } } };
    expect(await admin.refusalAt("tokenCreate", toBerta)).toBe("QUOTA_EXCEEDED");
    expect(await used(admin)).toEqual({ tokens: 1, users: 1 });
    const second = await create(admin, model, { name: "2" });
    expect(await admin.refusalAt("tokenCreate", { name: "3", model })).toBe("QUOTA_EXCEEDED");
    await admin.do("tokenDelete", { token: { id: second.token.id } }, "deletedId");
    await create(admin, model, { name: "3" });
    expect(await used(admin)).toEqual({ tokens: 2, users: 1 });
  });
});
