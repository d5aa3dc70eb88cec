// Secrets of devices, as their vendors write them. No sentence repeats one.
import type { Rule } from "./rule.js";

/** How a given secret is written. */
export type SecretEncoding = "HEX" | "BASE32" | "BASE64";

/** RFC 4226 R6 wants at least 128 bits. */
export const LEAST_SECRET_BYTES = 16;
/** What is taken of devices that have no longer secret, and only when that is said by name. */
export const LEAST_SHORT_SECRET_BYTES = 10;
export const MOST_SECRET_BYTES = 128;

interface Encoding {
  readonly alphabet: string;
  /** Upper and lower case are the same. */
  readonly anyCase: boolean;
  /** Bits of a digit. */
  readonly bits: number;
  /** Padding fills a text to a multiple of this; 1 where there is none. */
  readonly group: number;
  /** What it has, after "which has". */
  readonly words: string;
}

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const ENCODINGS: Readonly<Record<SecretEncoding, Encoding>> = {
  HEX: {
    alphabet: "0123456789ABCDEF",
    anyCase: true,
    bits: 4,
    group: 1,
    words: "two of the digits 0 to 9 and A to F for each byte",
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
 * How many bytes a text stands for (RFC 4648), with all of its padding or none.
 * @returns undefined when it is not written so; also when its last digit has bits that belong to no byte.
 */
function bytesOf(text: string, { alphabet, anyCase, bits, group }: Encoding): number | undefined {
  const bare = group === 1 ? text : text.replace(/={1,6}$/, "");
  if (text !== bare && text.length !== Math.ceil(bare.length / group) * group) return undefined;
  // Not by toUpperCase(), which makes a letter of some that are none.
  const known = anyCase ? alphabet + alphabet.toLowerCase() : alphabet;
  const digits = [...bare].map((digit) => known.indexOf(digit) % alphabet.length);
  if (digits.length === 0 || digits.includes(-1)) return undefined;
  const over = (digits.length * bits) % 8;
  const isWhole = over < bits && ((digits.at(-1) ?? 0) & ((1 << over) - 1)) === 0;
  return isWhole ? (digits.length * bits - over) / 8 : undefined;
}

/**
 * A device's secret.
 * @param least bytes that it has at least.
 */
export function secret(encoding: SecretEncoding, least = LEAST_SECRET_BYTES): Rule<string> {
  return (value) => {
    // Nobody has to count one that is many times too long.
    if (value.length > MOST_SECRET_BYTES * 8) {
      return `The secret has more than ${MOST_SECRET_BYTES} bytes; it needs ${least} to ${MOST_SECRET_BYTES}.`;
    }
    const bytes = bytesOf(value, ENCODINGS[encoding]);
    if (bytes === undefined) {
      return `The secret is not written in ${encoding}, which has ${ENCODINGS[encoding].words}, and no blanks.`;
    }
    return bytes < least || bytes > MOST_SECRET_BYTES
      ? `The secret has ${bytes} bytes; it needs ${least} to ${MOST_SECRET_BYTES}.`
      : null;
  };
}
