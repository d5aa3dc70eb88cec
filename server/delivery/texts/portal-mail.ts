import type { Locale } from "./locale.js";
import type { PortalMail, RenderedMessage } from "./message-facts.js";
import { momentIn } from "./moment.js";
import { minutesIn, PHRASES } from "./phrases.js";
import { fill } from "./placeholders.js";
import { plainValue } from "./plain-value.js";
import { LONGEST_NAME } from "./values.js";

/** Whom a mail about a portal is for. */
export interface Addressee {
  readonly accountName: string;
  readonly login: string;
}

/** The details that have a line of their own after their label, where a mail has it, in this order. */
const DETAILS = ["resource", "account", "token", "login", "time", "address"] as const;

/** The parts that differ from mail to mail, with placeholders. */
interface Parts {
  readonly subject: string;
  /** The event that happened, and the next steps. */
  readonly before: readonly string[];
  /** The advice if the mail was unexpected: after the details. */
  readonly after: readonly string[];
  /** The values of placeholders that not every mail has; null for a value that is not known. */
  readonly values: Readonly<Record<string, string | null>>;
}

const shown = (value: string): string => plainValue(value, LONGEST_NAME);

function shownOr(value: string | null): string | null {
  return value === null ? null : shown(value);
}

function getParts(locale: Locale, mail: PortalMail): Parts {
  const { portal, mail: ofConsole, secrecy } = PHRASES[locale];
  switch (mail.purpose) {
    case "PORTAL_INVITATION": {
      const values = { by: shown(mail.by), link: mail.url, until: momentIn(locale, mail.until) };
      return mail.asksFor === "PASSWORD"
        ? {
            subject: portal.reset,
            before: [portal.wasReset, `${portal.resetSteps}\n{link}`, ofConsole.validity],
            after: [ofConsole.advice.PASSWORD_RESET],
            values,
          }
        : {
            subject: portal.invitation,
            before: [portal.invited, `${portal.steps}\n{link}`, ofConsole.validity],
            after: [ofConsole.advice.INVITATION],
            values,
          };
    }
    case "PORTAL_CODE":
      return {
        subject: portal.code,
        before: [`${portal.code}.`, secrecy],
        after: [portal.codeAdvice],
        values: {
          code: mail.code,
          validity: minutesIn(locale, mail.minutes),
          address: shownOr(mail.clientAddress),
        },
      };
    case "PORTAL_CHANGE": {
      const { change, tokenName, at, clientAddress, alarm } = mail;
      const values = {
        token: shownOr(tokenName),
        time: momentIn(locale, at),
        address: shownOr(clientAddress),
      };
      const common = { subject: portal.changes[change], before: [`${portal.changes[change]}.`] };
      return alarm === null
        ? { ...common, after: [portal.notMeByHand], values }
        : {
            ...common,
            after: [`${portal.notMe}\n{link}`, portal.alarm],
            values: { ...values, link: alarm.url, until: momentIn(locale, alarm.until) },
          };
    }
  }
}

/**
 * A mail about a portal to a person. It is plain text: the address that is shown is the one that is opened. The only link in it is the
 * server's own; names, logins and addresses cannot look like one.
 */
export function portalMail(
  locale: Locale,
  { accountName, login }: Addressee,
  mail: PortalMail,
): RenderedMessage {
  const { labels } = PHRASES[locale];
  const { subject, before, after, values } = getParts(locale, mail);
  const account = shown(accountName);
  const resource = shown(mail.resourceName);
  const known = new Map([["place", `${resource} (${account})`]]);
  for (const [name, value] of Object.entries({ ...values, account, resource, login: shown(login) })) {
    if (value !== null) known.set(name, value);
  }
  const details = DETAILS.filter((name) => known.has(name)).map((name) => `${labels[name]} {${name}}`);
  const text = [...before, details.join("\n"), ...after].join("\n\n");
  return { subject: fill(subject, known), text: fill(text, known), html: null };
}
