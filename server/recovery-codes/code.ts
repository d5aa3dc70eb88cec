import { randomInt } from "node:crypto";

/** Crockford's base32: no letter that people take for a digit, or read as a word. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Four groups of four characters: 80 random bits (NIST SP 800-63B-4, section 4.2.1.1, asks for 64). */
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A recovery code as it is shown: in groups, with hyphens between them. */
export function newRecoveryCode(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/**
 * A recovery code as it is hashed, from how somebody typed it: case, spaces and hyphens do not matter, nor whether O was
 * typed for 0, and I or L for 1.
 */
export function plainRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
}
