import type { Locale } from "./locale.js";
import type { MailFacts, RenderedMessage } from "./message-facts.js";
import { momentIn } from "./moment.js";
import { PHRASES } from "./phrases.js";
import { fill } from "./placeholders.js";
import { plainValue } from "./plain-value.js";
import { LONGEST_NAME } from "./values.js";

/**
 * A mail about the console to a person. It is plain text: the address that is shown is the one that is opened. The only link in it is
 * the server's own; names and logins cannot look like one.
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
