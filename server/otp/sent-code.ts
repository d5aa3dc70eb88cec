import { createHmac, randomInt, timingSafeEqual } from "node:crypto";

/** Digits of a code that is sent (NIST SP 800-63B-4 §3.1.3.2: at least six). */
export const SENT_DIGITS = 6;

/** A code from the system's generator. */
export function newCode(): string {
  return String(randomInt(10 ** SENT_DIGITS)).padStart(SENT_DIGITS, "0");
}

/**
 * The stored form of a code: an HMAC under the installation's key, in a domain of its own. A reader of the database
 * cannot try all codes without that key.
 * @param what it is for: the id of a challenge, or of a token whose enrolment it completes.
 */
export function codeHmac(hmacKey: Buffer, what: string, code: string): Buffer<ArrayBuffer> {
  const key = createHmac("sha256", hmacKey).update("codes that are sent").digest();
  return createHmac("sha256", key).update(`${what} ${code}`).digest();
}

/** Whether a code is the one that was sent. It takes as long whether it is or not. */
export function isCode(hmacKey: Buffer, what: string, code: string, stored: Uint8Array | null): boolean {
  const given = codeHmac(hmacKey, what, code);
  const expected = stored === null || stored.length !== given.length ? Buffer.alloc(given.length) : stored;
  return timingSafeEqual(given, expected) && stored !== null;
}

/** The stored form of the code that opens a chat. The code is long, so that an attacker cannot try all of them. */
export function startCodeHmac(hmacKey: Buffer, code: string): Buffer<ArrayBuffer> {
  return codeHmac(hmacKey, "start", code);
}
