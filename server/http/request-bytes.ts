import type { IncomingMessage, ServerResponse } from "node:http";
import { closeWith, OVERLOADED } from "./close-with.js";

/** Requests up to this size are not counted: the limit on connections limits them. */
const SMALL = 4_096;

/** In place of an account. */
const EVERYBODY = "everybody";

interface Held {
  readonly accountId: string;
  readonly length: number;
}

/**
 * Limits the bytes of all requests that are received or processed, by their stated lengths; those of one account may have half
 * of the room. When there is no room, the requests that have been sending longest are dropped: slow senders do not keep others
 * out.
 */
export class RequestBytes {
  readonly #held = new Map<IncomingMessage, Held>();
  /** The bytes of each account, and of everybody. */
  readonly #totals = new Map<string, number>();
  readonly #most: number;

  /** @param most how many bytes at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Makes room for a request of an account until its answer is out. @returns false when there is none. */
  take(accountId: string, request: IncomingMessage, response: ServerResponse, length: number): boolean {
    if (length <= SMALL) return true;
    const hasRoom =
      this.#makeRoom(accountId, this.#most / 2, length) && this.#makeRoom(EVERYBODY, this.#most, length);
    if (!hasRoom) return false;
    this.#held.set(request, { accountId, length });
    this.#count(accountId, length);
    response.once("close", () => this.#release(request));
    return true;
  }

  /** Makes room among the requests of an account, or of everybody, if that is possible. */
  #makeRoom(whose: string, most: number, length: number): boolean {
    const isFull = () => (this.#totals.get(whose) ?? 0) + length > most;
    for (const [oldest, { accountId }] of this.#held) {
      if (!isFull()) break;
      if (whose !== EVERYBODY && accountId !== whose) continue;
      // An answer that still waits for its turn gets no event when its connection closes.
      const isGone = oldest.socket.destroyed;
      if (oldest.complete && !isGone) continue;
      this.#release(oldest);
      if (!isGone) closeWith(oldest.socket, OVERLOADED);
    }
    return !isFull();
  }

  #release(request: IncomingMessage): void {
    const held = this.#held.get(request);
    if (held === undefined) return;
    this.#held.delete(request);
    this.#count(held.accountId, -held.length);
  }

  #count(accountId: string, length: number): void {
    for (const whose of [accountId, EVERYBODY]) {
      const total = (this.#totals.get(whose) ?? 0) + length;
      if (total === 0) this.#totals.delete(whose);
      else this.#totals.set(whose, total);
    }
  }
}
