import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { newApiKey } from "../../server/access/api-key.js";
import { permissions } from "../../server/actions/permissions.js";
import { channelSetup } from "../../server/channels/setup.js";
import { findSealedChannel } from "../../server/channels/channel-store.js";
import { Prisma } from "../../server/database/generated/client.js";
import { openVapidKey } from "../../server/delivery/vapid.js";
import { hotp } from "../../server/otp/hotp.js";
import { ocra, pinDigest } from "../../server/otp/ocra.js";
import { parseSuite } from "@tokenplane/rules/ocra-suite";
import { rotate } from "../../server/rotation.js";
import { installationPlace } from "../../server/secrets/installation-place.js";
import { newMasterKey, parseMasterKeys } from "../../server/secrets/master-key.js";
import { DecryptionError, SecretBox } from "../../server/secrets/secret-box.js";
import { toBase32, tokenSecretAad } from "../../server/tokens/token-secret.js";
import { Api, type Answer } from "../support/api.js";
import { channelInput, DRIVERS } from "../support/channels.js";
import { Browser, getToken } from "../support/browser.js";
import { manualClock, type ManualClock } from "../support/clock.js";
import { getContents, getUuid } from "../support/contents.js";
import { everythingOf, objectType, wholeMutation, wholeQuery } from "./everything.js";
import { openHere, sqlOn } from "../support/installation.js";
import { answerer, getChallenge } from "../support/ocra.js";
import { failToStart, runCommand, Workshop } from "../support/process.js";
import { READY, getReadiness } from "../support/readiness.js";
import { LET_SPEAK, SILENCE } from "../support/silent-servers.js";
import { Seed } from "../support/seed.js";
import { reissue } from "../support/reissue.js";
import { check, confirm, madeToken, getState } from "../support/sign-in.js";
import { makeDatabase, onOneStore, openWorld, storesOfTier, type World } from "../support/world.js";

/** What an answer may tell of a failure inside: that it was one, and by which name the log knows it. */
function expectMasked(answer: Answer, world: World): void {
  const [error, ...more] = answer.errors;
  assert.ok(error);
  expect(more).toEqual([]);
  const correlationId = String(error.extensions?.["correlationId"]);
  expect(error.message).toBe("Something failed in the server. Send the operator this correlation id.");
  expect(error.extensions).toEqual({ code: "INTERNAL", correlationId });
  expect(Object.keys(error).toSorted()).toEqual(["extensions", "locations", "message", "path"]);
  const logged = world
    .logged()
    .split("\n")
    .filter((line) => line.includes(correlationId));
  expect(logged, "the operator finds it in the log").toHaveLength(1);
}

const SIGN_IN = `mutation ($input: AuthenticateInput!) { authenticate(input: $input) {
  ... on AuthenticatePayload { granted } ... on Error { code message } } }`;

onOneStore("a cipher text that was moved", (world) => {
  interface Place {
    readonly table: "tokens" | "enrolments";
    readonly token: string;
  }

  async function read({ table, token }: Place): Promise<Uint8Array> {
    const [row] = await world().database.query<{ secret: Uint8Array }>(
      Prisma.sql`SELECT secret FROM ${Prisma.raw(table)}
        WHERE ${Prisma.raw(table === "tokens" ? "id" : "token_id")} = ${getUuid(token)}::uuid`,
    );
    assert.ok(row);
    return row.secret;
  }

  async function write({ table, token }: Place, secret: Uint8Array): Promise<void> {
    await world().database.query(
      Prisma.sql`UPDATE ${Prisma.raw(table)} SET secret = ${Buffer.from(secret)}
        WHERE ${Prisma.raw(table === "tokens" ? "id" : "token_id")} = ${getUuid(token)}::uuid`,
    );
  }

  async function swap(one: Place, other: Place): Promise<void> {
    const secrets = [await read(one), await read(other)] as const;
    await write(one, secrets[1]);
    await write(other, secrets[0]);
  }

  /** Tries a code that would be right. @returns what it changed: `nothing`, if all is as it must be. */
  async function attempted(seed: Seed, token: string, code: string, resource = "VPN"): Promise<unknown> {
    const before = [await getState(seed.admin, token), await seed.events(100)];
    const input = { resource: { name: resource }, subject: { token: { id: token } }, passcode: code };
    const answer = await seed.admin.send(SIGN_IN, { input });
    expectMasked(answer, world());
    const after = [answer.data, await getState(seed.admin, token), await seed.events(100)];
    return isDeepStrictEqual(after, [{ authenticate: null }, ...before]) ? "nothing" : after;
  }

  async function account(): Promise<Seed> {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.user("bert");
    await seed.resource("VPN");
    return seed;
  }

  it("between rows decrypts in neither, and in both again when it is moved back", async () => {
    const seed = await account();
    const one = await seed.fob({ of: "anna", at: ["VPN"] });
    const other = await seed.fob({ of: "bert", at: ["VPN"] });
    const places = [one, other].map(({ id }) => ({ table: "tokens", token: id }) as const);
    const [first, second] = places;
    assert.ok(first && second);
    await swap(first, second);
    for (const token of [one.id, other.id]) {
      expect(await attempted(seed, token, one.code())).toBe("nothing");
      expect(await attempted(seed, token, other.code())).toBe("nothing");
    }
    await swap(first, second);
    expect(await seed.signIn({ login: "anna" }, "VPN", one.code())).toBe(true);
    expect(await seed.signIn({ login: "bert" }, "VPN", other.code())).toBe(true);
  });

  it("between accounts decrypts in neither", async () => {
    const [seed, foreign] = [await account(), await account()];
    const one = await seed.fob({ of: "anna", at: ["VPN"] });
    const other = await foreign.fob({ of: "anna", at: ["VPN"] });
    await swap({ table: "tokens", token: one.id }, { table: "tokens", token: other.id });
    expect(await attempted(seed, one.id, other.code())).toBe("nothing");
    expect(await attempted(foreign, other.id, one.code())).toBe("nothing");
  });

  it("between columns decrypts in neither, though account and row are the same", async () => {
    const seed = await account();
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "phone", model: { software: { googleAuthenticator: {} } } },
      "token { id }",
    );
    // A pending secret that stands at the place of the token's own: one that nobody has confirmed.
    const pending = await read({ table: "enrolments", token: token.id });
    await world().database.query(
      Prisma.sql`UPDATE tokens SET secret = ${Buffer.from(pending)}, status = 'ACTIVE',
        user_id = (SELECT user_id FROM tokens WHERE id = ${getUuid(fob.id)}::uuid) WHERE id = ${getUuid(token.id)}::uuid`,
    );
    await seed.resource("Mail");
    await seed.link(token.id, "Mail");
    expect(await attempted(seed, token.id, "123456", "Mail")).toBe("nothing");
  });

  it("or altered by one bit decrypts nowhere, and disturbs nobody else", async () => {
    const seed = await account();
    const broken = await seed.fob({ of: "anna", at: ["VPN"] });
    const sound = await seed.fob({ of: "bert", at: ["VPN"] });
    const secret = Buffer.from(await read({ table: "tokens", token: broken.id }));
    for (const place of [0, 1, 20, secret.length - 1]) {
      const altered = Buffer.from(secret);
      altered.writeUInt8(altered.readUInt8(place) ^ 1, place);
      await write({ table: "tokens", token: broken.id }, altered);
      expect(await attempted(seed, broken.id, broken.code())).toBe("nothing");
    }
    // At the same moment as the broken one, so that they are read and settled together.
    const both = await Promise.all([
      seed.admin.send(SIGN_IN, {
        input: { resource: { name: "VPN" }, subject: { user: { login: "anna" } }, passcode: broken.code() },
      }),
      seed.signIn({ login: "bert" }, "VPN", sound.code()),
    ]);
    expectMasked(both[0], world());
    expect(both[1]).toBe(true);
  });
});

onOneStore("a failure of the database", (world) => {
  it("is reported by a correlation id, without SQL, paths or libraries, and its log has no secrets", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const failing: readonly (readonly [string, object])[] = [
      [
        SIGN_IN,
        { resource: { name: "VPN" }, subject: { user: { login: "my-passphrase-7Q" } }, passcode: "9-pass-9" },
      ],
      [
        wholeMutation("tokenCreate"),
        {
          model: {
            hardware: {
              two: { serialNumber: "F1", secret: "a1".repeat(20), secretEncoding: "HEX", periodSeconds: 30 },
            },
          },
        },
      ],
      [wholeMutation("tokenAssign"), { token: { serialNumber: "F1" }, to: { user: { login: "anna" } } }],
    ];
    const [{ was } = { was: "" }] = await world().database.query<{ was: string }>(
      Prisma.sql`SELECT current_setting('search_path') AS was`,
    );
    expect(was).toContain("public");
    await world().database.script("ALTER TABLE tokens RENAME TO tokens_that_are_gone");
    try {
      for (const [query, input] of failing) {
        const answer = await seed.admin.send(query, { input });
        expectMasked(answer, world());
        expect(JSON.stringify(answer)).not.toMatch(
          /tokens_that|\brelation\b|select|prisma|node_modules|\.ts|\.js/i,
        );
      }
    } finally {
      await world().database.script("ALTER TABLE tokens_that_are_gone RENAME TO tokens");
    }
    expect(world().logged()).not.toMatch(/my-passphrase-7Q|9-pass-9|a1a1a1a1/i);
    await seed.fob({ of: "anna" });
  });
});

/** A client that keeps all it is answered, except the one-time secrets where they belong. */
class Witness extends Api {
  /** Everything that was answered, as text. */
  readonly heard: string[] = [];
  /** One-time secrets in the order they were shown. */
  readonly shown: string[] = [];
  /** Operations that were used and did what they are for. */
  readonly used = new Set<string>();

  /** Does one mutation, asking for all there is; twice, as a client does that lost the answer. */
  async drive<Payload = object>(name: string, input: object): Promise<Payload> {
    const variables = { input: { ...input, idempotencyKey: `${name} ${this.heard.length}` } };
    const first = await this.keep(await this.send(wholeMutation(name), variables));
    await this.keep(await this.send(wholeMutation(name), variables));
    const result = first?.[name];
    if (typeof result === "object" && result !== null && !("code" in result)) this.used.add(name);
    return result as Payload;
  }

  /** Asks one query for all there is. */
  async look(field: string, query: string): Promise<void> {
    this.used.add(field);
    const { data, errors } = await this.send(query);
    assert.deepEqual(errors, [], field);
    this.heard.push(JSON.stringify(data));
  }

  /** Sends a request as it is written, and keeps the answer. */
  async request(
    init: RequestInit & { readonly headers?: Record<string, string> },
    search = "",
  ): Promise<string> {
    const response = await fetch(`${this.url}/graphql${search}`, {
      method: "POST",
      ...init,
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: `Bearer ${this.key}`,
        ...init.headers,
      },
    });
    const text = await response.text();
    this.heard.push(text);
    return text;
  }

  private async keep({ data, errors }: Answer): Promise<Answer["data"]> {
    const places = new Set(["enrolment", "secret", "firstAdminKey", "invitationUrl"]);
    const rest = JSON.stringify(data, (key, value: unknown) => {
      if (!places.has(key) || value === null) return value;
      const secrets = typeof value === "string" ? [value] : Object.values(value ?? {});
      this.shown.push(...secrets.filter((secret) => typeof secret === "string"));
      return "(shown once)";
    });
    this.heard.push(rest, JSON.stringify(errors));
    return data;
  }
}

/** All the ways in which a secret may be written somewhere. */
function getForms(secret: string | Buffer): string[] {
  const bytes = Buffer.from(secret);
  const forms = [
    bytes.toString("hex"),
    toBase32(bytes),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
  ];
  return (typeof secret === "string" ? [secret, ...forms] : forms).map((form) => form.toLowerCase());
}

/** Whether a form stands in a text. A code of eight digits stands in long hexadecimal texts by chance: that is no code. */
function standsIn(text: string, form: string): boolean {
  return /^\d{1,8}$/.test(form)
    ? new RegExp(`(?<![0-9a-f])${form}(?![0-9a-f])`).test(text)
    : text.includes(form);
}

/** Which secret stands where, as `secret in place`. */
function findings(
  secrets: ReadonlyMap<string, string | Buffer>,
  places: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(places).flatMap(([place, text]) => {
    const lower = text.toLowerCase();
    return [...secrets]
      .filter(([, secret]) => getForms(secret).some((form) => standsIn(lower, form)))
      .map(([name]) => `${name} in ${place}`);
  });
}

/** Where and by whom secrets are used, and what each secret is. */
interface Scene {
  readonly world: World;
  readonly admin: Witness;
  readonly operator: Witness;
  readonly secrets: Map<string, string | Buffer>;
  readonly getSecret: (name: string) => string;
  readonly getBytes: (name: string) => Buffer;
}

/** The secrets that are chosen here; others are added as they are made. */
const CHOSEN: readonly (readonly [name: string, secret: string | Buffer])[] = [
  ["the seed in hexadecimal", "seed-in-hex-8Kd2mQ0z"],
  ["the seed in Base32", "seed-in-base32-Vb4x9T"],
  ["the seed in Base64", "seed-in-base64-pW7yR1"],
  ["the seed of another device", "seed-of-another-1Bv6"],
  ["a seed in a file", "seed-in-a-file-3Rm8vN"],
  ["a pass phrase of a file", "file-pass-phrase-9Wc"],
  ["a key of a file", "key-of-file-16-b"],
  ["a seed that was refused", "refused-seed-5Hn3jL6c"],
  ["a seed that is too short", "tiny-7Gs2"],
  ["a wrong passcode", "wrong-passcode-3Tz8wE"],
  ["a wrong first code", "wrong-first-code-0Yq5"],
  ["a passphrase typed as a login", "passphrase-as-login-2Lm6"],
  ["a key that was never made", newApiKey()],
  ["a key that is none", "tp_none-of-ours-9Xc4vB"],
  ["a passcode in a broken request", "broken-passcode-6Fr1nU"],
  ["a PIN", "907361528449"],
  ["another PIN", "816250493772"],
  ["a wrong PIN", "725149382661"],
  ["the PIN of a suite", "634058271550"],
  ["its digest", createHash("sha512").update("634058271550").digest()],
  ["a text that is no PIN", "not-a-PIN-4Wm8kS"],
  ["a password", "brass anchor violet 4Kq ladder"],
  ["a wrong password", "wrong anchor violet 8Rt ladder"],
  ["a password that is too short", "short-2Xw9"],
  ["a bot's token", "bot-token-8Ge2xT"],
  ["a token that is no bot's", "no-bot-token-5Zu9"],
  ["a key of a gateway", "gateway-key-1Lp7qM"],
];

function openScene(world: World, adminKey: string): Scene {
  const admin = new Witness(world.url, adminKey);
  const operator = new Witness(world.url, world.operator.key);
  const secrets = new Map<string, string | Buffer>([
    ...CHOSEN,
    ["the operator's key", operator.key],
    ["the administrator's key", admin.key],
  ]);
  const getSecret = (name: string): string => {
    const secret = secrets.get(name);
    assert.ok(typeof secret === "string");
    return secret;
  };
  return { world, admin, operator, secrets, getSecret, getBytes: (name) => Buffer.from(getSecret(name)) };
}

const OATH = { digits: 8, hash: "SHA256", periodSeconds: 60 } as const;
const U1 = { token: { serialNumber: "U1" } };
const AT_VPN = { scope: { resource: { name: "VPN" } } };

const user = (login: string) => ({ user: { login } });

/** A token with a given secret. */
const given = (serialNumber: string, secret: string, secretEncoding: string) => ({
  model: { universal: { serialNumber, secret, secretEncoding, oath: { totp: OATH } } },
});

/** The code of a secret, so many steps later than now. */
function codeOf({ world }: Scene, secret: Buffer, later = 0): string {
  return hotp(secret, Math.floor(world.clock.now() / 60_000) + later, 8, "SHA256");
}

/** Makes users, resources and keys. @returns the id of a key. */
async function makeOthers({ admin }: Scene): Promise<string> {
  await admin.drive("userCreate", { login: "anna", email: "anna@example.com" });
  await admin.drive("userCreate", { login: "bert" });
  await admin.drive("userUpdate", { ...user("bert"), firstName: "Bert" });
  for (const name of ["VPN", "Mail", "Old"]) await admin.drive("resourceCreate", { name });
  await admin.drive("resourceUpdate", { resource: { name: "Mail" }, lockMinutes: 1 });
  const made = await admin.drive<{ apiKey: { id: string } }>("apiKeyCreate", {
    name: "k",
    role: "AUDITOR",
  });
  await admin.drive("apiKeyCreate", { name: "gateway", role: "AUTHENTICATOR", resource: { name: "Old" } });
  return made.apiKey.id;
}

/** Makes tokens whose secret is given, in each encoding. */
async function makeGiven({ admin, getBytes }: Scene): Promise<void> {
  await admin.drive("tokenCreate", given("U1", getBytes("the seed in hexadecimal").toString("hex"), "HEX"));
  await admin.drive("tokenCreate", {
    ...given("U2", toBase32(getBytes("the seed in Base32")), "BASE32"),
    to: { newUser: { login: "carl" } },
  });
  const inBase64 = getBytes("the seed in Base64").toString("base64");
  for (const model of ["two", "shark"]) {
    await admin.drive("tokenCreate", {
      model: {
        hardware: {
          [model]: { serialNumber: model, secret: inBase64, secretEncoding: "BASE64", periodSeconds: 60 },
        },
      },
    });
  }
}

/** Imports files of tokens, one that is imported and one that is refused, with what opens encrypted ones, and files of users and links. */
async function importFiles({ admin, getSecret, getBytes }: Scene): Promise<void> {
  const rows = (name: string) => `${name},${getBytes("a seed in a file").toString("hex")},TOTP\n`;
  await admin.drive("tokenImport", { format: "OATH_CSV", content: rows("F1") });
  const { job } = await admin.drive<{ job: { id: string } }>("tokenImport", {
    format: "OATH_CSV",
    content: `${rows("F2")}F3,${getSecret("a seed that was refused")},TOTP\n"F4`,
  });
  for (const opener of [
    { pskcPassphrase: getSecret("a pass phrase of a file") },
    { pskcKey: getBytes("a key of a file").toString("hex") },
    { pskcKey: getSecret("a pass phrase of a file") },
  ]) {
    await admin.drive("tokenImport", { format: "PSKC", ...opener, content: getSecret("a seed in a file") });
  }
  await admin.drive("userImport", { content: "dora,dora@example.com\n" });
  await admin.drive("assignmentImport", { content: "Old,F1\n" });
  await admin.look("importJob", wholeQuery("importJob", `(id: "${job.id}")`));
  await admin.look("importJobs", wholeQuery("importJobs", "(first: 5)"));
}

/** Makes a token that answers challenges, and checks an answer. */
async function answerOne({ admin, secrets, getSecret, getBytes }: Scene): Promise<void> {
  const inBase64 = getBytes("the seed in Base64").toString("base64");
  const suite = "OCRA-1:HOTP-SHA512-8:QN08-PSHA512";
  const suitePin = getSecret("the PIN of a suite");
  await admin.drive("tokenCreate", {
    model: {
      hardware: {
        ultra: { serialNumber: "Q1", secret: inBase64, secretEncoding: "BASE64", suite, suitePin },
      },
    },
  });
  const q1 = { token: { serialNumber: "Q1" } };
  await admin.drive("tokenUpdate", { ...q1, suitePin });
  const asked = await admin.drive<{ challenge: { id: string; question: string } }>("challengeCreate", {
    purpose: "CHECK",
    subject: q1,
  });
  const answer = ocra(parseSuite(suite), getBytes("the seed in Base64"), {
    question: asked.challenge.question,
    counter: 0,
    pin: pinDigest("SHA512", suitePin),
    step: 0,
  });
  secrets.set("an answer to a challenge", answer);
  await admin.drive("tokenCheckOtp", { ...q1, challenge: asked.challenge.id, passcode: answer });
  await admin.drive("challengeCreate", {
    purpose: "SIGN_IN",
    resource: { name: "VPN" },
    subject: { user: { login: getSecret("a passphrase typed as a login") } },
  });
}

/** Tries to make tokens with secrets that are refused. */
async function tryRefused({ admin, getSecret, getBytes }: Scene): Promise<void> {
  const refused = getSecret("a seed that was refused");
  for (const encoding of ["HEX", "BASE32", "BASE64"]) {
    await admin.drive("tokenCreate", given("U1", refused, encoding));
  }
  await admin.drive("tokenCreate", given("U1", Buffer.from(refused).toString("hex"), "HEX"));
  await admin.drive("tokenCreate", given("U9", getBytes("a seed that is too short").toString("hex"), "HEX"));
  await admin.drive("tokenCreate", given("U9", refused, refused));
}

/** Makes tokens whose secret is made by the server. @returns the id of one that is enrolled. */
async function makeEnrolled(scene: Scene): Promise<string> {
  const { admin, secrets, getSecret } = scene;
  for (const model of ["slim", "slimMini", "flex"]) {
    await admin.drive("tokenCreate", {
      name: model,
      model: { hardware: { [model]: { periodSeconds: 60 } } },
    });
  }
  await admin.drive("tokenCreate", {
    name: "ga",
    model: { software: { googleAuthenticator: {} } },
    pin: { value: getSecret("another PIN"), position: "AFTER_OTP" },
  });
  const phone = await admin.drive<{ token: { id: string } }>("tokenCreate", {
    name: "phone",
    model: { software: { smart: OATH } },
  });
  const token = { token: { id: phone.token.id } };
  await admin.drive("tokenEnrolmentConfirm", { ...token, otp: getSecret("a wrong first code") });
  const again = await admin.drive<{ enrolment: { secretHex: string } }>("tokenEnrolmentStart", token);
  const firstCode = codeOf(scene, Buffer.from(again.enrolment.secretHex, "hex"));
  secrets.set("a right first code", firstCode);
  await admin.drive("tokenEnrolmentConfirm", { ...token, otp: firstCode });
  const left = await admin.drive<{ token: { id: string } }>("tokenCreate", {
    name: "left",
    model: { software: { smart: {} } },
  });
  await admin.drive("tokenEnrolmentCancel", { token: { id: left.token.id } });
  return phone.token.id;
}

/** Signs in with right and wrong codes, known and unknown names. */
async function signInWithAll(scene: Scene): Promise<void> {
  const { admin, secrets, getSecret, getBytes } = scene;
  await admin.drive("tokenAssign", { ...U1, to: user("anna") });
  await admin.drive("assignmentCreate", { ...U1, to: { resource: { name: "VPN" } } });
  await admin.drive("assignmentCreate", { ...U1, to: { newResource: { name: "New" } } });
  const code = codeOf(scene, getBytes("the seed in hexadecimal"));
  secrets.set("a right code", code);
  const wrong = getSecret("a wrong passcode");
  for (const passcode of [wrong, code, code]) {
    await admin.drive("authenticate", { resource: { name: "VPN" }, subject: user("anna"), passcode });
    await admin.drive("tokenCheckOtp", { ...U1, passcode });
  }
  const unknown = getSecret("a passphrase typed as a login");
  await admin.drive("authenticate", { resource: { name: "VPN" }, subject: user(unknown), passcode: wrong });
  await admin.drive("authenticate", {
    resource: { name: "VPN" },
    subject: { token: { serialNumber: unknown } },
    passcode: wrong,
  });
}

/** Grants bypasses, and sets what of them and what in the portal is allowed. @returns the id of a bypass. */
async function grantBypasses({ admin }: Scene): Promise<string> {
  await admin.drive("bypassPolicySet", { ...AT_VPN, maximumDuration: "HOURS_8", reasonRequired: true });
  await admin.drive("tokenBypassGrant", { ...U1, ...AT_VPN, duration: "PERMANENT", reason: "travels" });
  await admin.drive("bypassPolicyClear", AT_VPN);
  const vpn = { resource: { name: "VPN" } };
  await admin.drive("selfServicePolicySet", { ...vpn, address: "vpn", actions: ["TOKEN_SYNCHRONIZE"] });
  await admin.drive("invitationsCreate", { items: [] });
  await admin.drive("selfServicePolicyClear", vpn);
  const { bypass } = await admin.drive<{ bypass: { id: string } }>("tokenBypassGrant", {
    ...U1,
    ...AT_VPN,
    duration: "HOURS_8",
  });
  await admin.drive("tokenBypassRevoke", { bypass: U1 });
  return bypass.id;
}

/** Sets PINs, signs in with right and wrong ones, and removes them. */
async function usePins({ admin, getSecret }: Scene): Promise<void> {
  const position = "BEFORE_OTP";
  const code = getSecret("a right code");
  await admin.drive("tokenPinSet", { ...U1, pin: getSecret("a text that is no PIN"), position });
  await admin.drive("tokenPinSet", { ...U1, pin: getSecret("a PIN"), position });
  for (const pin of ["a PIN", "a wrong PIN"]) {
    const passcode = `${getSecret(pin)}${code}`;
    await admin.drive("authenticate", { resource: { name: "VPN" }, subject: user("anna"), passcode });
    await admin.drive("tokenCheckOtp", { ...U1, passcode });
  }
  await admin.drive("tokenPinRemove", U1);
}

/** Synchronizes a token, and does everything else that may be done to it. */
async function changeToken(scene: Scene): Promise<void> {
  const { admin, secrets, getSecret, getBytes } = scene;
  const pair = [2, 3].map((later) => codeOf(scene, getBytes("the seed in hexadecimal"), later));
  pair.forEach((one, index) => secrets.set(`code ${index + 1} of a synchronization`, one));
  await admin.drive("tokenSynchronize", {
    ...U1,
    otps: [getSecret("a wrong passcode"), getSecret("a wrong passcode")],
  });
  await admin.drive("tokenUnlock", U1);
  await admin.drive("tokenSynchronize", { ...U1, otps: pair });
  for (const name of ["tokenDisable", "tokenEnable", "tokenUnlock", "tokenUnassign"])
    await admin.drive(name, U1);
  await admin.drive("tokenUpdate", { ...U1, name: "fob" });
}

/** Gives new secrets: of another device, for an app that works on, and for a lost one; and some that are refused. */
async function reissueAll(scene: Scene, phone: string): Promise<void> {
  const { admin, secrets, getSecret, getBytes } = scene;
  const token = { token: { id: phone } };
  const next = getBytes("the seed of another device").toString("base64");
  const replaced = { ...U1, lost: false, secretEncoding: "BASE64" };
  await admin.drive("tokenReissue", { ...replaced, secret: next });
  await admin.drive("tokenReissue", { ...replaced, secret: next });
  await admin.drive("tokenReissue", { ...replaced, secret: getSecret("a seed that was refused") });
  await admin.drive("tokenReissue", {
    ...replaced,
    ...token,
    secret: getBytes("the seed in Base64").toString("base64"),
  });
  await admin.drive("tokenReissue", { ...token, lost: false });
  const lost = await admin.drive<{ enrolment: { secretHex: string } }>("tokenReissue", {
    ...token,
    lost: true,
  });
  const codeOfNext = codeOf(scene, Buffer.from(lost.enrolment.secretHex, "hex"));
  secrets.set("a first code of a new secret", codeOfNext);
  await admin.drive("tokenEnrolmentConfirm", { ...token, otp: codeOfNext });
  await admin.drive("tokenReissue", { ...token, lost: false });
}

/** Makes a channel of bots, and changes it. */
async function changeChannel({ admin, secrets, getSecret, getBytes }: Scene): Promise<void> {
  const chat = { channel: { name: "Chat" } };
  const bot = (botToken: string, more: object = {}) => ({
    driver: { telegram: { botUsername: "example_bot", botToken, ...more } },
  });
  const botToken = `1:${getBytes("a bot's token").toString("hex")}`;
  secrets.set("a bot's token with its id", botToken);
  await admin.drive("channelCreate", { name: "Chat", ...bot(getSecret("a token that is no bot's")) });
  await admin.drive("channelCreate", { name: "Chat", ...bot(botToken), idempotencyKey: "the channel" });
  await admin.drive("channelUpdate", {
    ...chat,
    ...bot(`${botToken}0`, { url: "https://bots.example.org" }),
  });
  await admin.drive("channelUpdate", { ...chat, ...bot(getSecret("a token that is no bot's")) });
  await admin.drive("channelResume", { ...chat, country: "DE" });
}

/** Makes the channel one of a gateway with a key, sends a message by it, and sets the texts of messages. */
async function sendByGateway({ admin, getSecret }: Scene): Promise<void> {
  const chat = { channel: { name: "Chat" } };
  const gatewayKey = getSecret("a key of a gateway");
  const template = {
    url: "https://gateway.example.org/{to}",
    headers: [{ name: "Authorization", value: "{secret:KEY}" }],
    body: '"{text}"',
  };
  const byGateway = (more: object) => ({
    driver: { botHttp: { ...template, secrets: [{ name: "KEY", value: gatewayKey }], ...more } },
  });
  await admin.drive("channelUpdate", { ...chat, ...byGateway({ body: "{" }) });
  await admin.drive("channelUpdate", { ...chat, ...byGateway({}) });
  await admin.look("channel", wholeQuery("channel", '(by: { name: "Chat" })'));
  await admin.look("channels", wholeQuery("channels", ""));
  // To an address that no channel may reach, so that nothing leaves the machine.
  await admin.drive("channelUpdate", { ...chat, ...byGateway({ url: "https://127.0.0.1:9/{to}" }) });
  await admin.drive("channelTest", { ...chat, to: "4711" });
  await admin.look("messages", wholeQuery("messages", ""));
  await admin.look("outbox", wholeQuery("outbox", ""));
  await admin.look("challenge", wholeQuery("challenge", '(id: "none")'));
  const text = { kind: "SMS", purpose: "CHECK", locale: "en" };
  await admin.drive("messageTextSet", { ...text, text: "{code}" });
  await admin.look("messageTexts", wholeQuery("messageTexts", ""));
  await admin.drive("messageTextClear", text);
  await admin.drive("messageLanguageSet", { locale: "de" });
  await admin.drive("channelDelete", chat);
}

/** Lets an administrator join and sign in, with passwords, links, cookies and codes. */
async function joinAndSignIn({ world, admin, secrets, getSecret }: Scene): Promise<void> {
  const asAdministrator = { to: { newUser: { login: "greta" } }, role: "AUDITOR" };
  const joining = await admin.drive<{ invitationUrl: string; invitation: { id: string } }>(
    "administratorCreate",
    asAdministrator,
  );
  await admin.look("administrators", wholeQuery("administrators", ""));
  await admin.look("invitations", wholeQuery("invitations", ""));
  const browser = Browser.of(world);
  const refusedPassword = getSecret("a password that is too short");
  await browser.send("/invitation/accept", {
    token: getToken(joining.invitationUrl),
    password: refusedPassword,
  });
  const app = await browser.accept(joining.invitationUrl, {}, getSecret("a password"));
  const cookies = [browser.cookie];
  const begun = await browser.send("/sign-in", { login: "greta", password: getSecret("a wrong password") });
  const attempt = String(begun.body["attempt"]);
  await browser.send("/sign-in/answer", { attempt, passcode: getSecret("a wrong passcode") });
  world.clock.pass(30);
  const codes = [app.code()];
  const { account: ours } = await admin.query<{ account: { address: string } }>("{ account { address } }");
  await browser.signIn("greta", getSecret("a password"), app.code(), ours.address);
  cookies.push(browser.cookie);
  world.clock.pass(30);
  codes.push(app.code());
  await browser.send("/sign-in/again", { password: getSecret("a password"), passcode: app.code() });
  cookies.push(browser.cookie);
  [...cookies, ...codes, attempt, app.secret, getToken(joining.invitationUrl)].forEach((secret, index) =>
    secrets.set(`secret ${index + 1} of a person`, secret ?? ""),
  );
}

/** Ends what an administrator can do, and gives other links. */
async function resetAdministrator({ admin, secrets }: Scene): Promise<void> {
  const greta = { user: { login: "greta" } };
  await admin.look("sessions", wholeQuery("sessions", ""));
  await admin.drive("administratorUpdate", { ...greta, role: "HELPDESK" });
  await admin.drive("sessionRevoke", greta);
  const reset = await admin.drive<{ invitationUrl: string; invitation: { id: string } }>(
    "passwordReset",
    greta,
  );
  secrets.set("a link to another password", getToken(reset.invitationUrl));
  await admin.drive("invitationRevoke", { invitation: reset.invitation.id });
  const invitedAgain = await admin.drive<{ invitationUrl: string }>("invitationCreate", greta);
  secrets.set("a link once more", getToken(invitedAgain.invitationUrl));
  await admin.drive("administratorDelete", greta);
}

/** Does what the operator does. */
async function operate({ operator }: Scene): Promise<void> {
  const { account } = await operator.drive<{ account: { id: string } }>("accountCreate", {
    name: "Other",
    plan: { tokens: 1, users: 1, resources: 1 },
  });
  await operator.drive("accountPlanSet", {
    account: account.id,
    plan: { tokens: 2, users: 2, resources: 2 },
  });
  await operator.drive("accountDisable", { account: account.id });
  await operator.drive("accountEnable", { account: account.id });
}

/** Sends requests that are no requests, with a passcode in them. */
async function sendBroken({ admin, getSecret }: Scene): Promise<void> {
  const broken = getSecret("a passcode in a broken request");
  const document = (query: string) => admin.request({ body: JSON.stringify({ query }) });
  for (const passcode of [{ a: broken }, [broken], broken]) {
    const variables = { input: passcode === broken ? broken : { passcode } };
    await admin.request({ body: JSON.stringify({ query: SIGN_IN, variables }) });
  }
  await document(`mutation { authenticate(input: { passcode "${broken}" }) { __typename } }`);
  await document(`mutation { authenticate(input: { passcode: "${broken} }) { __typename } }`);
  await document(`mutation { authenticate(input: { passcode: "x" }) "${broken}" { __typename } }`);
  await document(
    `mutation { authenticate(input: { passcode: """x""" }) """a String "${broken}""" { __typename } }`,
  );
  await document(`mutation { authenticate(input: "${broken}") { __typename } }`);
  await document(
    `mutation { tokenEnrolmentConfirm(input: { token: "${broken}", otp: ["${broken}"] }) { __typename } }`,
  );
  await admin.request({ body: `{"query": "mutation", "variables": {"passcode": "${broken}` });
  await admin.request({ body: broken });
  await admin.request({ body: `["${broken}"]` });
  await admin.request({
    body: `query={viewer{role}}&variables=${broken}`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  await admin.request({ method: "GET" }, `?query={viewer{role}}&variables=${broken}`);
  for (const name of ["a key that was never made", "a key that is none"]) {
    await admin.request({ body: "{}", headers: { authorization: `Bearer ${getSecret(name)}` } });
  }
}

/** Asks everything that can be asked. */
async function askEverything({ admin, operator }: Scene, phone: string, bypass: string): Promise<void> {
  await admin.look("viewer", wholeQuery("viewer", ""));
  await operator.look("accounts", wholeQuery("accounts", "(last: 1)"));
  await operator.look("jobs", wholeQuery("jobs", ""));
  for (const field of ["account", "tokenModels", "eventSeals", "eventHorizon", "eventSealKey", "apiKeys"]) {
    await admin.look(field, wholeQuery(field, ""));
  }
  // Pages of these with all that hangs on them would cost too much in one request.
  for (const field of ["tokens", "users", "resources", "assignments", "bypasses"]) {
    await admin.look(field, wholeQuery(field, "(first: 5)"));
  }
  await admin.look("events", wholeQuery("events", "(first: 100)", 2));
  await admin.look("token", wholeQuery("token", '(by: { serialNumber: "U1" })'));
  await admin.look("user", wholeQuery("user", '(by: { login: "anna" })'));
  await admin.look("resource", wholeQuery("resource", '(by: { name: "VPN" })'));
  await admin.look(
    "assignment",
    wholeQuery("assignment", '(by: { link: { token: { serialNumber: "U1" }, resource: { name: "VPN" } } })'),
  );
  await admin.look("bypass", wholeQuery("bypass", `(id: "${bypass}")`));
  const anything = everythingOf(objectType("Token"), 3);
  await admin.look("node", `{ node(id: "${phone}") { ... on Token { ${anything} } } }`);
  await admin.look("nodes", `{ nodes(ids: ["${phone}"]) { ... on Token { ${anything} } } }`);
}

/** Does the same to many at once, also to what is not there. */
async function changeMany({ admin, getSecret }: Scene): Promise<void> {
  const unknown = getSecret("a passphrase typed as a login");
  const to = { user: { login: "anna" } };
  const link = { link: { token: { serialNumber: "U2" }, resource: { name: "Mail" } } };
  for (const [name, item] of [
    ["usersCreate", { login: "anna" }],
    ["usersUpdate", user("anna")],
    ["usersDelete", user(unknown)],
    ["tokensDisable", U1],
    ["tokensEnable", U1],
    ["tokensUnassign", U1],
    ["tokensAssign", { ...U1, to }],
    ["tokensBypassGrant", { ...U1, ...AT_VPN, duration: "HOUR_1" }],
    ["tokensBypassRevoke", { bypass: U1 }],
    ["assignmentsCreate", { token: { serialNumber: "U2" }, to: { resource: { name: "Mail" } } }],
    ["assignmentsDelete", { assignment: link }],
    ["tokensDelete", { token: { serialNumber: unknown } }],
  ] as const)
    await admin.drive(name, { items: [item], onRefusal: "SKIP" });
}

/** Ends and deletes what was made. */
async function endAll({ admin }: Scene, apiKey: string): Promise<void> {
  await admin.drive("assignmentDelete", {
    assignment: { link: { token: { serialNumber: "U1" }, resource: { name: "New" } } },
  });
  await admin.drive("recoveryCodeRevoke", user("anna"));
  await admin.drive("tokenDelete", { token: { serialNumber: "U2" } });
  await admin.drive("apiKeyRevoke", { apiKey });
  await admin.drive("resourceDelete", { resource: { name: "Old" } });
  const { deletedId } = await admin.drive<{ deletedId: string }>("userDelete", {
    ...user("anna"),
    releaseTokens: true,
  });
  await admin.drive("userErase", { user: deletedId });
}

/** Adds the secrets that were shown to those that are searched for. */
function takeShown({ admin, operator, secrets }: Scene): void {
  for (const shown of new Set([...admin.shown, ...operator.shown])) {
    if (/^[0-9a-f]{40}$/.test(shown)) secrets.set(`the secret ${shown}`, Buffer.from(shown, "hex"));
    else if (shown.startsWith("tp_") || shown.startsWith("otpauth:"))
      secrets.set(`what was shown: ${shown}`, shown);
  }
}

/** The text of each place where no secret may be. */
async function readPlaces({ world, admin, operator }: Scene) {
  // Some of the codes have six digits, and so do the fractions of the seconds in which migrations ran: before any secret was.
  const contents = (await getContents(world)).filter((row) => !row.startsWith("_prisma_migrations "));
  return {
    "the log": world.logged(),
    "failures of jobs": JSON.stringify(
      await world.database.query(Prisma.sql`SELECT failure FROM jobs WHERE failure IS NOT NULL`),
    ),
    "an answer": [...admin.heard, ...operator.heard].join("\n"),
    "the events": contents.filter((row) => row.startsWith("events")).join("\n"),
    "the idempotency records": contents.filter((row) => row.startsWith("idempotency_records")).join("\n"),
    "the database": contents.join("\n"),
  };
}

onOneStore("secrets", (world) => {
  it("stand in no log, no event, no error, no other field, and nowhere in the database", async () => {
    const scene = openScene(world(), (await world().seed()).admin.key);
    const { admin, operator, secrets, getBytes } = scene;
    const apiKey = await makeOthers(scene);
    await makeGiven(scene);
    await importFiles(scene);
    await answerOne(scene);
    await tryRefused(scene);
    const phone = await makeEnrolled(scene);
    await signInWithAll(scene);
    const bypass = await grantBypasses(scene);
    await usePins(scene);
    await changeToken(scene);
    await reissueAll(scene, phone);
    await changeChannel(scene);
    await sendByGateway(scene);
    await joinAndSignIn(scene);
    await resetAdministrator(scene);
    await operate(scene);
    await sendBroken(scene);
    await askEverything(scene, phone, bypass);
    await changeMany(scene);
    await endAll(scene, apiKey);

    expect([...new Set([...admin.used, ...operator.used])].toSorted()).toEqual(
      // No key uses what is a user's in a portal.
      Object.keys(permissions)
        .filter((name) => !/^(?:me|my[A-Z]\w*)$/.test(name))
        .toSorted(),
    );
    takeShown(scene);
    // Ten secrets of tokens with their URIs, four keys, and what people use: each was there to be found.
    expect(secrets.size).toBe(29 + 4 + 10 * 2 + 3 + 3 + 8 + 2);
    const places = await readPlaces(scene);
    expect(findings(secrets, places)).toEqual([]);

    // The search finds what is there.
    const control = new Map([["control", "U1"]]);
    expect(
      findings(control, { "the database": places["the database"], "an answer": places["an answer"] }),
    ).toEqual(["control in the database", "control in an answer"]);
    expect(findings(secrets, { hex: getBytes("the seed in hexadecimal").toString("hex") })).toEqual([
      "the seed in hexadecimal in hex",
    ]);
  });
});

const PHONE = {
  name: "phone",
  model: { software: { smart: { periodSeconds: 86_400, hash: "SHA1" } } },
  idempotencyKey: "the phone",
};

function createPhone(api: Api) {
  return api.do<{ token: { id: string }; enrolment: { secretHex: string | null } }>(
    "tokenCreate",
    PHONE,
    "token { id } enrolment { secretHex }",
  );
}

/** Makes a secret of each kind: of a fob with a PIN, of an Ultra with its PIN, of an open enrolment, and of an app twice. */
async function makeEach(seed: Seed, clock: ManualClock) {
  await seed.user("anna");
  for (const name of ["VPN", "Mail"]) await seed.resource(name);
  const old = await seed.fob({ of: "anna", at: ["VPN"] }, { periodSeconds: 86_400 });
  const pin = { token: { id: old.id }, pin: "2468", position: "BEFORE_OTP" };
  await seed.admin.do("tokenPinSet", pin, "__typename");
  const ultra = await answerer({ clock }, seed, { suite: "OCRA-1:HOTP-SHA1-8:QN08-PSHA1", pin: "1357" });
  const phone = await createPhone(seed.admin);
  // An app with a secret in use, and a new one that waits.
  const app = await madeToken(
    { clock },
    seed,
    "app",
    { software: { smart: { periodSeconds: 86_400 } } },
    "anna",
  );
  await seed.admin.do("tokenEnrolmentConfirm", { token: { id: app.id }, otp: app.code(-1) }, "__typename");
  const nextApp = await reissue({ clock }, seed, app, { digits: 8 });
  return { old, ultra, phone, app, nextApp };
}

describe.each(storesOfTier())("a rotation of the master key on %s", (store) => {
  const workshop = new Workshop();
  afterAll(() => workshop.clear());

  it(
    "puts every secret under the new key: with it alone all work, with the old one nothing starts",
    { tags: "deep" },
    async () => {
      const [OLD, NEW] = [newMasterKey(), newMasterKey()];
      const place: Record<string, string> =
        store === "PGlite"
          ? { TOKENPLANE_DATA_DIR: workshop.dataFolder() }
          : { DATABASE_URL: await makeDatabase() };
      const under = (...keys: string[]) => ({ ...place, TOKENPLANE_MASTER_KEY: keys.join(",") });
      const clock = manualClock(Date.now());

      await runCommand(["migrate"], under(OLD));
      const { stdout } = await runCommand(["operator-key"], under(OLD));
      let server = await workshop.start(under(OLD));
      let seed = await Seed.account(new Api(server.url, stdout.trim()), clock);
      const { old, ultra, phone, app, nextApp } = await makeEach(seed, clock);
      await server.stop();

      server = await workshop.start(under(NEW, OLD));
      seed = seed.at(server.url);
      const young = await seed.fob({ of: "anna", at: ["Mail"] }, { periodSeconds: 86_400 });
      if (store === "PGlite") await server.stop();
      const rotated = await runCommand(["master-key", "rotate"], under(NEW, OLD));
      // The old fob, the app twice, the Ultra and its PIN, the open enrolment, its repeat, and five of the installation.
      expect(rotated).toMatchObject({
        code: 0,
        stderr: "",
        stdout: "12 secrets were encrypted with the first master key.\n",
      });
      const repeated = await runCommand(["master-key", "rotate"], under(NEW, OLD));
      expect(repeated.stdout).toBe("0 secrets were encrypted with the first master key.\n");
      await server.stop();

      server = await workshop.start(under(NEW));
      seed = seed.at(server.url);
      expect(await seed.signIn({ login: "anna" }, "VPN", `2469${old.code()}`)).toBe(false);
      expect(await seed.signIn({ login: "anna" }, "VPN", `2468${old.code()}`)).toBe(true);
      expect(await seed.signIn({ login: "anna" }, "Mail", young.code())).toBe(true);
      const challenge = await getChallenge(seed.admin, { token: { id: ultra.id } }, { purpose: "CHECK" });
      const answer = { challenge: challenge.id, passcode: ultra.answer(challenge.question) };
      expect(await seed.admin.do("tokenCheckOtp", { token: { id: ultra.id }, ...answer }, "valid")).toEqual({
        valid: true,
      });
      expect(await check(seed, app.id, app.code())).toBeNull();
      expect(await confirm(seed, app.id, nextApp.code())).toBeNull();
      expect(await createPhone(seed.admin)).toEqual(phone);
      assert.ok(phone.enrolment.secretHex);
      const secret = Buffer.from(phone.enrolment.secretHex, "hex");
      const otp = hotp(secret, Math.floor(clock.now() / 86_400_000), 6, "SHA1");
      await seed.admin.do("tokenEnrolmentConfirm", { token: { id: phone.token.id }, otp }, "__typename");
      await server.stop();

      const refused = await failToStart(under(OLD));
      expect(refused).toMatchObject({ code: 2, stdout: "" });
      expect(refused.stderr).toBe(
        "The master key is not the key that this database uses. Give the key that the database uses: without it, no token secret can be decrypted.\n",
      );
    },
  );
});

describe.skipIf(inject("postgresUrl") === undefined)("a rotation of the master key at two servers", () => {
  it("fails no sign-in when both learn the new key before one uses it", { tags: "deep" }, async () => {
    const [OLD, NEW] = [newMasterKey(), newMasterKey()];
    const DATABASE_URL = await makeDatabase();
    const clock = manualClock(Date.now());
    const started = (keys: readonly string[]) =>
      openHere({ DATABASE_URL, TOKENPLANE_MASTER_KEY: keys.join(",") }, clock);
    let [a, b] = [await started([OLD]), await started([OLD])];
    const seed = await Seed.account(await a.operator(), clock);
    await seed.user("anna");
    let resources = 0;
    /** A token that one server makes signs in at the other, both ways. */
    const serveEachOther = async () => {
      for (const [maker, other] of [
        [a, b],
        [b, a],
      ] as const) {
        resources += 1;
        const name = `R${resources}`;
        await seed.at(maker.url).resource(name);
        const fob = await seed.at(maker.url).fob({ of: "anna", at: [name] });
        expect(await seed.at(other.url).signIn({ login: "anna" }, name, fob.code())).toBe(true);
      }
    };
    await serveEachOther();
    for (const keys of [[OLD, NEW], [NEW, OLD], [NEW]]) {
      if (keys.length === 1) {
        const place = { DATABASE_URL, TOKENPLANE_MASTER_KEY: `${NEW},${OLD}` };
        expect((await runCommand(["master-key", "rotate"], place)).code).toBe(0);
      }
      await a.stop();
      a = await started(keys);
      await serveEachOther();
      await b.stop();
      b = await started(keys);
      await serveEachOther();
    }
    await a.stop();
    await b.stop();
  });
});

describe.skipIf(inject("postgresUrl") === undefined)("a server that lacks a master key", () => {
  const [OLD, NEW] = [newMasterKey(), newMasterKey()];
  const workshop = new Workshop();
  afterAll(() => workshop.clear());
  const UNAWARE = /^Another running server does not have the first of the given master keys/;
  const LACKING =
    /^Secrets of this database are encrypted with a master key that is not given here \(id [0-9a-f]{8}\)/;

  it("keeps servers with a newer key from starting, is not ready once one has started, and does not start itself", async () => {
    const DATABASE_URL = await makeDatabase();
    const place = { DATABASE_URL };
    const start = (keys: readonly string[]) =>
      openHere({ ...place, TOKENPLANE_MASTER_KEY: keys.join(",") }, manualClock(Date.now()));
    let a = await start([OLD]);
    const operator = await a.operator();
    await expect(start([NEW, OLD])).rejects.toThrow(UNAWARE);
    expect(await getReadiness(a)).toBe(READY);

    // A server that was suspended for a minute counts as gone.
    await sqlOn(place, SILENCE, "SELECT 1");
    const b = await start([NEW, OLD]);
    await sqlOn(place, LET_SPEAK, "SELECT 1");
    a.services.jobs.wake("master keys");
    await expect
      .poll(() => getReadiness(a))
      .toBe('503 {"status":"master key not given","failingJobs":["master keys"]}');
    const { jobs } = await operator.query<{ jobs: { name: string; failure: string | null }[] }>(
      "{ jobs { name failure } }",
    );
    expect(jobs.find(({ name }) => name === "master keys")?.failure).toMatch(LACKING);
    await expect(start([OLD])).rejects.toThrow(LACKING);
    await a.stop();

    a = await start([OLD, NEW]);
    expect([await getReadiness(a), await getReadiness(b)]).toEqual([READY, READY]);
    await a.stop();
    const seed = await Seed.account(new Api(b.url, operator.key), manualClock(Date.now()));
    await seed.fob();
    await b.stop();
    // The start does not wait for a server that has stopped, but what that server encrypted stays.
    await expect(start([OLD])).rejects.toThrow(LACKING);
  });

  it("says what to do in each step of a rotation, in real processes", { tags: "deep" }, async () => {
    const DATABASE_URL = await makeDatabase();
    const under = (...keys: string[]) => ({ DATABASE_URL, TOKENPLANE_MASTER_KEY: keys.join(",") });
    const rotateUnder = (...keys: string[]) => runCommand(["master-key", "rotate"], under(...keys));
    let a = await workshop.start(under(OLD));
    const key = await runCommand(["operator-key"], under(OLD));
    const seed = await Seed.account(new Api(a.url, key.stdout.trim()), manualClock(Date.now()));
    await seed.user("anna");
    for (const refused of [
      await failToStart(under(NEW, OLD)),
      await rotateUnder(NEW, OLD),
      await runCommand(["operator-key"], under(NEW, OLD)),
    ]) {
      expect(refused).toMatchObject({ code: 1, stdout: "" });
      expect(refused.stderr).toMatch(UNAWARE);
    }
    // As after a fail-over to a standby: what the servers said of themselves is gone. And it has not been said again.
    await sqlOn(under(), SILENCE, "SELECT 1");
    const b = await workshop.start(under(NEW, OLD));
    await sqlOn(under(), LET_SPEAK);
    await expect.poll(() => getReadiness(a)).toMatch(/^503 .*master key not given/);
    await expect.poll(() => a.stdout()).toContain("the server is not ready: Secrets of this database");
    expect((await failToStart(under(OLD))).stderr).toMatch(LACKING);
    await a.stop();

    a = await workshop.start(under(OLD, NEW));
    await seed.at(b.url).resource("VPN");
    // Its codes do not depend on how long all this takes.
    const fob = await seed.at(b.url).counterFob({ of: "anna", at: ["VPN"] });
    expect(await getReadiness(a)).toBe(READY);
    expect(await seed.at(a.url).signIn({ login: "anna" }, "VPN", fob.press())).toBe(true);
    const early = await rotateUnder(NEW, OLD);
    expect(early).toMatchObject({ code: 1, stdout: "" });
    expect(early.stderr).toMatch(/^A running server encrypts with another master key/);
    // Killed, it would count for a minute; stopped, it does not.
    await a.stop();
    expect((await failToStart(under(NEW))).stderr).toMatch(/^The master key is not the key that/);
    expect((await rotateUnder(NEW, OLD)).code).toBe(0);
    a = await workshop.start(under(NEW));
    expect([await getReadiness(a), await getReadiness(b)]).toEqual([READY, READY]);
    expect(await seed.at(a.url).signIn({ login: "anna" }, "VPN", fob.press())).toBe(true);
    expect((await failToStart(under(OLD, NEW))).stderr).toMatch(UNAWARE);
  });
});

describe.skipIf(inject("postgresUrl") === undefined)("a rotation of the master key in one process", () => {
  const MASTER_KEY = newMasterKey();
  let world: World;
  beforeAll(async () => {
    world = await openWorld("PostgreSQL", { TOKENPLANE_MASTER_KEY: MASTER_KEY });
  });
  afterAll(() => world.end());

  it("leaves no secret that the old key opens, and the new one opens all", async () => {
    const seed = await world.seed();
    const fob = await seed.fob();
    const { database } = world.services;
    const of = { serialNumber: fob.name };
    const stored = async () => {
      const token = await database.prisma.token.findFirstOrThrow({ where: of, omit: { secret: false } });
      return { secret: token.secret ?? Buffer.alloc(0), place: tokenSecretAad(token.accountId, token.id) };
    };
    const before = await stored();
    const keys = parseMasterKeys(`${newMasterKey()},${MASTER_KEY}`, "the keys");
    const [next, old] = keys.map((key) => new SecretBox([key]));
    const both = new SecretBox(keys);
    const plain = old?.decrypt(before.secret, before.place);
    expect(plain?.length).toBeGreaterThan(0);

    const channel = await seed.admin.do<{ channel: { id: string } }>(
      "channelCreate",
      channelInput(DRIVERS.smtp),
      "channel { id }",
    );
    const setupUnder = async (box: SecretBox | undefined) => {
      assert.ok(box);
      const [account, id] = [getUuid(seed.accountId), getUuid(channel.channel.id)];
      const row = await findSealedChannel(database.prisma, account, id);
      assert.ok(row);
      return channelSetup({ secrets: box }, row).secrets;
    };
    const setup = await setupUnder(old);
    const pushKeyUnder = async (box: SecretBox | undefined) => {
      const { vapidKey } = await database.prisma.installation.findUniqueOrThrow({
        where: { id: 1 },
        omit: { vapidKey: false },
      });
      assert.ok(box !== undefined && vapidKey !== null);
      return openVapidKey(box.decrypt(vapidKey, installationPlace("vapid_key"))).publicKey;
    };
    // Browsers are bound to it: it is wrapped again, and stays the same.
    expect(await pushKeyUnder(old)).toBe(world.services.webPush.key.publicKey);

    const masterKeys = { look: async () => null };
    const rotateHere = () => rotate({ database, secrets: both, masterKeys }, () => {});
    await expect(rotateHere()).rejects.toThrow("start all servers with NEW,OLD, then run this command again");
    // When this server, which has the old key alone, has said nothing for a minute.
    await database.query(Prisma.sql`UPDATE servers SET seen_at = now() - interval '61 seconds'`);
    expect(await rotateHere()).toBeGreaterThan(5);
    expect(await setupUnder(next)).toEqual(setup);
    expect(await pushKeyUnder(next)).toBe(world.services.webPush.key.publicKey);
    await expect(pushKeyUnder(old)).rejects.toThrow(DecryptionError);
    await expect(setupUnder(old)).rejects.toThrow(DecryptionError);
    const after = await stored();
    expect(next?.decrypt(after.secret, after.place)).toEqual(plain);
    expect(() => old?.decrypt(after.secret, after.place)).toThrow(DecryptionError);
    expect(await rotateHere()).toBe(0);
  });
});
