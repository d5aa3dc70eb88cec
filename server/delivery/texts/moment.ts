import type { Locale } from "./locale.js";

/** How a moment is written. Only Americans write the month first, so English is the British one. */
const DATES: Readonly<Record<Locale, string>> = {
  en: "en-GB",
  de: "de",
  fr: "fr",
  es: "es",
  uk: "uk",
  pl: "pl",
};

/** A moment as people read it. The person's time zone is not known, so it is in UTC and says so. */
export function momentIn(locale: Locale, at: number): string {
  const format = new Intl.DateTimeFormat(DATES[locale], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return `${format.format(at)} UTC`;
}
