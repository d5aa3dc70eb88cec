import type { LRUCache } from "lru-cache";
import { boundedCache } from "../bounded-cache.js";

/**
 * How many buckets are stored: those that were used last. A removed bucket counts as full, like an unused one.
 */
const MAX_BUCKETS = 40_000;

/**
 * A token bucket for each name. For each bucket, only the moment is stored at which it will be full again (the
 * "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371): one number, no timer.
 *
 * Moments are milliseconds of a monotonic clock. Memory is limited: a client with more names than are stored has as
 * many full buckets anyway.
 */
export class TokenBuckets {
  readonly #fullAt: LRUCache<string, number>;
  /** In how many milliseconds one token comes back, and an empty bucket becomes full. */
  readonly #interval: number;
  readonly #span: number;

  /**
   * @param perSecond how many tokens come back. @param capacity how many tokens a full bucket has. @param names how many
   * buckets are stored.
   */
  constructor(perSecond: number, capacity: number, names = MAX_BUCKETS) {
    this.#fullAt = boundedCache(names);
    this.#interval = 1_000 / perSecond;
    this.#span = capacity * this.#interval;
  }

  /** Takes a token. @returns 0, or after how many milliseconds there will be one; then none was taken. */
  take(name: string, now: number): number {
    const fullAt = Math.max(this.#fullAt.get(name) ?? 0, now) + this.#interval;
    const wait = fullAt - now - this.#span;
    // Less than a microsecond is a rounding error.
    if (wait > 0.001) return wait;
    this.#fullAt.set(name, fullAt);
    return 0;
  }

  /** Puts back a token that was not needed. */
  putBack(name: string): void {
    const fullAt = this.#fullAt.get(name);
    if (fullAt !== undefined) this.#fullAt.set(name, fullAt - this.#interval);
  }
}
