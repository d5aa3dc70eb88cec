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
 * Limits the bytes of all requests that are received or processed, by their stated lengths. One account has a share of the room at
 * most. When there is no room, the requests that have been sending longest are dropped: slow senders do not keep others out.
 */
export class RequestBytes {
  readonly #held = new Map<IncomingMessage, Held>();
  /** The bytes of each account, and of everybody. */
  readonly #totals = new Map<string, number>();
  readonly #most: number;
  readonly #maxOfAccount: number;

  readonly #onRefused: () => void;

  /**
   * @param most how many bytes at once. @param maxOfAccount how many of them one account may have. @param onRefused is called for each
   * request that gets no room, or loses it.
   */
  constructor(most: number, maxOfAccount: number, onRefused: () => void) {
    this.#most = most;
    this.#maxOfAccount = maxOfAccount;
    this.#onRefused = onRefused;
  }

  /** Makes room for a request of an account until its answer is out. @returns false when there is none. */
  take(accountId: string, request: IncomingMessage, response: ServerResponse, length: number): boolean {
    if (length <= SMALL) return true;
    if (this.#totalOf(accountId) + length > this.#maxOfAccount || !this.#makeRoom(length)) {
      this.#onRefused();
      return false;
    }
    this.#held.set(request, { accountId, length });
    this.#count(accountId, length);
    response.once("close", () => this.#release(request));
    return true;
  }

  #totalOf(whose: string): number {
    return this.#totals.get(whose) ?? 0;
  }

  /** @returns whether there is room. */
  #makeRoom(length: number): boolean {
    const isFull = () => this.#totalOf(EVERYBODY) + length > this.#most;
    for (const [oldest] of this.#held) {
      if (!isFull()) break;
      // An answer that still waits for its turn gets no event when its connection closes.
      const isGone = oldest.socket.destroyed;
      if (oldest.complete && !isGone) continue;
      this.#release(oldest);
      if (isGone) continue;
      this.#onRefused();
      closeWith(oldest.socket, OVERLOADED);
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
      const total = this.#totalOf(whose) + length;
      if (total === 0) this.#totals.delete(whose);
      else this.#totals.set(whose, total);
    }
  }
}
