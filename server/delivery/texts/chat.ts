import type { Locale } from "./locale.js";
import type { MessageFacts } from "./message-facts.js";
import { PHRASES } from "./phrases.js";
import { fill } from "./placeholders.js";
import { LONGEST_NAME, getValues } from "./values.js";

/** The text of a chat message. */
export function chatText(locale: Locale, facts: MessageFacts, override: string | null): string {
  const { lead, secrecy, labels, advice } = PHRASES[locale];
  const { purpose, clientAddress } = facts;
  const lines =
    purpose === "TEST"
      ? [lead.TEST, advice.TEST]
      : [lead[purpose], secrecy, ...(clientAddress === null ? [] : [`${labels.address} {address}`])];
  const template = override?.replaceAll("\r\n", "\n") ?? lines.join("\n");
  return fill(template, getValues(locale, facts, LONGEST_NAME));
}
