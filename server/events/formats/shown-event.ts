import type { SealableEvent } from "../seal/sealed-event.js";

/** An event with all that a format shows of it. Its names are those of the API. */
export interface ShownEvent extends Omit<SealableEvent, "params" | "proof"> {
  readonly cursor: string;
}

/** The fields of `Event` that make a `ShownEvent`, in GraphQL; the cursor comes beside them. */
export const SHOWN_FIELDS =
  "id type occurredAt summary(language: EN) outcome method reason tokenId tokenName userId userLogin resourceId resourceName subjectHmac clientAddress callerAddress correlationId actor { kind id name } changes { field from to }";

/** Where events come from. */
export interface Origin {
  /** Global id of the account; null if the key does not see it. */
  readonly account: string | null;
  /** Version of Tokenplane. */
  readonly version: string;
}

/**
 * An event as one line of text, without a line end.
 * @param event what it shows; if `isShort`, its texts were cut for a channel that takes no long lines, and the line says so.
 */
export type Format = (event: ShownEvent, origin: Origin, isShort?: boolean) => string;
