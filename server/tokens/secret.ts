import { createHmac, timingSafeEqual } from "node:crypto";
import { generateSecret, ScureBase32Plugin } from "otplib";
import { Refusal } from "../graphql/errors.js";
import type { Device } from "../otp/windows.js";
import type { Place } from "../secrets/secret-box.js";

/** How a given secret is written. */
export type SecretEncoding = "HEX" | "BASE32" | "BASE64";

/** RFC 4226 R6 recommends 160 bits for secrets made here, and wants at least 128 of all. */
const SECRET_BYTES = 20;
const LEAST_BYTES = 16;
const MOST_BYTES = 128;

const base32 = new ScureBase32Plugin();

/** A new secret: 20 bytes from the system's generator. */
export function newSecret(): Buffer {
  return Buffer.from(base32.decode(generateSecret({ length: SECRET_BYTES })));
}

/** Base32 without padding, as authenticator apps take it. */
export function toBase32(secret: Uint8Array): string {
  return base32.encode(secret, { padding: false });
}

/** Whether a text has all the padding of its encoding (to a multiple of `group`), or none. */
function isPadded(text: string, bare: string, group: number): boolean {
  return text === bare || text.length === Math.ceil(bare.length / group) * group;
}

function decode(text: string, encoding: SecretEncoding): Buffer | undefined {
  switch (encoding) {
    case "HEX":
      return /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, "hex") : undefined;
    case "BASE32": {
      const bare = text.replace(/=+$/, "");
      if (!/^[A-Za-z2-7]+$/.test(bare) || !isPadded(text, bare, 8)) return undefined;
      try {
        return Buffer.from(base32.decode(bare.toUpperCase()));
      } catch {
        return undefined;
      }
    }
    case "BASE64": {
      const bytes = Buffer.from(text, "base64");
      const bare = bytes.toString("base64").replace(/=+$/, "");
      return bare === text.replace(/=+$/, "") && isPadded(text, bare, 4) ? bytes : undefined;
    }
  }
}

/**
 * The bytes of a given secret. The encoding is stated, never guessed.
 * @throws Refusal VALIDATION_FAILED that does not repeat the secret.
 */
export function parseSecret(text: string, encoding: SecretEncoding, path: readonly string[]): Buffer {
  const secret = decode(text, encoding);
  if (secret === undefined) {
    throw new Refusal(
      "VALIDATION_FAILED",
      `The secret is not written in ${encoding}; check secretEncoding, and remove blanks.`,
      path,
    );
  }
  if (secret.length < LEAST_BYTES || secret.length > MOST_BYTES) {
    throw new Refusal(
      "VALIDATION_FAILED",
      `The secret has ${secret.length} bytes; it needs ${LEAST_BYTES} to ${MOST_BYTES}.`,
      path,
    );
  }
  return secret;
}

/** Whether two secrets make the same codes: HMAC takes some for the same that differ in bytes, as with zeros behind. */
export function makesSameCodes(a: Uint8Array, b: Uint8Array, hash: string): boolean {
  const [first, second] = [a, b].map((key) => createHmac(hash, key).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

/** Where the secret of a token stands. */
export function placeOfTokenSecret(accountId: string, tokenId: string): Place {
  return { account: accountId, table: "tokens", column: "secret", row: tokenId };
}

/** Where a secret that waits for its first code stands. */
export function placeOfEnrolmentSecret(accountId: string, tokenId: string): Place {
  return { account: accountId, table: "enrolments", column: "secret", row: tokenId };
}

/** A token's device, as the OTP rules see it. */
export function deviceOf(
  token: {
    readonly digits: number;
    readonly hash: string;
    readonly periodSeconds: number | null;
    readonly lastStep: bigint | number;
    readonly drift: number;
  },
  secret: Uint8Array,
): Device {
  return {
    secret,
    digits: token.digits,
    hash: token.hash === "SHA512" ? "SHA512" : token.hash === "SHA256" ? "SHA256" : "SHA1",
    periodSeconds: token.periodSeconds,
    lastStep: Number(token.lastStep),
    drift: token.drift,
  };
}
