// RSASSA-PKCS1-v1_5 with SHA-256, written in padded Base32: how phone and server sign.
import { constants, createPrivateKey, type KeyObject, sign, verify } from "node:crypto";
import { fromBase32, toBase32 } from "./base32.js";
import { decoyKey } from "./keys.js";

const padding = constants.RSA_PKCS1_PADDING;

/** Base32 of the longest signature, that of a key of 8192 bits. */
const MAX_SIGNATURE_LENGTH = 1640;

/** The server's key, ready to sign. @param pkcs8 DER. */
export function signingKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
}

/** Signs a text, in a thread of its own: it takes some milliseconds. */
export function signature(text: string, key: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign("sha256", Buffer.from(text, "utf8"), { key, padding }, (error, signed) => {
      if (error === null) resolve(toBase32(signed));
      else reject(error);
    });
  });
}

/**
 * Whether a signature is by this key. It costs one verification.
 * @param key null for a phone that does not exist: it takes as long, and the answer is no.
 */
export function isSigned(text: string, written: string, key: KeyObject | null): boolean {
  const bytes = written.length > MAX_SIGNATURE_LENGTH ? null : fromBase32(written);
  if (bytes === null) return false;
  const used = key ?? decoyKey();
  return verify("sha256", Buffer.from(text, "utf8"), { key: used, padding }, bytes) && key !== null;
}
