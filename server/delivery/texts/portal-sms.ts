import type { ContactChanged, RenderedMessage } from "./message-facts.js";
import type { Locale } from "./locale.js";
import { PHRASES } from "./phrases.js";
import { fill } from "./placeholders.js";
import { plainValue } from "./plain-value.js";
import { getSegments } from "./segments.js";
import { inFewestParts } from "./sms.js";
import { toGsm7 } from "./to-gsm7.js";

/** The facts that an SMS about a changed contact names. */
export interface ContactNotice {
  readonly accountName: string;
  /** The portal's resource. */
  readonly resourceName: string;
  readonly change: ContactChanged;
}

/**
 * An SMS that says that a contact was changed. It has no link: people should not learn to open links in SMS, and
 * the owner of a phone with somebody else's number could block that person.
 */
export function contactSms(
  locale: Locale,
  { accountName, resourceName, change }: ContactNotice,
): RenderedMessage {
  const template = PHRASES[locale].portal.changesSms[change];
  const rewrite = getSegments(template).encoding === "GSM_7" ? toGsm7 : undefined;
  const text = inFewestParts((longest) => {
    const [resource, account] = [resourceName, accountName].map((name) => plainValue(name, longest, rewrite));
    return fill(template, new Map([["place", `${resource} (${account})`]]));
  });
  return { subject: "", text, html: null };
}
