import type { IncomingMessage, ServerResponse } from "node:http";
import { closeWith, OVERLOADED } from "./close-with.js";

/** Requests up to this size are not counted: the limit on connections limits them. */
const SMALL = 4_096;

/**
 * Limits the bytes of all requests that are received or processed, by their stated lengths. When there is no room, the
 * requests that have been sending longest are dropped: slow senders do not keep others out.
 */
export class RequestBytes {
  readonly #held = new Map<IncomingMessage, number>();
  readonly #most: number;
  #total = 0;

  /** @param most how many bytes at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Makes room for a request until its answer is out. @returns false when there is none. */
  take(request: IncomingMessage, response: ServerResponse, length: number): boolean {
    if (length <= SMALL) return true;
    for (const [oldest] of this.#held) {
      if (this.#total + length <= this.#most) break;
      // An answer that still waits for its turn gets no event when its connection closes.
      const isGone = oldest.socket.destroyed;
      if (oldest.complete && !isGone) continue;
      this.#release(oldest);
      if (!isGone) closeWith(oldest.socket, OVERLOADED);
    }
    if (this.#total + length > this.#most) return false;
    this.#held.set(request, length);
    this.#total += length;
    response.once("close", () => this.#release(request));
    return true;
  }

  #release(request: IncomingMessage): void {
    this.#total -= this.#held.get(request) ?? 0;
    this.#held.delete(request);
  }
}
