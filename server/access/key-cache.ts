import { boundedCache } from "../bounded-cache.js";
import type { Role } from "../actions/permissions.js";

/** The result of a look-up of a key. */
export interface KnownKey {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly resourceId: string | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly accountEnabled: boolean;
  /** As precise as a minute. */
  lastUsedAt: Date | null;
}

/**
 * How long a look-up stays valid, in milliseconds. This is also how late another replica notices at most that a
 * key was revoked.
 */
export const STANDS = 1_000;

/** The maximum number of cached keys: those that were used last. */
export const MAX_KEYS = 10_000;

interface Entry<Known> {
  readonly key: Promise<Known | null>;
  /** By the monotonic clock, which never jumps. */
  readonly readAt: number;
}

/**
 * Caches look-ups of API keys, or of sessions, for a second, so that a busy client does not cost one statement for each
 * request.
 */
export class KeyCache<Known extends object = KnownKey> {
  readonly #entries = boundedCache<Entry<Known>>(MAX_KEYS);
  #clearedAt = 0;

  /** @param hash of the key, in any form. @param read looks it up; a key that is not found is not cached. */
  async find(hash: string, read: () => Promise<Known | null>): Promise<Known | null> {
    const known = this.#entries.get(hash);
    if (known !== undefined && performance.now() - known.readAt < STANDS) return known.key;
    const entry: Entry<Known> = { key: read(), readAt: performance.now() };
    this.#entries.set(hash, entry);
    const forget = () => {
      if (this.#entries.peek(hash) === entry) this.#entries.delete(hash);
    };
    try {
      const key = await entry.key;
      if (key === null) forget();
      return key;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** When it was last cleared, by the monotonic clock: what was found before may not be true any more. */
  get clearedAt(): number {
    return this.#clearedAt;
  }

  /** Clears the cache: after a key or an account changed in this process. */
  clear(): void {
    this.#entries.clear();
    this.#clearedAt = performance.now();
  }
}
