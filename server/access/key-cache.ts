import { LRUCache } from "lru-cache";
import type { Role } from "./permissions.js";

/** What is known of a key that was looked up. */
export interface KnownKey {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly resourceId: string | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly accountEnabled: boolean;
  /** Kept to the minute. */
  lastUsedAt: Date | null;
}

/** How long a look-up stands, in milliseconds: so late at most other replicas notice that a key was revoked. */
const STANDS = 1_000;

/** Keys that are remembered at most; those used last. */
const MOST = 10_000;

interface Entry {
  readonly key: Promise<KnownKey | null>;
  /** By the monotonic clock, which never steps. */
  readonly readAt: number;
}

/** Remembers look-ups of API keys for a second, so that a busy client costs no statement for each request. */
export class KeyCache {
  readonly #entries = new LRUCache<string, Entry>({ max: MOST });

  /** @param hash of the key, in any form. @param read looks it up; what is not found is not remembered. */
  async find(hash: string, read: () => Promise<KnownKey | null>): Promise<KnownKey | null> {
    const known = this.#entries.get(hash);
    if (known !== undefined && performance.now() - known.readAt < STANDS) return known.key;
    const entry: Entry = { key: read(), readAt: performance.now() };
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

  /** Forgets everything: after a key or an account changed here. */
  clear(): void {
    this.#entries.clear();
  }
}
