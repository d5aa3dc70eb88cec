import type { DeliveryKind } from "../delivery.js";

/**
 * The purpose of a message. The code of a CONTACT confirms a new e-mail address or phone number of a person. A TEST shows
 * administrators that a channel works; it has no code.
 */
export type MessagePurpose = "SIGN_IN" | "CHECK" | "ENROLMENT" | "CONTACT" | "TEST";

/** The facts that a message contains. Names, login and address are shown as they are safe to show, whatever is in them. */
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
   * when there is no such page. It is only for SMS.
   */
  readonly autofillHost: string | null;
}

/** The purposes of mails about the console: a mail carries a link, or says what changed. */
export const CONSOLE_MAIL_PURPOSES = [
  "INVITATION",
  "PASSWORD_RESET",
  "PASSWORD_SET",
  "TOKEN_CONNECTED",
] as const;
export type ConsoleMailPurpose = (typeof CONSOLE_MAIL_PURPOSES)[number];

/** The purposes of mails about a portal: a mail carries a link or a code, or says what changed. */
const PORTAL_MAIL_PURPOSES = ["PORTAL_INVITATION", "PORTAL_CODE", "PORTAL_CHANGE"] as const;
export type PortalMailPurpose = (typeof PORTAL_MAIL_PURPOSES)[number];

/** The purposes of mails to a person, and to no token. */
export const MAIL_PURPOSES = [...CONSOLE_MAIL_PURPOSES, ...PORTAL_MAIL_PURPOSES] as const;
export type MailPurpose = (typeof MAIL_PURPOSES)[number];

/** Whether a message is a mail to a person. */
export function isMailPurpose(purpose: string): purpose is MailPurpose {
  return MAIL_PURPOSES.some((one) => one === purpose);
}

/** Whether such a mail is about a portal, and not about the console. */
export function isPortalPurpose(purpose: MailPurpose): purpose is PortalMailPurpose {
  return PORTAL_MAIL_PURPOSES.some((one) => one === purpose);
}

/** The link in a mail about the console. */
export interface MailedLink {
  readonly url: string;
  /** The action that the person takes with the link: sets a first password, enrols another token, or sets another password. */
  readonly asksFor: "JOIN" | "TOKEN" | "PASSWORD";
  /** The person or key that made the link: a login, or the name of an API key. */
  readonly by: string;
  /** Until when it works: milliseconds since 1970 UTC. */
  readonly until: number;
}

/** The facts that a mail about the console contains. All but the link is shown as it is safe to show, whatever is in it. */
export interface MailFacts {
  readonly purpose: ConsoleMailPurpose;
  readonly accountName: string;
  readonly login: string;
  /** The address from which something was changed; null when it is not known, or nothing was changed. */
  readonly clientAddress: string | null;
  /** null in a notice. */
  readonly link: MailedLink | null;
}

/** The changes in a portal, of which the person gets a mail. */
export const PORTAL_CHANGES = [
  "TOKEN_ENROLLED",
  "TOKEN_REISSUED",
  "TOKEN_TAKEN",
  "TOKEN_GIVEN_BACK",
  "TOKEN_PIN_SET",
  "TOKEN_PIN_REMOVED",
  "TOKEN_REPORTED_LOST",
  "TOKEN_SYNCHRONIZED",
  "PASSWORD_CHANGED",
  "NAMES_CHANGED",
  "EMAIL_CHANGED",
  "PHONE_NUMBER_CHANGED",
  "RECOVERY_CODE_CREATED",
  "RECOVERY_CODE_USED",
] as const;
export type PortalChange = (typeof PORTAL_CHANGES)[number];

/** A change of how a person is reached. */
export type ContactChanged = Extract<PortalChange, "EMAIL_CHANGED" | "PHONE_NUMBER_CHANGED">;

/** Whether a change is one of a person's contact. */
export function isContactChanged(change: string): change is ContactChanged {
  return change === "EMAIL_CHANGED" || change === "PHONE_NUMBER_CHANGED";
}

/** An invitation to a portal. */
export interface PortalInvitationMail {
  readonly purpose: "PORTAL_INVITATION";
  /** The action that the person takes with the link: connects a token, or sets another password. */
  readonly asksFor: "ENROL" | "PASSWORD";
  /** The portal's resource. */
  readonly resourceName: string;
  readonly url: string;
  /** The person or key that made the link: a login, or the name of an API key. */
  readonly by: string;
  /** Until when the link works: milliseconds since 1970 UTC. */
  readonly until: number;
}

/** A code by which a person begins to sign in to a portal. */
export interface PortalCodeMail {
  readonly purpose: "PORTAL_CODE";
  /** The portal's resource. */
  readonly resourceName: string;
  readonly code: string;
  /** For how long the code is valid: whole minutes. */
  readonly minutes: number;
  /** The address that the code was asked for from; null when it is not known. */
  readonly clientAddress: string | null;
}

/** A notice of what changed in a portal. */
export interface PortalChangeMail {
  readonly purpose: "PORTAL_CHANGE";
  /** The portal's resource. */
  readonly resourceName: string;
  readonly change: PortalChange;
  /** null when the change was about no token. */
  readonly tokenName: string | null;
  /** When it changed: milliseconds since 1970 UTC. */
  readonly at: number;
  /** The address from which it was changed; null when it is not known. */
  readonly clientAddress: string | null;
  /** The link by which the person says "this was not me", and until when it works; null where no link leads to the server. */
  readonly alarm: { readonly url: string; readonly until: number } | null;
}

/** The facts that a mail about a portal contains, besides the account and the login. */
export type PortalMail = PortalInvitationMail | PortalCodeMail | PortalChangeMail;

export interface RenderedMessage {
  /** Empty for kinds that have none: all but EMAIL. */
  readonly subject: string;
  readonly text: string;
  /** Null for all kinds but EMAIL, and for mails to a person. */
  readonly html: string | null;
}

/**
 * The texts that an account writes in place of our own ones, for one kind, purpose and language. A text that is null stays ours.
 * Each may have the placeholders {code} {minutes} {account} {resource} {login} {address}.
 */
export interface TextOverride {
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
}
