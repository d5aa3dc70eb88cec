import type { ServerKey } from "../push/keys.js";
import { Turns } from "../turns.js";

/** How many keys are made at once: each takes one of libuv's four threads for half a second, and hashes need some, too. */
const AT_ONCE = 2;

/** How many phones may wait for their key. The last one waits some ten seconds, as long as an app waits for an answer. */
const WAITING = 40;

/** Takes turns at making the server's keys for phones, so that the other work of the process goes on. */
export class KeyTurns {
  /** Keys that are being made, by device: parallel requests of one phone share one. */
  readonly #making = new Map<string, Promise<ServerKey>>();
  readonly #turns = new Turns(AT_ONCE, WAITING);

  /** The key of a device, or a promise of it; null when too many phones wait. @param deviceId unique on the server. */
  of(deviceId: string, make: () => Promise<ServerKey>): Promise<ServerKey> | null {
    const known = this.#making.get(deviceId);
    if (known !== undefined) return known;
    if (this.#turns.isFull) return null;
    const key = this.#turns.run(make).finally(() => this.#making.delete(deviceId));
    this.#making.set(deviceId, key);
    return key;
  }
}
