import type { Locale } from "./locale.js";
import type { MessageFacts } from "./message-facts.js";
import { minutesIn } from "./phrases.js";
import { plainValue } from "./plain-value.js";
import type { Values } from "./placeholders.js";

/** UTF-16 units of names and logins in mails and chats, at most. */
export const LONGEST_NAME = 60;

/** UTF-16 units of a client address: IPv6 with an IPv4 address in it has 45, and three spaces more. */
const LONGEST_ADDRESS = 48;

/** The value of a fact that a message does not have. */
const NONE = "-";

/** The values of placeholders, as text. @param longest of names and logins, in UTF-16 units. */
export function getValues(
  locale: Locale,
  facts: MessageFacts,
  longest: number,
  rewrite?: (clean: string) => string,
): Values {
  const account = plainValue(facts.accountName, longest, rewrite);
  const resource = facts.resourceName === null ? null : plainValue(facts.resourceName, longest, rewrite);
  return new Map([
    ["code", facts.purpose === "TEST" ? NONE : getCode(facts)],
    ["minutes", String(facts.minutes)],
    ["account", account],
    ["resource", resource ?? account],
    ["login", facts.login === null ? NONE : plainValue(facts.login, longest, rewrite)],
    [
      "address",
      facts.clientAddress === null ? NONE : plainValue(facts.clientAddress, LONGEST_ADDRESS, rewrite),
    ],
    ["place", resource === null ? account : `${resource} (${account})`],
    ["validity", minutesIn(locale, facts.minutes)],
  ]);
}

function getCode({ code, purpose }: MessageFacts): string {
  if (code === null) throw new Error(`A message for ${purpose} was to be written without its code.`);
  return code;
}
