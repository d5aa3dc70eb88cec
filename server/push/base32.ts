import { ScureBase32Plugin } from "otplib";

const base32 = new ScureBase32Plugin();

/** Base32 (RFC 4648) with padding, as the app writes and reads it. */
export function toBase32(bytes: Uint8Array): string {
  return base32.encode(bytes, { padding: true });
}

/** The bytes of a Base32 text, with or without padding; null when no encoder writes such a text. */
export function fromBase32(text: string): Buffer | null {
  let bytes: Buffer;
  try {
    bytes = Buffer.from(base32.decode(text));
  } catch {
    return null;
  }
  const written = toBase32(bytes);
  // One text for the same bytes: left-over bits are zero, and the padding is complete or left out.
  return text === written || text === written.replace(/=+$/, "") ? bytes : null;
}
