import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SettingsOf, withUsual } from "@tokenplane/rules/drivers/drivers";
import { manualClock } from "../../test/support/clock.js";
import { type FcmGateway, startFcm } from "../../test/support/gateways/fcm.js";
import { LOCAL, NEVER, outgoing, PATIENT } from "../../test/support/gateways/message.js";
import type { OutgoingMessage, SendResult } from "./delivery.js";
import { FcmAccessTokens, fcmDriver, readServiceAccount, UNREGISTERED } from "./fcm.js";
import { outgoingHttp } from "./outgoing-http.js";

const clock = manualClock();
const PHONE = "dA1b2:APA91b_-phone";
let fcm: FcmGateway;
let tokens = new FcmAccessTokens();
let before = { sent: 0, tokens: 0 };

beforeAll(async () => {
  fcm = await startFcm(clock.clock);
  fcm.phones.add(PHONE);
  fcm.removed.add("removed");
  fcm.foreign.add("foreign");
});
afterAll(() => fcm.close());
beforeEach(() => {
  tokens = new FcmAccessTokens();
  before = { sent: fcm.sent.length, tokens: fcm.tokensGiven() };
});

const newlySent = () => fcm.sent.slice(before.sent);
const newTokens = () => fcm.tokensGiven() - before.tokens;

const DATA = { nonce: "NONCE739164", title: "ACME", question: "ü 好 = & ?" };

function wakeUp(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const shown = { subject: "ACME", text: "Sign in?", data: DATA };
  return outgoing({ to: PHONE, code: null, secondsLeft: 120, ...shown, ...changes });
}

function driver(
  from: { readonly file?: string; readonly settings?: Partial<SettingsOf<"FCM">> },
  policy = LOCAL,
) {
  const { file = fcm.serviceAccount, settings } = from;
  const { send: url, token: tokenUrl } = fcm.urls;
  return fcmDriver(
    withUsual("FCM", { url, tokenUrl, projectId: "tokenplane-test", ...settings }),
    { serviceAccount: file },
    outgoingHttp(policy, PATIENT),
    { tokens, now: clock.clock },
  );
}

async function send(
  changes: Partial<OutgoingMessage> = {},
  from: Parameters<typeof driver>[0] = {},
): Promise<SendResult> {
  const result = await driver(from).send(wakeUp(changes), fcm.untilStall());
  if (result.state !== "ACCEPTED") {
    expect(result.failure).toMatch(/^[A-Z][^\n]*\.$/);
    for (const hidden of [PHONE, "NONCE", "ya29", "PRIVATE KEY"])
      expect(result.failure).not.toContain(hidden);
  }
  return result;
}

describe("a wake-up by Firebase", () => {
  it("is accepted, with all that Google and the app need", async () => {
    const result = await send();
    const [sent] = newlySent();
    expect(result).toEqual({ state: "ACCEPTED", vendorId: sent?.id });
    expect(sent?.data).toEqual(DATA);
    expect(sent?.message).toEqual({
      token: PHONE,
      data: DATA,
      android: { priority: "HIGH", ttl: "120s" },
      apns: {
        headers: {
          "apns-priority": "10",
          "apns-push-type": "alert",
          "apns-expiration": String(clock.now() / 1000 + 120),
        },
        payload: {
          aps: { alert: { title: "ACME", body: "Sign in?" }, sound: "default", "content-available": 1 },
        },
      },
    });
  });

  it("asks for an access token once in an hour, less a minute", async () => {
    for (let n = 0; n < 3; n += 1) expect(await send()).toMatchObject({ state: "ACCEPTED" });
    clock.pass(3599 - 60 - 1);
    await send();
    expect(newTokens()).toBe(1);
    clock.pass(1);
    expect(await send()).toMatchObject({ state: "ACCEPTED" });
    expect(newTokens()).toBe(2);
  });

  it("does not use the access token of another key", async () => {
    await send();
    const file: unknown = JSON.parse(fcm.serviceAccount);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const other = { ...Object(file), private_key: privateKey.export({ format: "pem", type: "pkcs8" }) };
    expect(await send({}, { file: JSON.stringify(other) })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("service account's key (400)"),
    });
  });

  it("asks for another access token after one was not accepted", async () => {
    await send();
    fcm.revoke();
    expect(await send()).toMatchObject({ state: "NOT_ACCEPTED" });
    expect(await send()).toMatchObject({ state: "ACCEPTED" });
    expect(newTokens()).toBe(2);
  });

  it("says that a phone must be enrolled again", async () => {
    expect(await send({ to: "removed" })).toEqual({ state: "REFUSED", failure: UNREGISTERED });
    expect(UNREGISTERED).toContain("enrolled again");
  });

  it("is refused", async () => {
    expect(await send({ to: "foreign" })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("another Firebase project"),
    });
    expect(await send({ to: "nobody" })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("(400)"),
    });
    expect(await send({}, { settings: { projectId: "another-project" } })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("project of the service account (404)"),
    });
    await send();
    fcm.failNext({ status: 403, body: { error: { status: "PERMISSION_DENIED" } } });
    expect(await send()).toMatchObject({ state: "REFUSED", failure: expect.stringContaining("(403)") });
    fcm.failNext({ status: 401, body: { error: { details: [{ errorCode: "THIRD_PARTY_AUTH_ERROR" }] } } });
    expect(await send()).toMatchObject({ state: "REFUSED", failure: expect.stringContaining("Apple") });
  });

  it("is not sent with more data than Google takes, or with its names", async () => {
    const most = 4096 - "a".length;
    expect(await send({ data: { a: "x".repeat(most) } })).toMatchObject({ state: "ACCEPTED" });
    for (const data of [
      null,
      { a: "x".repeat(most + 1) },
      { a: "ü".repeat(most / 2 + 1) },
      { from: "x" },
      { "google.x": "x" },
    ]) {
      expect(await send({ data })).toMatchObject({
        state: "REFUSED",
        failure: expect.stringContaining("4,096 bytes"),
      });
    }
    expect(newlySent()).toHaveLength(1);
  });

  it.each([
    [-3, "1s"],
    [59.9, "59s"],
    [1e9, "2419200s"],
  ])("of %d seconds is of use for %s", async (secondsLeft, ttl) => {
    await send({ secondsLeft });
    expect(newlySent()[0]?.message).toMatchObject({ android: { ttl } });
  });

  it("is tried again when Google has too much to do", async () => {
    await send();
    const quota = { error: { details: [{ errorCode: "QUOTA_EXCEEDED" }] } };
    const waits = { headers: { "retry-after": "7" } };
    fcm.failNext({ status: 429, body: quota, ...waits });
    fcm.failNext({ status: 429, ...waits });
    fcm.failNext({ status: 503, ...waits });
    for (let n = 0; n < 3; n += 1) {
      expect(await send()).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: 7 });
    }
    fcm.failNext({ status: 503 });
    expect(await send()).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: null });
  });

  it("is tried again when nobody knows: the app shows it once", async () => {
    await send();
    fcm.failNext({ status: 500 });
    fcm.failNext("CUT");
    fcm.failNext("STALL");
    fcm.failNext({ status: 200, body: "?" });
    for (let n = 0; n < 4; n += 1) {
      expect(await send()).toMatchObject({ state: "NOT_ACCEPTED", mayHaveBeenSent: true });
    }
    expect(newlySent()).toHaveLength(3);
  });

  it("is tried again when there is no access token now, and refused when there never will be", async () => {
    fcm.failNext({ status: 503, headers: { "retry-after": "9" } });
    expect(await send()).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: 9 });
    fcm.failNext({ status: 500 });
    expect(await send()).toEqual({
      state: "NOT_ACCEPTED",
      failure: expect.stringContaining("(500)"),
      retryAfterSeconds: null,
    });
    for (const body of [
      "?",
      {},
      { access_token: "a\nb", expires_in: 3599 },
      { access_token: "a", expires_in: "x" },
    ]) {
      fcm.failNext({ status: 200, body });
      expect(await send()).toMatchObject({ state: "REFUSED" });
    }
    fcm.failNext({ status: 400, body: { error: "invalid_grant" } });
    expect(await send()).toMatchObject({ state: "REFUSED", failure: expect.stringContaining("clock") });
    expect(newlySent()).toEqual([]);
  });

  it("reaches nothing but public addresses", async () => {
    expect(await driver({}, { allowed: [] }).send(wakeUp(), NEVER)).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("TOKENPLANE_OUTGOING_ALLOW"),
    });
  });
});

describe("access tokens in memory", () => {
  it("are a hundred, the newest ones", () => {
    for (let n = 0; n <= 100; n += 1) tokens.keep(String(n), { value: `token-${n}`, ends: 1 });
    tokens.keep("1", { value: "newer", ends: 1 });
    tokens.keep("101", { value: "last", ends: 1 });
    expect(["0", "1", "2", "3", "101"].map((name) => tokens.find(name, 0))).toEqual([
      null,
      "newer",
      null,
      "token-3",
      "last",
    ]);
    tokens.forget("3");
    expect([tokens.find("3", 0), tokens.find("101", 1)]).toEqual([null, null]);
  });
});

describe("a service account file", () => {
  const changed = (changes: Readonly<Record<string, unknown>>) =>
    readServiceAccount(JSON.stringify({ ...Object(JSON.parse(fcm.serviceAccount)), ...changes }));
  const pem = (bits: number) =>
    generateKeyPairSync("rsa", { modulusLength: bits }).privateKey.export({ format: "pem", type: "pkcs8" });

  it("is Google's", () => {
    expect(readServiceAccount(fcm.serviceAccount)).toMatchObject({
      projectId: "tokenplane-test",
      keyId: "0123456789abcdef",
    });
    expect(changed({ private_key_id: undefined, universe_domain: undefined })).toMatchObject({ keyId: null });
  });

  it.each<Readonly<Record<string, unknown>>>([
    { type: "authorized_user" },
    { project_id: "../../evil" },
    { project_id: "" },
    { project_id: 7 },
    { client_email: "anna@example.com" },
    { client_email: "a@b.gserviceaccount.com.evil.example" },
    { token_uri: "https://evil.example/token" },
    { token_uri: undefined },
    { universe_domain: "evil.example" },
    { private_key_id: "x\r\ny" },
    { private_key_id: 7 },
    { private_key: "" },
    { private_key: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" },
    { more: "x".repeat(16_000) },
  ])("is not taken with %j", (changes) => {
    expect(changed(changes)).toEqual({
      failure: expect.stringMatching(/^The service account file [^\n]*\.$/),
    });
  });

  it("has an RSA key that is large enough, and nothing of it is repeated", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey;
    const others = [ec, pss].map((key) => key.export({ format: "pem", type: "pkcs8" }));
    for (const key of [pem(1024), ...others]) {
      const read = changed({ private_key: key });
      expect(read).toEqual({ failure: expect.stringContaining("RSA private_key") });
      expect(JSON.stringify(read)).not.toContain(String(key).slice(30, 60));
    }
    for (const json of ["", "[]", "null", "{", '"x"']) {
      expect(readServiceAccount(json)).toHaveProperty("failure");
    }
  });
});
