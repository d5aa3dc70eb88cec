import { LRUCache } from "lru-cache";

/** Buckets that are kept, those used last. An unused bucket is full, as a forgotten one is. */
const MAX_BUCKETS = 40_000;

/**
 * A token bucket for each name. Of a bucket only the moment is kept at which it will be full again (the
 * "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371): one number, no timer.
 *
 * Moments are milliseconds of a clock that never steps. Memory is bounded: who comes with more names than are
 * kept has as many full buckets anyway.
 */
export class TokenBuckets {
  readonly #fullAt = new LRUCache<string, number>({ max: MAX_BUCKETS });
  /** Milliseconds in which one token comes back, and in which an empty bucket fills. */
  readonly #interval: number;
  readonly #span: number;

  /** @param perSecond tokens that come back. @param capacity tokens in a full bucket. */
  constructor(perSecond: number, capacity: number) {
    this.#interval = 1_000 / perSecond;
    this.#span = capacity * this.#interval;
  }

  /** Takes a token. @returns 0, or the milliseconds until there will be one; then none was taken. */
  take(name: string, now: number): number {
    const fullAt = Math.max(this.#fullAt.get(name) ?? 0, now) + this.#interval;
    const wait = fullAt - now - this.#span;
    // Less than a microsecond is the sums' rounding.
    if (wait > 0.001) return wait;
    this.#fullAt.set(name, fullAt);
    return 0;
  }

  /** Puts a token back that was taken for nothing. */
  putBack(name: string): void {
    const fullAt = this.#fullAt.get(name);
    if (fullAt !== undefined) this.#fullAt.set(name, fullAt - this.#interval);
  }
}
