import { de } from "./de.js";
import { en } from "./en.js";
import { es } from "./es.js";
import { fr } from "./fr.js";
import type { Locale } from "./locale.js";
import type {
  ConsoleMailPurpose,
  ContactChanged,
  MailedLink,
  MessagePurpose,
  PortalChange,
} from "./message-facts.js";
import { pl } from "./pl.js";
import { uk } from "./uk.js";

/**
 * The sentences of one language. Besides what accounts may use, {place} is the resource with its account, or the
 * account only, and {validity} the minutes with their word.
 *
 * Names may be of a script that is written from the right. So a word, and no number, comes after one: the number
 * would be drawn before the name.
 */
export interface Phrases {
  /** "5 minutes" by the plural category of the number (CLDR); {count} is the number. */
  readonly minutes: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
  /**
   * All of an SMS. In all languages but Ukrainian, in the GSM 7 bit alphabet: there are é, è, à, ù, ä, ö, ü, ß, ñ, but
   * no á, í, ó, ú, ê, ç and no Polish letters.
   */
  readonly sms: Readonly<Record<MessagePurpose, string>>;
  /** The subject of a mail, and the first line of mails and chats. */
  readonly lead: Readonly<Record<MessagePurpose, string>>;
  /** How long it is valid, and that no other person may know it. A test does not say it. */
  readonly secrecy: string;
  /** The effect of the code, and the advice when one did not ask for it. */
  readonly advice: Readonly<Record<MessagePurpose, string>>;
  /**
   * Mails about the console. Besides {account}, {by} is who made the link, and {until} the moment at which it ends.
   */
  readonly mail: {
    readonly subject: Readonly<Record<ConsoleMailPurpose, string>>;
    /** The event that happened. */
    readonly lead: Readonly<Record<ConsoleMailPurpose, string>>;
    /** The steps with the link that follows. */
    readonly steps: Readonly<Record<MailedLink["asksFor"], string>>;
    /** How long the link works, and that no other person may have it. */
    readonly validity: string;
    /** The advice to a person who did not expect the mail. */
    readonly advice: Readonly<Record<ConsoleMailPurpose, string>>;
  };
  /**
   * Mails about a portal, in which {place} is the portal's resource with its account. What has no sign at its end is a
   * subject, too.
   */
  readonly portal: {
    /** The subject of an invitation; {by} is who made the link. */
    readonly invitation: string;
    readonly invited: string;
    /** The steps with the link that follows. */
    readonly steps: string;
    /** The subject of a link that sets another password. */
    readonly reset: string;
    /** The event that happened; {by} is its actor. */
    readonly wasReset: string;
    /** The steps with the link that follows. */
    readonly resetSteps: string;
    /** The code comes first. */
    readonly code: string;
    /** Where to type it, and what to do when one did not ask for it. */
    readonly codeAdvice: string;
    /** The change. */
    readonly changes: Readonly<Record<PortalChange, string>>;
    /** All of an SMS to the phone number that was known before, in the alphabet of other SMS. */
    readonly changesSms: Readonly<Record<ContactChanged, string>>;
    /** The advice if it was somebody else; the link follows. */
    readonly notMe: string;
    /** The effect of the link; {until} is the moment at which it ends. */
    readonly alarm: string;
    /** The advice if it was somebody else, where there is no link. */
    readonly notMeByHand: string;
  };
  /** The texts that a phone shows when it is asked: {resource} and {token} are names. */
  readonly push: {
    readonly signIn: string;
    readonly check: string;
    readonly connect: string;
    /** The text beside the code that the phone shows. */
    readonly shown: string;
    readonly test: string;
  };
  /** Each with its colon. */
  readonly labels: {
    readonly resource: string;
    readonly account: string;
    readonly token: string;
    readonly login: string;
    readonly time: string;
    readonly address: string;
  };
}

export const PHRASES: Readonly<Record<Locale, Phrases>> = { en, de, fr, es, uk, pl };

/** "5 minutes". */
export function minutesIn(locale: Locale, minutes: number): string {
  const forms = PHRASES[locale].minutes;
  const form = forms[new Intl.PluralRules(locale).select(minutes)] ?? forms.other;
  return form.replace("{count}", String(minutes));
}
