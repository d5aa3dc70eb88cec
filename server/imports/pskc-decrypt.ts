import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { Refusal } from "@tokenplane/rules/refusal";
import type { PskcDerivation, PskcEncrypted, PskcEncryption, PskcKey, PskcValue } from "./pskc-document.js";

/** The key or the pass phrase that comes with an encrypted file: one of the two. */
export interface PskcKeyGiven {
  readonly key: Buffer | null;
  readonly passphrase: string | null;
}

/** How many PBKDF2 rounds are accepted: half a second of one core, off the event loop. */
const MAX_ROUNDS = 1_000_000;

/** An algorithm that values are encrypted with: its name in node:crypto, and the bytes of its key. */
interface Cipher {
  readonly name: string;
  readonly keyBytes: number;
}

/** By the URI of XML Encryption. */
const CIPHERS: ReadonlyMap<string, Cipher> = new Map([
  ["http://www.w3.org/2001/04/xmlenc#aes128-cbc", { name: "aes-128-cbc", keyBytes: 16 }],
  ["http://www.w3.org/2001/04/xmlenc#aes192-cbc", { name: "aes-192-cbc", keyBytes: 24 }],
  ["http://www.w3.org/2001/04/xmlenc#aes256-cbc", { name: "aes-256-cbc", keyBytes: 32 }],
]);

const IV_BYTES = 16;

/** The maximum length of a salt in bytes; usual ones have 8 to 32. */
const LONGEST_SALT = 128;

/**
 * The minimum length of a MAC key in bytes. A shorter one can be guessed; an empty one is known to everybody.
 */
const SHORTEST_MAC_KEY = 16;

function refuse(message: string): never {
  throw new Refusal("VALIDATION_FAILED", message);
}

/**
 * The name in node:crypto of the hash under an HMAC's URI. XML Signature writes hmac-sha256, PKCS #5 hmacWithSHA256, and
 * both are found with a hyphen more.
 */
function hmacHash(uri: string): string | undefined {
  const [, bits] = /(?:^|[#:/-])(?:hmac|id-hmac)-?(?:with-?)?sha-?(1|224|256|384|512)$/i.exec(uri) ?? [];
  return bits === undefined ? undefined : `sha${bits}`;
}

/** The bytes of Base64, in which XML may break lines. @throws Refusal */
export function getBase64(text: string, what: string): Buffer {
  const plain = text.replaceAll(/\s/g, "");
  const bytes = Buffer.from(plain, "base64");
  if (bytes.toString("base64") !== plain || plain === "") refuse(`The ${what} is not in Base64.`);
  return bytes;
}

/** @throws Refusal for another algorithm than AES in CBC mode. */
function getCipher(algorithm: string, what: string): Cipher {
  return (
    CIPHERS.get(algorithm) ??
    refuse(
      `The ${what} is encrypted with an algorithm that is not supported. Only AES in CBC mode is supported.`,
    )
  );
}

function decrypt({ algorithm, cipherValue }: PskcEncrypted, key: Buffer, what: string): Buffer {
  const cipher = getCipher(algorithm, what);
  if (key.length !== cipher.keyBytes) {
    refuse(
      `The ${what} was encrypted with a key of ${cipher.keyBytes} bytes, but the given key has ${key.length}.`,
    );
  }
  const bytes = getBase64(cipherValue, `encrypted ${what}`);
  try {
    const decryption = createDecipheriv(cipher.name, key, bytes.subarray(0, IV_BYTES));
    // XML Encryption defines only the last byte of the padding, as in PKCS #7; the other bytes may have any value.
    decryption.setAutoPadding(false);
    const padded = Buffer.concat([decryption.update(bytes.subarray(IV_BYTES)), decryption.final()]);
    const padding = padded.at(-1) ?? 0;
    if (padding < 1 || padding > IV_BYTES || padding > padded.length) throw new RangeError("no padding");
    return padded.subarray(0, padded.length - padding);
  } catch {
    return refuse(
      `The ${what} cannot be decrypted: the key or pass phrase is wrong, or the file is damaged.`,
    );
  }
}

/**
 * How many bytes the derived key has: what its parameters say, or, where they leave it out, as many as the algorithm needs that the
 * values are encrypted with (RFC 8018 §A.2). @throws Refusal
 */
function derivedKeyBytes({ keyBytes }: PskcDerivation, cipher: string | undefined): number {
  if (keyBytes !== undefined) {
    if (!/^(16|24|32)$/.test(keyBytes)) refuse("The key that PBKDF2 derives must have 16, 24 or 32 bytes.");
    return Number(keyBytes);
  }
  if (cipher === undefined) {
    refuse(
      "The file says that it is encrypted, but its first key has no encrypted value. The file was changed, or is damaged.",
    );
  }
  return getCipher(cipher, "first value").keyBytes;
}

/** @param cipher URI of the algorithm that the first value is encrypted with. */
async function derive(
  given: string,
  derivation: PskcDerivation,
  cipher: string | undefined,
): Promise<Buffer> {
  const { algorithm, salt = "", rounds = "", prf } = derivation;
  if (!/#pbkdf2$/i.test(algorithm))
    refuse("The key is derived with an algorithm that is not supported. Only PBKDF2 is supported.");
  const hash = prf === undefined ? "sha1" : hmacHash(prf);
  if (hash === undefined)
    refuse(
      "PBKDF2 uses a pseudo-random function that is not supported. Only HMAC with SHA-1 or SHA-2 is supported.",
    );
  if (!/^\d{1,9}$/.test(rounds) || Number(rounds) < 1 || Number(rounds) > MAX_ROUNDS) {
    refuse(`PBKDF2 must have 1 to ${MAX_ROUNDS.toLocaleString("en")} rounds.`);
  }
  const keyBytes = derivedKeyBytes(derivation, cipher);
  const saltBytes = getBase64(salt, "salt");
  if (saltBytes.length > LONGEST_SALT) refuse(`The salt has more than ${LONGEST_SALT} bytes.`);
  return promisify(pbkdf2)(given, saltBytes, Number(rounds), keyBytes, hash);
}

async function encryptionKey(
  encryption: PskcEncryption,
  given: PskcKeyGiven,
  cipher: string | undefined,
): Promise<Buffer> {
  if (encryption.certificate === true) {
    refuse(
      "The file is encrypted for a certificate, which is not supported. Ask the vendor for a file that is encrypted with a shared key or a pass phrase.",
    );
  }
  if (encryption.derivation === undefined) {
    return given.key ?? refuse("The file is encrypted with a shared key; give it as pskcKey.");
  }
  if (given.passphrase === null)
    refuse("The file is encrypted with a pass phrase; give it as pskcPassphrase.");
  return derive(given.passphrase, encryption.derivation, cipher);
}

/** Decrypts a datum of a key. @throws Refusal */
export type PskcOpener = (value: PskcValue, what: string) => Buffer;

/**
 * Creates the function that decrypts a container's values. The MAC of each is checked first (RFC 6030 §6.2); a value
 * without a MAC, or with a wrong one, is refused.
 * @param first the first encrypted value, if there is one. @throws Refusal when the container cannot be decrypted at all.
 */
export async function pskcOpener(
  encryption: PskcEncryption,
  given: PskcKeyGiven,
  first?: PskcEncrypted,
): Promise<PskcOpener> {
  const { mac } = encryption;
  const key = await encryptionKey(encryption, given, (mac?.key ?? first)?.algorithm);
  const hash = mac === undefined ? undefined : hmacHash(mac.algorithm);
  if (mac === undefined || hash === undefined) {
    refuse("The file does not say which algorithm authenticates its encrypted values (MACMethod, an HMAC).");
  }
  const macKey = mac.key === undefined ? key : decrypt(mac.key, key, "MAC key");
  if (macKey.length < SHORTEST_MAC_KEY) {
    refuse(`The MAC key has ${macKey.length} bytes; it needs at least ${SHORTEST_MAC_KEY}.`);
  }
  return ({ encrypted, mac: stated }, what) => {
    if (encrypted === undefined) return refuse(`The ${what} is missing.`);
    if (stated === undefined) refuse(`The encrypted ${what} has no MAC.`);
    const statedMac = getBase64(stated, `MAC of the ${what}`);
    const right = createHmac(hash, macKey)
      .update(getBase64(encrypted.cipherValue, `encrypted ${what}`))
      .digest();
    if (statedMac.length !== right.length || !timingSafeEqual(statedMac, right)) {
      refuse(
        `The MAC of the ${what} does not match: the key or pass phrase is wrong, or the file was changed.`,
      );
    }
    return decrypt(encrypted, key, what);
  };
}

/**
 * The function that decrypts the values of a container; null for a container without encryption. It counts as such only
 * if neither the file, nor a given key or pass phrase, says that it is encrypted.
 * @param key the first key of the container, or a later one while all before it were not encrypted.
 * @throws Refusal when the container cannot be decrypted, or is not encrypted although a key was given.
 */
export async function openContainer(
  encryption: PskcEncryption,
  key: PskcKey,
  given: PskcKeyGiven,
): Promise<PskcOpener | null> {
  const first = [...key.values.values()].find(({ encrypted }) => encrypted !== undefined)?.encrypted;
  if (first !== undefined || encryption.isStated === true) return pskcOpener(encryption, given, first);
  if (given.key === null && given.passphrase === null) return null;
  return refuse(
    "A key or pass phrase was given, but the file is not encrypted: anybody could have written its secrets. If you expect a file without encryption, leave the key out.",
  );
}
