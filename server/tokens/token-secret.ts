import { createHmac, timingSafeEqual } from "node:crypto";
import { generateSecret, ScureBase32Plugin } from "otplib";
import { LEAST_SECRET_BYTES } from "@tokenplane/rules/secret";
import type { Device } from "../otp/windows.js";
import type { Place } from "../secrets/secret-box.js";

/** RFC 4226 R6 recommends 160 bits. */
const SECRET_BYTES = 20;

const base32 = new ScureBase32Plugin();

/** A new secret: 20 bytes from the system's generator. */
export function newSecret(): Buffer {
  return Buffer.from(base32.decode(generateSecret({ length: SECRET_BYTES })));
}

/** Base32 without padding, as authenticator apps take it. */
export function toBase32(secret: Uint8Array): string {
  return base32.encode(secret, { padding: false });
}

/** The bytes of a secret that is shorter than RFC 4226 R6 requires; null for others, and for none. */
export function shortBytes(secret: Uint8Array | null): number | null {
  return secret !== null && secret.length < LEAST_SECRET_BYTES ? secret.length : null;
}

/** Whether two secrets make the same codes: HMAC takes some for the same that differ in bytes, as with zeros behind. */
export function makesSameCodes(a: Uint8Array, b: Uint8Array, hash: string): boolean {
  const [first, second] = [a, b].map((key) => createHmac(hash, key).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

/** The place where the secret of a token is stored. */
export function tokenSecretAad(accountId: string, tokenId: string): Place {
  return { account: accountId, table: "tokens", column: "secret", row: tokenId };
}

/** The place where a secret that waits for its first code is stored. */
export function enrolmentSecretAad(accountId: string, tokenId: string): Place {
  return { account: accountId, table: "enrolments", column: "secret", row: tokenId };
}

/** A token's device, as the OTP rules see it. */
export function getDevice(
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
