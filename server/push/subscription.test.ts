import { createECDH, randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { getWakeToken } from "./form.js";
import { readSubscription } from "./subscription.js";

const browser = createECDH("prime256v1");
const KEY = browser.generateKeys("base64url");
const SECRET = randomBytes(16).toString("base64url");
const ENDPOINT = "https://push.example.net/send/abc?token=a%3d";

it("a subscription for Web Push is read as a browser gives it out", () => {
  const written = `webpush:${KEY}:${SECRET}:${ENDPOINT}`;
  expect(readSubscription(written)).toEqual({
    endpoint: ENDPOINT,
    publicKey: browser.getPublicKey(),
    secret: Buffer.from(SECRET, "base64url"),
  });
  expect(getWakeToken(written)).toBe(written);
});

it("a token of Firebase is no subscription for Web Push", () => {
  const token = `${"d".repeat(22)}:APA91bExample`;
  expect(readSubscription(token)).toBeNull();
  expect(getWakeToken(token)).toBe(token);
});

it.each([
  ["http", `webpush:${KEY}:${SECRET}:http://push.example.net/a`],
  ["an address", `webpush:${KEY}:${SECRET}:https://192.0.2.1/a`],
  ["an address as a number", `webpush:${KEY}:${SECRET}:https://3221225985/a`],
  ["an IPv6 address", `webpush:${KEY}:${SECRET}:https://[2001:db8::1]/a`],
  ["a name without a domain", `webpush:${KEY}:${SECRET}:https://intranet/a`],
  ["a port", `webpush:${KEY}:${SECRET}:https://push.example.net:8443/a`],
  ["a password", `webpush:${KEY}:${SECRET}:https://a:b@push.example.net/a`],
  ["a fragment", `webpush:${KEY}:${SECRET}:https://push.example.net/a#b`],
  ["an address that is written otherwise", `webpush:${KEY}:${SECRET}:https://PUSH.example.net/a`],
  ["a key that is no point", `webpush:${"A".repeat(87)}:${SECRET}:${ENDPOINT}`],
  ["a secret that is written otherwise", `webpush:${KEY}:${SECRET.slice(0, -1)}_:${ENDPOINT}`],
  ["no secret", `webpush:${KEY}::${ENDPOINT}`],
  ["an address that is too long", `webpush:${KEY}:${SECRET}:${ENDPOINT}${"a".repeat(1_500)}`],
  ["a separator", `webpush:${KEY}:${SECRET}:${ENDPOINT}|a`],
])("a subscription for Web Push is refused with %s", (_what, written) => {
  expect(readSubscription(written)).toBeNull();
  expect(getWakeToken(written)).toBeUndefined();
});
