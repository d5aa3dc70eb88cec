import { LEAST_SHORT_SECRET_BYTES } from "@tokenplane/rules/secret";
import { createHmac } from "node:crypto";
import type { Hash } from "@tokenplane/rules/hash";

export type { Hash };

/** The names of the hashes in node:crypto. */
export const NODE_HASH = { SHA1: "sha1", SHA256: "sha256", SHA512: "sha512" } as const;

/**
 * Dynamic truncation (RFC 4226 §5.3): the decimal code of an HMAC.
 * @param digits length of the code, 6 to 8 (up to 10 would be defined).
 */
export function truncate(hmac: Buffer, digits: number): string {
  const offset = hmac.readUInt8(hmac.length - 1) & 0x0f;
  const number = hmac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/**
 * The HOTP code of a counter (RFC 4226), with the hash functions of RFC 6238.
 * @param secret the shared key, at least 10 bytes (RFC 4226 R6 wants 16; shorter ones are taken by name only).
 * @param counter whole number from 0 to 2^53 - 1.
 * @param digits length of the code.
 * @throws RangeError on a short secret or a counter outside its range.
 */
export function hotp(secret: Uint8Array, counter: number, digits: number, hash: Hash): string {
  if (secret.length < LEAST_SHORT_SECRET_BYTES)
    throw new RangeError(`an OATH secret has at least ${LEAST_SHORT_SECRET_BYTES} bytes`);
  if (!Number.isSafeInteger(counter) || counter < 0)
    throw new RangeError("a counter is a whole number from 0");
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  return truncate(createHmac(NODE_HASH[hash], secret).update(message).digest(), digits);
}
