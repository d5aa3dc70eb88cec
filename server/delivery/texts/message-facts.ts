import type { DeliveryKind } from "../delivery.js";

/** What a message is for. A TEST shows administrators that a channel works; it has no code. */
export type MessagePurpose = "SIGN_IN" | "CHECK" | "ENROLMENT" | "TEST";

/** What a message says. Names, login and address are shown as they are safe to show, whatever is in them. */
export interface MessageFacts {
  readonly purpose: MessagePurpose;
  readonly kind: DeliveryKind;
  /** Null for a TEST only. */
  readonly code: string | null;
  /** For how long the code is valid: whole minutes. */
  readonly minutes: number;
  readonly accountName: string;
  /** Null when the code is for no resource. */
  readonly resourceName: string | null;
  readonly login: string | null;
  /** The address that the code was asked for from; null when it is not known. */
  readonly clientAddress: string | null;
  /**
   * The host of the page that the code is typed into. Phones then offer the code there, and nowhere else; null
   * when there is no such page. It is for SMS alone.
   */
  readonly autofillHost: string | null;
}

/** What a mail to a person is for, which has no code: it carries a link, or says what changed. */
export const MAIL_PURPOSES = ["INVITATION", "PASSWORD_RESET", "PASSWORD_SET", "TOKEN_CONNECTED"] as const;
export type MailPurpose = (typeof MAIL_PURPOSES)[number];

/** Whether a message is a mail to a person. */
export function isMailPurpose(purpose: string): purpose is MailPurpose {
  return MAIL_PURPOSES.some((one) => one === purpose);
}

/** The link in a mail. */
export interface MailedLink {
  readonly url: string;
  /** What the person does with it: sets a first password, enrols another token, or sets another password. */
  readonly asksFor: "JOIN" | "TOKEN" | "PASSWORD";
  /** Who made it: a login, or the name of an API key. */
  readonly by: string;
  /** Until when it works: milliseconds since 1970 UTC. */
  readonly until: number;
}

/** What a mail to a person says. All but the link is shown as it is safe to show, whatever is in it. */
export interface MailFacts {
  readonly purpose: MailPurpose;
  readonly accountName: string;
  readonly login: string;
  /** The address from which something was changed; null when it is not known, or nothing was changed. */
  readonly clientAddress: string | null;
  /** null in a notice. */
  readonly link: MailedLink | null;
}

export interface RenderedMessage {
  /** Empty for kinds that have none: all but EMAIL. */
  readonly subject: string;
  readonly text: string;
  /** Null for all kinds but EMAIL, and for mails to a person. */
  readonly html: string | null;
}

/**
 * What an account writes in place of our own texts, for one kind, purpose and language. What is null stays ours.
 * Each may have the placeholders {code} {minutes} {account} {resource} {login} {address}.
 */
export interface TextOverride {
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
}
