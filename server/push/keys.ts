import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

/** Bits of the server's keys: 128 bits of security (NIST SP 800-57), and small enough for a wake-up by FCM. */
const SERVER_KEY_BITS = 3072;

/** Bits of a phone's key. The app makes 4096. */
const PHONE_KEY_BITS = { least: 2048, most: 8192 } as const;

/** The app's public exponent, and the usual one. 1 signs everything, 3 was broken more than once, huge ones cost time. */
const PUBLIC_EXPONENT = 65_537n;

/** Characters of the longest key that is taken, in Base64: 8192 bits have 1,420. Nothing longer is parsed. */
const MAX_KEY_LENGTH = 1500;

/** The keys by which the server signs what it sends to one phone. */
export interface ServerKey {
  /** PKCS#8, DER. A secret: seal it. */
  readonly privateKey: Buffer<ArrayBuffer>;
  /** PKCS#1, DER: what the phone gets. */
  readonly publicKey: Buffer<ArrayBuffer>;
}

const generate = promisify(generateKeyPair);

/** A new key for one phone. It takes half a second of one of libuv's threads. */
export async function newServerKey(modulusLength = SERVER_KEY_BITS): Promise<ServerKey> {
  const { privateKey, publicKey } = await generate("rsa", {
    modulusLength,
    publicExponent: Number(PUBLIC_EXPONENT),
    privateKeyEncoding: { type: "pkcs8", format: "der" },
    publicKeyEncoding: { type: "pkcs1", format: "der" },
  });
  return { privateKey: Buffer.from(privateKey), publicKey: Buffer.from(publicKey) };
}

/** The public part of a server's key, PKCS#1 DER: what the phone gets, at each roll-out the same. */
export function serverPublicKey(privateKey: Uint8Array): Buffer<ArrayBuffer> {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: "der", type: "pkcs8" });
  return Buffer.from(createPublicKey(key).export({ format: "der", type: "pkcs1" }));
}

/** A phone's key, or why it is not taken: a sentence for the person with the phone. */
export type PhoneKey = { readonly key: Buffer<ArrayBuffer> } | { readonly failure: string };

const UNREADABLE = "The phone's key could not be read. Update the app and scan again.";

/**
 * A phone's public key (SPKI DER) from its Base64.
 * @returns the DER. There is only one spelling for each key, so equal keys are equal bytes.
 */
export function readPhoneKey(text: string): PhoneKey {
  if (text.length > MAX_KEY_LENGTH) return { failure: UNREADABLE };
  const der = Buffer.from(text, "base64");
  const key = spkiKey(der);
  if (key === null || !canonical(text, der, key)) return { failure: UNREADABLE };
  const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== "rsa" || publicExponent !== PUBLIC_EXPONENT) {
    return { failure: "The phone's key must be an RSA key with the exponent 65537. Update the app." };
  }
  if (modulusLength < PHONE_KEY_BITS.least || modulusLength > PHONE_KEY_BITS.most) {
    const { least, most } = PHONE_KEY_BITS;
    return { failure: `The phone's key must have ${least} to ${most} bits. Update the app.` };
  }
  return { key: der };
}

/** A stored key of a phone, to verify with. @throws TypeError when it is none. */
export function phoneKey(spki: Uint8Array): KeyObject {
  const key = spkiKey(Buffer.from(spki));
  if (key === null) throw new TypeError("A stored key of a phone cannot be read.");
  return key;
}

function spkiKey(key: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key, format: "der", type: "spki" });
  } catch {
    return null;
  }
}

/** Whether the key is canonical: neither the Base64 nor the DER has another spelling, or anything behind it. */
function canonical(text: string, der: Buffer, key: KeyObject): boolean {
  return der.toString("base64") === text && der.equals(key.export({ format: "der", type: "spki" }));
}

/** The fingerprint that distinguishes a phone's key from all others: its SHA-256, in hexadecimal digits. */
export function keyFingerprint(spki: Uint8Array): string {
  return createHash("sha256").update(spki).digest("hex");
}

let decoy: KeyObject | undefined;

/**
 * A key of the size of the app's with which no phone can sign. A verification by it takes as long as by a phone's, so
 * the time does not show whether a serial exists.
 */
export function decoyKey(): KeyObject {
  if (decoy === undefined) {
    const modulus = createHash("shake256", { outputLength: 512 }).update("a key that nobody has").digest();
    modulus[0] = (modulus[0] ?? 0) | 0x80;
    modulus[511] = (modulus[511] ?? 0) | 1;
    decoy = createPublicKey({
      key: { kty: "RSA", n: modulus.toString("base64url"), e: "AQAB" },
      format: "jwk",
    });
  }
  return decoy;
}
