import type { Locale } from "./locale.js";
import type { MessageFacts } from "./message-facts.js";
import { PHRASES } from "./phrases.js";
import { fill } from "./placeholders.js";
import { visibleValue } from "./plain-value.js";
import { LONGEST_NAME } from "./values.js";

/** The question that a phone asks its person. The app makes no links of it. */
export function pushQuestion(
  locale: Locale,
  { resourceName, login, clientAddress }: Pick<MessageFacts, "resourceName" | "login" | "clientAddress">,
): string {
  const { push, labels } = PHRASES[locale];
  const value = (text: string | null) => (text === null ? null : visibleValue(text, LONGEST_NAME));
  const [resource, who, where] = [value(resourceName), value(login), value(clientAddress)];
  const question = resource === null ? push.check : fill(push.signIn, new Map([["resource", resource]]));
  return [
    question,
    ...(who === null ? [] : [`${labels.login} ${who}.`]),
    ...(where === null ? [] : [`${labels.address} ${where}.`]),
  ].join(" ");
}

/** The question of a phone that was just connected. */
export function connectQuestion(locale: Locale, tokenName: string): string {
  return fill(PHRASES[locale].push.connect, new Map([["token", visibleValue(tokenName, LONGEST_NAME)]]));
}

/** The text beside the code that a phone shows. */
export function shownCodeText(locale: Locale): string {
  return PHRASES[locale].push.shown;
}

/** The text on a phone that is woken to test a channel. */
export function pushTestText(locale: Locale): string {
  return PHRASES[locale].push.test;
}
