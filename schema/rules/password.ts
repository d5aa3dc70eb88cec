// Passwords of people (NIST SP 800-63B-4, section 3.1.1.2): long, and not composed by rules.
import type { Rule } from "./rule.js";

/** A password is the only factor until the first token is enrolled. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;

/** The longest password as it is typed, in UTF-16: a letter with accents may be typed in four parts. */
export const LONGEST_TYPED_PASSWORD = LONGEST_PASSWORD * 4;

/**
 * A password as it is measured, hashed and compared (NFKC of UAX #15; NIST SP 800-63B-4, section 3.1.1.2): keyboards write the same
 * letter in one part or in several, or in full width. What is too long stays as it is: its form may be 18 times as long.
 */
export function passwordForm(typed: string): string {
  return typed.length > LONGEST_TYPED_PASSWORD ? typed : typed.normalize("NFKC");
}

/**
 * A password: 15 to 128 characters, of whatever kind, spaces too. Whether it is easily guessed is checked by the server.
 */
export const password: Rule<string> = (value) => {
  const isLong = value.length > LONGEST_TYPED_PASSWORD;
  const length = isLong ? value.length : [...passwordForm(value)].length;
  if (length < SHORTEST_PASSWORD) {
    return `A password has at least ${SHORTEST_PASSWORD} characters. For example, use several words in a row.`;
  }
  return length > LONGEST_PASSWORD ? `A password has at most ${LONGEST_PASSWORD} characters.` : null;
};
