import { createECDH, createPublicKey, verify } from "node:crypto";
import { expect, it } from "vitest";
import type { OutgoingMessage } from "./delivery.js";
import type { HttpOutcome, HttpRequest } from "./outgoing-http.js";
import { newVapidKey, openVapidKey } from "./vapid.js";
import { encryptForBrowser } from "./web-push-encryption.js";
import { NO_PUSH_SERVICE, UNSUBSCRIBED, webPushDriver } from "./web-push.js";

const bytes = (text: string) => Buffer.from(text, "base64url");

/** RFC 8291 §5 and its appendix A. */
const BROWSER = {
  publicKey: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
  secret: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
};
const ENDPOINT = "https://push.example.net/send/abc";
const NOW = Date.UTC(2026, 10, 27);
const MESSAGE: OutgoingMessage = {
  to: "",
  subject: "ACME",
  text: "Sign in to VPN? Login: anna.",
  html: null,
  code: null,
  secondsLeft: 119.7,
  reference: "1",
  data: { question: "Sign in to VPN?" },
  receiptUrl: null,
};

it("Web Push encrypts as the example of RFC 8291", () => {
  const sender = createECDH("prime256v1");
  sender.setPrivateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
  const made = encryptForBrowser("When I grow up, I want to be a watermelon", BROWSER, {
    salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"),
    sender,
  });
  expect(made.toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

/** The request that the driver sends, and its result for an answer. */
async function sent(outcome: HttpOutcome) {
  const requests: HttpRequest[] = [];
  const key = openVapidKey(newVapidKey());
  const driver = webPushDriver(
    { endpoint: ENDPOINT, ...BROWSER },
    { key, subject: "https://mfa.example.org", now: () => NOW },
    (request) => {
      requests.push(request);
      return Promise.resolve(outcome);
    },
  );
  const result = await driver.send(MESSAGE, new AbortController().signal);
  return { key, requests, result };
}

const answered = (status: number, headers = {}): HttpOutcome => ({
  state: "ANSWERED",
  status,
  headers,
  body: "",
});

it("Web Push sends who it is, for how long, and nothing of the request", async () => {
  const { key, requests, result } = await sent(answered(201));
  expect(result).toEqual({ state: "ACCEPTED", vendorId: null });
  const [request] = requests;
  expect(request).toMatchObject({
    url: ENDPOINT,
    method: "POST",
    headers: { ttl: "119", urgency: "high", topic: "request", "content-encoding": "aes128gcm" },
  });
  // A header of 86 bytes, "look", the end of the record, and the tag.
  expect(request?.body).toHaveLength(86 + 4 + 1 + 16);
  const [, jwt = "", given = ""] =
    /^vapid t=(\S+), k=(\S+)$/.exec(request?.headers["authorization"] ?? "") ?? [];
  expect(given).toBe(key.publicKey);
  expect(bytes(given)).toHaveLength(65);
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  const x = bytes(given).subarray(1, 33).toString("base64url");
  const y = bytes(given).subarray(33).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const text = Buffer.from(`${head}.${claims}`);
  expect(verify("sha256", text, { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature))).toBe(true);
  expect(JSON.parse(bytes(claims).toString())).toEqual({
    aud: "https://push.example.net",
    sub: "https://mfa.example.org",
    exp: NOW / 1_000 + 3_600,
  });
});

it("Web Push distinguishes answers that end a subscription, that may be repeated, and that may not", async () => {
  const states = async (outcome: HttpOutcome) => {
    const { result } = await sent(outcome);
    return "failure" in result ? `${result.state} ${result.failure}` : result.state;
  };
  expect(await states(answered(404))).toBe(`REFUSED ${UNSUBSCRIBED}`);
  expect(await states(answered(410))).toBe(`REFUSED ${UNSUBSCRIBED}`);
  expect(await states({ state: "FORBIDDEN", failure: "private" })).toBe(`REFUSED ${NO_PUSH_SERVICE}`);
  expect(await states(answered(403))).toMatch(/^REFUSED .*key \(403\)/);
  expect(await states(answered(302))).toMatch(/^REFUSED .*redirect/);
  expect(await states(answered(413))).toMatch(/^REFUSED /);
  for (const again of [answered(429), answered(500), answered(503)]) {
    expect(await states(again)).toMatch(/^NOT_ACCEPTED /);
  }
  expect(await states({ state: "UNKNOWN", failure: "It was lost." })).toMatch(/^NOT_ACCEPTED It was lost\./);
});
