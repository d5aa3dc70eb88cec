import type { CredentialChecks } from "../actions/credential-checks.js";
import { boundedCache } from "../bounded-cache.js";
import { RequestError } from "../request-error.js";
import { KINDS } from "./credentials.js";
import { DENIALS } from "./denials.js";
import { type KeyCache, MAX_KEYS, STANDS } from "./key-cache.js";

/**
 * Checks credentials again that were checked when their requests arrived.
 * @param caches what this process remembers of keys and sessions; they are cleared when it ends one.
 */
export function credentialChecks(caches: readonly Pick<KeyCache, "clearedAt">[]): CredentialChecks {
  /** When credentials were last checked again, by their ids. */
  const checkedAgain = boundedCache<number>(MAX_KEYS);
  return {
    async demandValid(database, { credential }, now) {
      if (credential === null) return;
      const { kind, id, checkedAt } = credential;
      const begun = performance.now();
      const last = Math.max(checkedAt, checkedAgain.get(id) ?? 0);
      if (begun - last < STANDS && caches.every(({ clearedAt }) => clearedAt < last)) return;
      const rejection = await KINDS[kind].checkAgain(database, credential, now);
      if (rejection !== null) {
        const { code, message } = DENIALS[rejection];
        throw new RequestError(code, message);
      }
      checkedAgain.set(id, begun);
    },
  };
}
