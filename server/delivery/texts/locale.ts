import { LOCALES } from "@tokenplane/rules/channel";

/** A language that there are texts in. */
export type Locale = (typeof LOCALES)[number];

/** The language subtag (BCP 47, RFC 5646 §2.2.1), also of names as systems write them: `pl_PL`, `uk.UTF-8`. */
const LANGUAGE = /^([a-z]{2})(?![a-z\d])/i;

/** The language of a tag such as `de-AT` or `pl_PL`; null when it is none of the six. */
export function getLocale(tag: string): Locale | null {
  const language = LANGUAGE.exec(tag)?.[1]?.toLowerCase();
  return LOCALES.find((locale) => locale === language) ?? null;
}

/** The language of a text: the one that was asked for, else the one of who gets it; English when neither is one of the six. */
export function textLocale(wanted: string | null, known: string): Locale {
  return (wanted === null ? null : getLocale(wanted)) ?? getLocale(known) ?? "en";
}
