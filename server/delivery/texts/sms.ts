import { toGsm7 } from "./to-gsm7.js";
import type { Locale } from "./locale.js";
import type { MessageFacts } from "./message-facts.js";
import { PHRASES } from "./phrases.js";
import { fill } from "./placeholders.js";
import { getSegments } from "./segments.js";
import { getValues } from "./values.js";

/** UTF-16 units of names in an SMS, at most. */
const LONGEST_NAME = 30;

/** The characters that are left of longer names, at least, where an SMS in fewer parts is worth it. */
const SHORTEST_NAME = 12;

/** A host name (RFC 1123 §2.1). */
const HOST = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i;

/** The text of an SMS. It has the fewest parts that short names allow, and names as long as those parts hold. */
export function smsText(locale: Locale, facts: MessageFacts, own: string | null): string {
  const template = own?.replaceAll("\r\n", "\n") ?? ownText(locale, facts);
  const rewrite = getSegments(template).encoding === "GSM_7" ? toGsm7 : undefined;
  const last = autofillLine(facts);
  return inFewestParts((longest) => fill(template, getValues(locale, facts, longest, rewrite)) + last);
}

/** The text with names as long as the fewest parts hold. @param write with names of at most so many UTF-16 units. */
export function inFewestParts(write: (longest: number) => string): string {
  const shortest = write(SHORTEST_NAME);
  const { segments } = getSegments(shortest);
  for (let longest = LONGEST_NAME; longest > SHORTEST_NAME; longest--) {
    const text = write(longest);
    if (getSegments(text).segments <= segments) return text;
  }
  return shortest;
}

function ownText(locale: Locale, { purpose, clientAddress }: MessageFacts): string {
  const text = PHRASES[locale].sms[purpose];
  return clientAddress === null || purpose === "TEST" ? text : `${text} IP {address}`;
}

/**
 * The last line by which phones know the page that the code is for: WICG "Origin-bound one-time codes delivered
 * via SMS" §3, which WebOTP and iOS read. What is no host is left out: the line would be for another page.
 */
function autofillLine({ purpose, code, autofillHost }: MessageFacts): string {
  if (purpose === "TEST" || code === null || autofillHost === null || !HOST.test(autofillHost)) return "";
  return `\n@${autofillHost} #${code}`;
}
