// Texts that people write: names, logins, reasons, addresses of mail and telephone numbers.
import type { Rule } from "./rule.js";

/** Characters of a name or a serial number. */
const LONGEST_NAME = 50;
/** Characters of a reason. */
const LONGEST_REASON = 200;
/** Characters of a login or an e-mail address. */
const LONGEST_LOGIN = 254;

/** Characters, not UTF-16 units. A text that must be too long is not counted to its end. */
function isLongerThan(value: string, most: number): boolean {
  return value.length > most * 2 || [...value].length > most;
}

/**
 * Characters that nobody sees and that change what others look like: those that turn the direction of writing, blanks
 * without width, fillers, soft hyphens, tags. The two joiners (U+200C, U+200D) and the variation selectors stay: Persian,
 * the scripts of India, and emoji are written with them.
 */
const INVISIBLE =
  /(?!\u200c|\u200d|\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/u;

/** A text of 1 to `most` characters, without blanks at its ends and without control characters or invisible ones. @param what as messages call it. */
export function text(what: string, most: number): Rule<string> {
  return (value) => {
    if (value === "" || isLongerThan(value, most)) return `${what} has 1 to ${most} characters.`;
    if (value.trim() !== value) return `${what} begins or ends with a blank; remove it.`;
    // Half of a surrogate pair is no character, and would be kept as another one.
    if (/[\p{Cc}\p{Cs}]/u.test(value)) return `${what} has a control character; remove it.`;
    if (INVISIBLE.test(value)) {
      return `${what} has an invisible character, such as one that turns the direction of writing; remove it.`;
    }
    return null;
  };
}

/** A name or a serial number: 1 to 50 characters. @param what as messages call it. */
export function name(what: string): Rule<string> {
  return text(what, LONGEST_NAME);
}

/** A reason in somebody's words: 1 to 200 characters. @param what as messages call it. */
export function reason(what: string): Rule<string> {
  return text(what, LONGEST_REASON);
}

/** A login: 1 to 254 characters. @param what as messages call it. */
export function login(what: string): Rule<string> {
  const form = text(what, LONGEST_LOGIN);
  return (value) => {
    // Some characters stand for several; a login is compared, and indexed, in the long form.
    const isTooLong =
      isLongerThan(value, LONGEST_LOGIN) || isLongerThan(value.normalize("NFKC"), LONGEST_LOGIN);
    return isTooLong ? `${what} has 1 to ${LONGEST_LOGIN} characters.` : form(value);
  };
}

/** An e-mail address. It is not asked whether anybody has it. */
export const email: Rule<string> = (value) =>
  value.length <= LONGEST_LOGIN &&
  /^[^\s\p{Cc}\p{Cs}@]+@[^\s\p{Cc}\p{Cs}@]+$/u.test(value) &&
  !INVISIBLE.test(value)
    ? null
    : "An e-mail address looks like anna@example.org.";

/** A phone number as in E.164. */
export const phoneNumber: Rule<string> = (value) =>
  /^\+[1-9]\d{6,14}$/.test(value)
    ? null
    : "A phone number is written with its country: +, then 7 to 15 digits, nothing else.";
