import type { Locale } from "./locale.js";
import type { MailFacts, RenderedMessage } from "./message-facts.js";
import { PHRASES } from "./phrases.js";
import { fill } from "./placeholders.js";
import { plainValue } from "./plain-value.js";
import { LONGEST_NAME } from "./values.js";

/** How a moment is written. Americans alone write the month first, so English is the British one. */
const DATES: Readonly<Record<Locale, string>> = {
  en: "en-GB",
  de: "de",
  fr: "fr",
  es: "es",
  uk: "uk",
  pl: "pl",
};

/** A moment as people read it. Nobody knows the person's time zone, so it is in UTC and says so. */
function momentIn(locale: Locale, at: number): string {
  const format = new Intl.DateTimeFormat(DATES[locale], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return `${format.format(at)} UTC`;
}

/**
 * A mail to a person. It is plain text: what stands there is what is opened. The only link in it is the server's own; names
 * and logins cannot look like one.
 */
export function personMail(locale: Locale, facts: MailFacts): RenderedMessage {
  const { purpose, link, clientAddress } = facts;
  const { mail, labels } = PHRASES[locale];
  const shown = (value: string) => plainValue(value, LONGEST_NAME);
  const values = new Map([
    ["account", shown(facts.accountName)],
    ["login", shown(facts.login)],
    ["address", shown(clientAddress ?? "")],
    ["by", shown(link?.by ?? "")],
    ["until", link === null ? "" : momentIn(locale, link.until)],
    ["link", link?.url ?? ""],
  ]);
  const details = [
    `${labels.account} {account}`,
    `${labels.login} {login}`,
    ...(clientAddress === null ? [] : [`${labels.address} {address}`]),
  ];
  const text = [
    mail.lead[purpose],
    ...(link === null ? [] : [`${mail.steps[link.asksFor]}\n{link}`, mail.validity]),
    details.join("\n"),
    mail.advice[purpose],
  ].join("\n\n");
  return { subject: fill(mail.subject[purpose], values), text: fill(text, values), html: null };
}
