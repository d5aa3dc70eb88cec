// Texts that people write: names, logins, reasons, e-mail addresses and phone numbers.
import type { Rule } from "./rule.js";

/** Characters of a name or a serial number. */
const LONGEST_NAME = 50;
/** Characters of a reason. */
const LONGEST_REASON = 200;
/** Characters of a login or an e-mail address. */
const LONGEST_LOGIN = 254;

/** The length in characters, not in UTF-16 units. Counting stops as soon as the text is too long. */
function isLongerThan(value: string, most: number): boolean {
  return value.length > most * 2 || [...value].length > most;
}

/**
 * Invisible characters that change how other text looks: those that change the direction of writing, spaces
 * without width, fillers, soft hyphens, tags. The two joiners (U+200C, U+200D) and the variation selectors are
 * allowed, because Persian, the scripts of India, and emoji need them.
 */
const INVISIBLE =
  /(?!\u200c|\u200d|\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/u;

/**
 * A text of 1 to `most` characters, without spaces at its ends, control characters or invisible characters.
 * @param what the field's name in messages.
 */
export function text(what: string, most: number): Rule<string> {
  return (value) => {
    if (value === "" || isLongerThan(value, most)) return `${what} has 1 to ${most} characters.`;
    if (value.trim() !== value) return `${what} begins or ends with a space; remove it.`;
    // Half of a surrogate pair is not a character, and the database would store another character for it.
    if (/[\p{Cc}\p{Cs}]/u.test(value)) return `${what} has a control character; remove it.`;
    if (INVISIBLE.test(value)) {
      return `${what} has an invisible character, such as one that changes the direction of writing; remove it.`;
    }
    return null;
  };
}

/** A name or a serial number: 1 to 50 characters. @param what the field's name in messages. */
export function name(what: string): Rule<string> {
  return text(what, LONGEST_NAME);
}

/** A reason that somebody writes: 1 to 200 characters. @param what the field's name in messages. */
export function reason(what: string): Rule<string> {
  return text(what, LONGEST_REASON);
}

/** A login: 1 to 254 characters. @param what the field's name in messages. */
export function login(what: string): Rule<string> {
  const form = text(what, LONGEST_LOGIN);
  return (value) => {
    // Normalization turns some single characters into several; logins are compared and indexed in the
    // normalized form, so its length counts.
    const isTooLong =
      isLongerThan(value, LONGEST_LOGIN) || isLongerThan(value.normalize("NFKC"), LONGEST_LOGIN);
    return isTooLong ? `${what} has 1 to ${LONGEST_LOGIN} characters.` : form(value);
  };
}

/** An e-mail address. Nothing checks that the mailbox exists. */
export const email: Rule<string> = (value) =>
  value.length <= LONGEST_LOGIN &&
  /^[^\s\p{Cc}\p{Cs}@]+@[^\s\p{Cc}\p{Cs}@]+$/u.test(value) &&
  !INVISIBLE.test(value)
    ? null
    : "An e-mail address looks like anna@example.org.";

/** A phone number in the format of E.164. */
export const phoneNumber: Rule<string> = (value) =>
  /^\+[1-9]\d{6,14}$/.test(value)
    ? null
    : "A phone number is written with its country code: + and then 7 to 15 digits, nothing else.";
