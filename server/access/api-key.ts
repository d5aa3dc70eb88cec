import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_CHARACTERS = 30;
const CHECKSUM_CHARACTERS = 6;
const SHAPE = /^tp_[0-9A-Za-z]{36}$/;

/**
 * CRC-32 of the random part in base 62: with it, a secret scanner can distinguish a leaked key from a similar
 * text.
 */
function checksum(random: string): string {
  let number = crc32(random);
  let text = "";
  for (let index = 0; index < CHECKSUM_CHARACTERS; index += 1) {
    text = ALPHABET.charAt(number % 62) + text;
    number = Math.floor(number / 62);
  }
  return text;
}

/** A new API key: `tp_`, 30 random base-62 characters (178 bits), a checksum of 6. */
export function newApiKey(): string {
  const random = Array.from({ length: RANDOM_CHARACTERS }, () => ALPHABET.charAt(randomInt(62))).join("");
  return `tp_${random}${checksum(random)}`;
}

/** Whether a text has the form and the checksum of an API key. Whether the key exists is another question. */
export function isApiKey(text: string): boolean {
  return SHAPE.test(text) && checksum(text.slice(3, 33)) === text.slice(33);
}

/** The hash of a key that the server stores: its SHA-256. The key is random enough; no slower hash is needed. */
export function hashApiKey(key: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(key).digest();
}

/** The part of a key that lists show, to recognise it by. */
export function getPrefix(key: string): string {
  return key.slice(0, 8);
}
