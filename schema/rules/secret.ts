// Secrets of devices, in the form in which vendors deliver them. No sentence contains a secret.
import type { Rule } from "./rule.js";

/** The encoding of a given secret. */
export type SecretEncoding = "HEX" | "BASE32" | "BASE64";

/** RFC 4226 R6 wants at least 128 bits. */
export const LEAST_SECRET_BYTES = 16;
/** The shorter minimum for devices that have no longer secret. Callers must ask for it by name. */
export const LEAST_SHORT_SECRET_BYTES = 10;
export const MAX_SECRET_BYTES = 128;

interface Encoding {
  readonly alphabet: string;
  /** Upper and lower case mean the same. */
  readonly anyCase: boolean;
  /** Bits of a digit. */
  readonly bits: number;
  /** With padding, the length of a text is a multiple of this; 1 means no padding. */
  readonly group: number;
  /** The characters of the encoding, in words: the end of the sentence "BASE32 has …". */
  readonly words: string;
}

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const ENCODINGS: Readonly<Record<SecretEncoding, Encoding>> = {
  HEX: {
    alphabet: "0123456789ABCDEF",
    anyCase: true,
    bits: 4,
    group: 1,
    words: "two hexadecimal digits (0 to 9, A to F) for each byte",
  },
  BASE32: {
    alphabet: `${CAPITALS}234567`,
    anyCase: true,
    bits: 5,
    group: 8,
    words: "the letters A to Z and the digits 2 to 7",
  },
  BASE64: {
    alphabet: `${CAPITALS}${CAPITALS.toLowerCase()}0123456789+/`,
    anyCase: false,
    bits: 6,
    group: 4,
    words: "letters, digits, + and /",
  },
};

/**
 * The number of bytes that a text encodes (RFC 4648), with full padding or with none.
 * @returns undefined when the text is not valid in this encoding, and also when unused bits of its last digit
 * are not 0.
 */
function getBytes(text: string, { alphabet, anyCase, bits, group }: Encoding): number | undefined {
  const bare = group === 1 ? text : text.replace(/={1,6}$/, "");
  if (text !== bare && text.length !== Math.ceil(bare.length / group) * group) return undefined;
  // toUpperCase() would turn some characters that are not letters of the encoding into letters of it.
  const known = anyCase ? alphabet + alphabet.toLowerCase() : alphabet;
  const digits = [...bare].map((digit) => known.indexOf(digit) % alphabet.length);
  if (digits.length === 0 || digits.includes(-1)) return undefined;
  const over = (digits.length * bits) % 8;
  const isWhole = over < bits && ((digits.at(-1) ?? 0) & ((1 << over) - 1)) === 0;
  return isWhole ? (digits.length * bits - over) / 8 : undefined;
}

/**
 * A device's secret.
 * @param least the minimum length in bytes.
 */
export function secret(encoding: SecretEncoding, least = LEAST_SECRET_BYTES): Rule<string> {
  return (value) => {
    // A text that is far too long is not decoded.
    if (value.length > MAX_SECRET_BYTES * 8) {
      return `The secret has more than ${MAX_SECRET_BYTES} bytes; it needs ${least} to ${MAX_SECRET_BYTES}.`;
    }
    const bytes = getBytes(value, ENCODINGS[encoding]);
    if (bytes === undefined) {
      return `The secret is not written in ${encoding}. ${encoding} has ${ENCODINGS[encoding].words}, and no spaces.`;
    }
    return bytes < least || bytes > MAX_SECRET_BYTES
      ? `The secret has ${bytes} bytes; it needs ${least} to ${MAX_SECRET_BYTES}.`
      : null;
  };
}
