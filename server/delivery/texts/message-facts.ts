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

export interface RenderedMessage {
  /** Empty for kinds that have none: all but EMAIL. */
  readonly subject: string;
  readonly text: string;
  /** Null for all kinds but EMAIL. */
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
