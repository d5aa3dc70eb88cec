import type { ChannelKind, Driver, OutgoingMessage } from "../delivery/delivery.js";

/** How many messages are kept. */
export const MAX_KEPT = 200;

/** A message that was kept instead of being sent. */
export interface KeptMessage {
  readonly accountId: string;
  readonly kind: ChannelKind;
  readonly at: Date;
  readonly message: OutgoingMessage;
}

/**
 * Keeps the last messages of this process in place of sending them. It is for trying things out on one's own machine:
 * a reader of the memory has the codes. Nothing of it is written to a disk or a log.
 */
export class MessageMemory {
  readonly #kept: KeptMessage[] = [];

  /** The messages of an account, newest first. */
  of(accountId: string): KeptMessage[] {
    return this.#kept.filter((one) => one.accountId === accountId).toReversed();
  }

  /** A driver that keeps messages. @param at the time of now. */
  driver(accountId: string, kind: ChannelKind, at: Date): Driver {
    return {
      send: (message) => {
        this.#kept.push({ accountId, kind, at, message });
        if (this.#kept.length > MAX_KEPT) this.#kept.shift();
        return Promise.resolve({ state: "ACCEPTED", vendorId: null });
      },
    };
  }
}
