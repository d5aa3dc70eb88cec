import type { Kind } from "@tokenplane/rules/drivers/declaration";

/** The kind of messages that a channel sends: codes, or what wakes phones. */
export type ChannelKind = Kind;

/** How a code reaches a person. */
export type DeliveryKind = Exclude<ChannelKind, "PUSH">;

/** A message that is ready to be sent. */
export interface OutgoingMessage {
  /** Phone number (E.164), e-mail address, the id of a chat, or a phone's token of Firebase. */
  readonly to: string;
  /** Of a mail, and the title of a wake-up; other kinds have none. */
  readonly subject: string;
  readonly text: string;
  /** Of a mail that has one; null for other kinds. */
  readonly html: string | null;
  /** The code in the text, for headers and fields of its own; null in a message without one. */
  readonly code: string | null;
  /** Seconds for which the message is still of use. Gateways drop it afterwards, where they can. */
  readonly secondsLeft: number;
  /** Names the message: the same at every try, for gateways that recognise a repetition. A UUID. */
  readonly reference: string;
  /** The data for the app on a phone; null for a message that is no wake-up. */
  readonly data: Readonly<Record<string, string>> | null;
  /** Where the gateway reports what came of it; null when it need not. */
  readonly receiptUrl: string | null;
}

/** The result of one try to send a message. Failures are one sentence for administrators, without the message's text. */
export type SendResult =
  /** The gateway took it over. @property vendorId what the gateway calls it; null when it does not say. */
  | { readonly state: "ACCEPTED"; readonly vendorId: string | null }
  /** The gateway will never take it. */
  | { readonly state: "REFUSED"; readonly failure: string }
  /**
   * A later try may succeed. It surely was not sent.
   * @property mayHaveBeenSent true where that is not known, and a repetition by the same channel does no harm.
   * @property isHeldBack true where no gateway was asked, because of a limit of the channel. It counts as no try.
   */
  | {
      readonly state: "NOT_ACCEPTED";
      readonly failure: string;
      readonly retryAfterSeconds: number | null;
      readonly mayHaveBeenSent?: true;
      readonly isHeldBack?: true;
    }
  /** It is not known whether it was sent. It must not be sent again. */
  | { readonly state: "UNKNOWN"; readonly failure: string };

/** Sends messages by one channel. */
export interface Driver {
  /**
   * Tries once to send a message. It answers within twenty seconds and never throws.
   * @param signal ends the try: the result is then NOT_ACCEPTED or UNKNOWN.
   */
  readonly send: (message: OutgoingMessage, signal: AbortSignal) => Promise<SendResult>;
}
