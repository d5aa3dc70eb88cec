import type { ServerKey } from "../../../push/keys.js";
import { FairQueue } from "../../../fair-queue.js";

/** How many keys are made at once: each takes one of libuv's threads for half a second, and a core; hashes need both, too. */
const AT_ONCE = 2;

/**
 * How many phones may wait for their key. The last one waits some ten seconds, as long as an app waits for an answer. Those of
 * one account may use half of it.
 */
const WAITING = 40;

/** Takes turns at making the server's keys for phones, so that the other work of the process continues. */
export class KeyQueues {
  /** Keys that are being made, by device: parallel requests of one phone share one. */
  readonly #making = new Map<string, Promise<ServerKey>>();
  readonly #queues = new FairQueue({
    atOnce: AT_ONCE,
    ofOne: AT_ONCE,
    waiting: WAITING,
    waitingOfOne: WAITING / 2,
    refusal: "Too many phones are being connected now. Try again in a moment.",
  });

  /** The key of an account's device, or a promise of it; null when too many phones wait. */
  of(accountId: string, deviceId: string, make: () => Promise<ServerKey>): Promise<ServerKey> | null {
    const phone = `${accountId} ${deviceId}`;
    const known = this.#making.get(phone);
    if (known !== undefined) return known;
    if (this.#queues.isFull(accountId)) return null;
    const key = this.#queues.run(accountId, make).finally(() => this.#making.delete(phone));
    this.#making.set(phone, key);
    return key;
  }
}
