import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { formKind, MAX_FORM_BYTES, readForm } from "./form.js";
import { decoyKey, keyFingerprint, newServerKey, phoneKey, readPhoneKey, serverPublicKey } from "./keys.js";
import { credentialHmac, newCredential, readRollOut, rollOutReply } from "./roll-out.js";

const base64 = (key: KeyObject) => key.export({ format: "der", type: "spki" }).toString("base64");

/** An RSA key with this modulus and exponent; no phone can sign with it. */
function strange(bits: number, exponent: Buffer): string {
  const modulus = randomBytes(bits / 8);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[modulus.length - 1] = (modulus.at(-1) ?? 0) | 1;
  const jwk = { kty: "RSA", n: modulus.toString("base64url"), e: exponent.toString("base64url") };
  return base64(createPublicKey({ key: jwk, format: "jwk" }));
}

const E = Buffer.from([1, 0, 1]);
const good = strange(4096, E);

function form(changes: Readonly<Record<string, string | null>> = {}) {
  const fields = {
    enrollment_credential: "mY-credential_1",
    serial: "S-1",
    fbtoken: "no_firebase_token",
    pubkey: good,
    capabilities: '["decline_reason"]',
    ...changes,
  };
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null);
  const read = readForm(new URLSearchParams(given).toString());
  if (read === null) throw new TypeError("the form is not read");
  return read;
}

describe("a phone's key", () => {
  it.each([2048, 3072, 4096, 8192])("has %i bits", (bits) => {
    const key = strange(bits, E);
    expect(readPhoneKey(key)).toEqual({ key: Buffer.from(key, "base64") });
  });

  it.each([512, 1024, 2040, 8200])("does not have %i bits", (bits) => {
    expect(readPhoneKey(strange(bits, E))).toEqual({ failure: expect.stringContaining("2048 to 8192 bits") });
  });

  it.each([
    ["1", Buffer.from([1])],
    ["3", Buffer.from([3])],
    ["65536", Buffer.from([1, 0, 0])],
    ["65539", Buffer.from([1, 0, 3])],
    ["2^64 + 1", Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 1])],
    ["a huge number", Buffer.alloc(64, 0xff)],
  ])("does not have the exponent %s", (_name, exponent) => {
    expect(readPhoneKey(strange(2048, exponent))).toEqual({ failure: expect.stringContaining("65537") });
  });

  it("is of RSA, and not of RSA for PSS alone", () => {
    const others = [
      generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey,
      generateKeyPairSync("ed25519").publicKey,
      generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey,
    ];
    for (const key of others) expect(readPhoneKey(base64(key))).toHaveProperty("failure");
  });

  it("has one spelling: nothing behind it, no other Base64, no other DER", () => {
    const der = Buffer.from(good, "base64");
    // A length that is written longer than it need be (BER).
    const long = Buffer.concat([Buffer.from([0x30, 0x83, 0]), der.subarray(2)]);
    const spellings = [
      `${good}=`,
      good.replace(/=+$/, ""),
      `${good.slice(0, 64)}\n${good.slice(64)}`,
      ` ${good}`,
      good.replaceAll("+", "-").replaceAll("/", "_"),
      Buffer.concat([der, Buffer.from([0])]).toString("base64"),
      long.toString("base64"),
      createPublicKey({ key: der, format: "der", type: "spki" })
        .export({ format: "der", type: "pkcs1" })
        .toString("base64"),
      "",
      "AAAA",
    ];
    for (const spelling of spellings)
      expect([spelling, readPhoneKey(spelling)]).toEqual([spelling, { failure: expect.any(String) }]);
  });

  it("is not a megabyte", () => {
    expect(readPhoneKey("A".repeat(1_000_000))).toHaveProperty("failure");
    expect(readForm(`pubkey=${"A".repeat(1_000_000)}`)).toBeNull();
  });

  it("has a fingerprint of its own", () => {
    const key = Buffer.from(good, "base64");
    expect(keyFingerprint(key)).toMatch(/^[\da-f]{64}$/);
    expect(keyFingerprint(key)).not.toBe(keyFingerprint(Buffer.from(strange(2048, E), "base64")));
    expect(base64(phoneKey(key))).toBe(good);
    expect(() => phoneKey(Buffer.from("x"))).toThrow(TypeError);
  });

  it("has a decoy that is as large", () => {
    expect(decoyKey().asymmetricKeyDetails).toEqual({ modulusLength: 4096, publicExponent: 65_537n });
    expect(decoyKey()).toBe(decoyKey());
  });
});

describe("the form of a roll-out", () => {
  it("is read", () => {
    expect(formKind(form())).toBe("ROLL_OUT");
    expect(readRollOut(form())).toEqual({
      credential: "mY-credential_1",
      serial: "S-1",
      publicKey: Buffer.from(good, "base64"),
      wakeToken: null,
      capabilities: ["decline_reason"],
    });
    expect(readRollOut(form({ fbtoken: "dA:APA91b_-x" }))).toMatchObject({ wakeToken: "dA:APA91b_-x" });
    for (const fbtoken of ["", null])
      expect(readRollOut(form({ fbtoken }))).toMatchObject({ wakeToken: null });
  });

  it.each([
    ["enrollment_credential", null],
    ["enrollment_credential", ""],
    ["enrollment_credential", "x".repeat(101)],
    ["enrollment_credential", "a b"],
    ["serial", null],
    ["serial", ""],
    ["serial", "a|b"],
    ["serial", "a\nb"],
    ["serial", "x".repeat(101)],
    ["fbtoken", "a|b"],
    ["fbtoken", "a b"],
    ["fbtoken", "x".repeat(1025)],
    ["pubkey", null],
    ["pubkey", ""],
  ])("is not read with %s = %j", (name, value) => {
    expect(readRollOut(form({ [name]: value }))).toEqual({ failure: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  it.each([
    null,
    "",
    "x",
    "{}",
    '{"a":1}',
    "[1,null,{}]",
    `["${"x".repeat(51)}"]`,
    JSON.stringify(Array.from({ length: 200 }, () => "decline_reason")),
  ])("says nothing of what the app knows by %j", (capabilities) => {
    expect(readRollOut(form({ capabilities }))).toMatchObject({ capabilities: [] });
  });

  it("is empty at first, on iOS", () => {
    expect(formKind(readForm(Buffer.alloc(0)) ?? new Map())).toBe("EMPTY");
  });

  it("is not read when it is too long, or has a field twice", () => {
    const filled = (bytes: number) => Buffer.from(`a=${"x".repeat(bytes - 2)}`);
    expect(readForm(filled(MAX_FORM_BYTES))).not.toBeNull();
    expect(readForm(filled(MAX_FORM_BYTES + 1))).toBeNull();
    expect(readForm("ü".repeat(MAX_FORM_BYTES / 2 + 1))).toBeNull();
    expect(readForm("serial=a&serial=a")).toBeNull();
  });

  it("is for one thing", () => {
    const kind = (text: string) => formKind(readForm(text) ?? new Map());
    expect(kind("nonce=a&serial=b")).toBe("ANSWER");
    expect(kind("new_fb_token=a&serial=b")).toBe("WAKE_TOKEN");
    expect(kind("serial=b")).toBeNull();
    expect(kind("nonce=a&pubkey=b")).toBeNull();
  });
});

describe("a credential", () => {
  it("has 256 bits, and is stored as an HMAC in a domain of its own", () => {
    const credential = newCredential();
    expect(Buffer.from(credential, "base64url").length).toBe(32);
    expect(credential).not.toBe(newCredential());
    const key = randomBytes(32);
    // It is stored: it must stay what it is.
    expect(credentialHmac(Buffer.alloc(32), "credential-1").toString("hex")).toBe(
      "a37c7a4095f5013d4591038edface910e2530b205f366764372547b3c04d7945",
    );
    expect(credentialHmac(key, credential)).toEqual(credentialHmac(key, credential));
    expect(credentialHmac(key, credential).length).toBe(32);
    expect(credentialHmac(key, credential)).not.toEqual(credentialHmac(key, `${credential}x`));
    expect(credentialHmac(key, credential)).not.toEqual(credentialHmac(randomBytes(32), credential));
  });
});

describe("a server's key", () => {
  it("has 3072 bits, is another one each time, and is made beside what else happens", async () => {
    let turns = 0;
    const counter = setInterval(() => (turns += 1), 1);
    const key = await newServerKey();
    clearInterval(counter);
    expect(turns).toBeGreaterThan(0);
    const shown = createPublicKey({ key: key.publicKey, format: "der", type: "pkcs1" });
    expect(shown.asymmetricKeyDetails).toEqual({ modulusLength: 3072, publicExponent: 65_537n });
    expect(serverPublicKey(key.privateKey)).toEqual(key.publicKey);
    expect(await newServerKey()).not.toEqual(key);
    expect(rollOutReply(key.publicKey)).toEqual({
      status: 200,
      body: {
        result: { status: true, value: true },
        detail: { public_key: key.publicKey.toString("base64") },
      },
    });
  });
});
