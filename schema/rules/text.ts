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

/** Characters of an e-mail address before the @ (RFC 5321 §4.5.3.1.1). */
const LONGEST_MAILBOX = 64;

/** Two texts without spaces and controls, and an @ between them. The joiners are controls, but are in words. */
const MAIL_FORM = /^(?:[^\s\p{C}@]|[\u200c\u200d])+@(?:[^\s\p{C}@]|[\u200c\u200d])+$/u;

/** An invisible character that no word has there: it is by itself, or behind a letter of English. */
const STRAY_JOINER = /(?<![^\0-\x7f])[\u200c\u200d\p{Variation_Selector}]/u;

/** The characters that end an address in a command or a header of mail, or make two addresses of one. */
const MAIL_SYNTAX = /[<>,;:"\\()[\]]/;

/**
 * A label of a domain: also of other scripts (IDN), with the marks and the punctuation that their words have. Mail servers of
 * internal networks have underscores.
 */
const LABEL_END = String.raw`[A-Za-z0-9_]|[^\0-\x7f\p{C}\p{Z}\p{P}]`;
const LABEL_MIDDLE = String.raw`${LABEL_END}|[-\u200c\u200d\u00b7\u05f3\u05f4\u30fb]`;
const LABEL = `(?:${LABEL_END})(?:(?:${LABEL_MIDDLE}){0,61}(?:${LABEL_END}))?`;

/** A domain that mail is sent to; not an IPv4 address. Its dots may be those of East Asian keyboards. */
const MAIL_DOMAIN = new RegExp(`^(?:${LABEL}[.\u3002\uff0e\uff61])*(?!\\d+$)${LABEL}$`, "u");

/**
 * An e-mail address that mail can be sent to: the same rule wherever one is entered. It accepts what mail servers do, with plus signs,
 * letters of all scripts, and dots in any place before the @, as browsers do; but nothing in quotation marks, and no address of a
 * host in brackets. Nothing checks that the mailbox exists.
 */
export const email: Rule<string> = (value) => {
  const hasForm = value.length <= LONGEST_LOGIN && MAIL_FORM.test(value);
  if (!hasForm || INVISIBLE.test(value) || STRAY_JOINER.test(value))
    return "An e-mail address looks like anna@example.org.";
  if (MAIL_SYNTAX.test(value)) {
    return "An e-mail address has no brackets, quotation marks, commas, colons, semicolons or backslashes. Write only the address, like anna@example.org.";
  }
  const [mailbox = "", domain = ""] = value.split("@");
  if (mailbox.length > LONGEST_MAILBOX) {
    return `An e-mail address has at most ${LONGEST_MAILBOX} characters before the @.`;
  }
  return domain.length <= 253 && MAIL_DOMAIN.test(domain)
    ? null
    : "Behind the @ of an e-mail address is a domain, like example.org: letters, digits and hyphens, with single dots between them.";
};

/** A phone number in the format of E.164. */
export const phoneNumber: Rule<string> = (value) =>
  /^\+[1-9]\d{6,14}$/.test(value)
    ? null
    : "A phone number is written with its country code: + and then 7 to 15 digits, nothing else.";
