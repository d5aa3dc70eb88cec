// Base32 (RFC 4648 §6) without padding, as authenticator apps write secrets.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @returns the bytes in Base32. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31] ?? "";
    }
  }
  return bits === 0 ? text : text + (ALPHABET[(value << (5 - bits)) & 31] ?? "");
}

/** How many characters may not be left over after whole groups of eight, because they end at no byte. */
const CUT_SHORT = new Set([1, 3, 6]);

/**
 * Reads a secret that a person typed: upper case, without spaces and padding. @returns null when it is not Base32, or
 * is cut short.
 */
export function readBase32(text: string): string | null {
  const plain = text.replaceAll(/[\s-]/g, "").replace(/=+$/, "").toUpperCase();
  return /^[A-Z2-7]+$/.test(plain) && !CUT_SHORT.has(plain.length % 8) ? plain : null;
}
