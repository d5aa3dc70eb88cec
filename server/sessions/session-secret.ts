import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, as the cookie of a session, a link, or a page between two steps of a sign-in holds them. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored hash of a session's secret: its SHA-256. The secret is random enough; no slower hash is needed. */
export function hashSecret(secret: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(secret).digest();
}

/** Whether a text has the form of a session's secret. */
export function isSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}
