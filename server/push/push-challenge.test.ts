import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase32 } from "./base32.js";
import {
  type ChallengeParts,
  isNonce,
  MAX_QUESTION_BYTES,
  MAX_TITLE_BYTES,
  newNonce,
  nonceHash,
  pushText,
  signedChallenge,
} from "./push-challenge.js";
import { signingKey } from "./signature.js";

const pair = generateKeyPairSync("rsa", { modulusLength: 3072 });
const key = signingKey(pair.privateKey.export({ format: "der", type: "pkcs8" }));

function parts(changes: Partial<ChallengeParts> = {}): ChallengeParts {
  return {
    nonce: newNonce(),
    url: "https://mfa.example/push/acme",
    serial: "S-1",
    question: "Sign in to VPN?",
    title: "ACME",
    options: null,
    ...changes,
  };
}

function isSigned(text: string, signature: string | undefined): boolean {
  const bytes = fromBase32(signature ?? "") ?? Buffer.alloc(0);
  return verify("sha256", Buffer.from(text), createPublicKey(pair.privateKey), bytes);
}

describe("a challenge", () => {
  it("is signed as the app verifies it", async () => {
    const { nonce, ...rest } = parts();
    const challenge = await signedChallenge({ nonce, ...rest }, key);
    expect(challenge).toEqual({
      nonce,
      url: rest.url,
      serial: "S-1",
      question: "Sign in to VPN?",
      title: "ACME",
      sslverify: "1",
      signature: expect.stringMatching(/^[A-Z2-7]{615}=$/),
      capabilities: '{"decline_reason":true}',
      capabilities_signature: expect.stringMatching(/^[A-Z2-7]{615}=$/),
    });
    const text = `${nonce}|https://mfa.example/push/acme|S-1|Sign in to VPN?|ACME|1`;
    expect(isSigned(text, challenge["signature"])).toBe(true);
    const capabilities = `{"capabilities":{"decline_reason":true},"nonce":"${nonce}"}`;
    expect(isSigned(capabilities, challenge["capabilities_signature"])).toBe(true);
  });

  it("has the options in its signature", async () => {
    const { nonce, ...rest } = parts({ options: ["12", "07", "B"] });
    const challenge = await signedChallenge({ nonce, ...rest }, key);
    expect(challenge).toMatchObject({ require_presence: "12,07,B", version: "2" });
    const text = `${nonce}|https://mfa.example/push/acme|S-1|Sign in to VPN?|ACME|1|12,07,B`;
    expect(isSigned(text, challenge["signature"])).toBe(true);
  });

  it.each<[string, Partial<ChallengeParts>]>([
    ["a separator in the question", { question: "a|b" }],
    ["a separator in the title", { title: "a|b" }],
    ["a separator in the serial", { serial: "a|b" }],
    ["a line end in the question", { question: "a\nb" }],
    ["an empty question", { question: "" }],
    ["an empty title", { title: "" }],
    ["a question that is too long", { question: "x".repeat(MAX_QUESTION_BYTES + 1) }],
    ["a title that is too long", { title: "ü".repeat(MAX_TITLE_BYTES / 2 + 1) }],
    ["another nonce", { nonce: "A".repeat(31) }],
    ["a URL that is not normalized", { url: "https://MFA.example/push/acme" }],
    ["a separator in an option", { options: ["a|b", "c"] }],
    ["a comma in an option", { options: ["a,b", "c"] }],
    ["an option that means decline", { options: ["decline", "c"] }],
    ["an option that is a reason", { options: ["cancelled", "c"] }],
    ["an empty option", { options: ["", "c"] }],
    ["an option twice", { options: ["7", "7"] }],
    ["one option", { options: ["7"] }],
    ["no options", { options: [] }],
  ])("is not signed with %s", async (_what, changes) => {
    await expect(signedChallenge(parts(changes), key)).rejects.toThrow(RangeError);
  });

  it("fits into a wake-up at its longest", async () => {
    const options = Array.from({ length: 10 }, (_, at) => `${at}`.repeat(4));
    const longest = parts({
      question: pushText("ü".repeat(5000), MAX_QUESTION_BYTES),
      title: pushText("🎉".repeat(5000), MAX_TITLE_BYTES),
      url: `https://${"m".repeat(60)}.example/push/${"a".repeat(200)}`,
      serial: "s".repeat(100),
      options,
    });
    const challenge = await signedChallenge(longest, key);
    expect(Buffer.byteLength(Object.entries(challenge).flat().join(""))).toBeLessThanOrEqual(4096);
  });
});

describe("a text of a challenge", () => {
  it.each([
    ["a|b||c", "a¦b¦¦c"],
    [" a\r\nb\u0000\u2028c ", "a b c"],
    ["half \ud800", "half \ufffd"],
    ["x".repeat(21), `${"x".repeat(17)}…`],
    ["x".repeat(20), "x".repeat(20)],
    ["🎉".repeat(6), "🎉🎉🎉🎉…"],
    [`${"x".repeat(16)}   ${"x".repeat(9)}`, `${"x".repeat(16)}…`],
  ])("%j becomes %j", (text, becomes) => {
    expect(pushText(text, 20)).toBe(becomes);
  });

  it("is the same when it is made again, short enough, and without what separates", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.integer({ min: 10, max: 60 }),
        (text, most) => {
          const made = pushText(text, most);
          expect(pushText(made, most)).toBe(made);
          expect(Buffer.byteLength(made)).toBeLessThanOrEqual(most);
          expect(made).not.toMatch(/[|\p{Cc}\p{Cs}]/u);
          // The app gets it as JSON and signs it as UTF-8.
          expect(Buffer.from(made).toString()).toBe(made);
        },
      ),
    );
  });
});

describe("a nonce", () => {
  it("is 20 random bytes, and stored as a hash", () => {
    const nonce = newNonce();
    expect(isNonce(nonce)).toBe(true);
    expect(fromBase32(nonce)?.length).toBe(20);
    expect(nonce).not.toBe(newNonce());
    expect(nonceHash(nonce).length).toBe(32);
    expect(nonceHash(nonce)).not.toEqual(nonceHash(newNonce()));
    for (const other of [nonce.toLowerCase(), `${nonce}=`, nonce.slice(1), `${nonce}\n`]) {
      expect(isNonce(other)).toBe(false);
    }
  });
});
