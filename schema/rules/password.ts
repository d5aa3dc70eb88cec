// Passwords of people (NIST SP 800-63B-4, section 3.1.1.2): long, and not composed by rules.
import type { Rule } from "./rule.js";

/** A password is the only factor until the first token is enrolled. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;

/**
 * A password: 15 to 128 characters, of whatever kind, spaces too. Whether it is easily guessed is checked by the server.
 */
export const password: Rule<string> = (value) => {
  const isLong = value.length > LONGEST_PASSWORD * 2;
  const length = isLong ? value.length : [...value].length;
  if (length < SHORTEST_PASSWORD) {
    return `A password has at least ${SHORTEST_PASSWORD} characters. Several words in a row are a good one.`;
  }
  return length > LONGEST_PASSWORD ? `A password has at most ${LONGEST_PASSWORD} characters.` : null;
};
