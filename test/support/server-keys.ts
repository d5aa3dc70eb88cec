import type { ServerKey } from "../../server/push/keys.js";
import type { Services } from "../../server/actions/services.js";
import { byTier } from "./tier.js";

/** Number of keys in a process: more than phones in any test that must distinguish them. */
const KEYS = 6;

const made: Promise<ServerKey>[] = [];
let given = 0;

/** One key after the other, and then the first again. @param make makes one, with what the server gives it. */
function nextKey(make: (...args: unknown[]) => Promise<ServerKey>) {
  return (...args: unknown[]): Promise<ServerKey> => {
    const place = given % KEYS;
    given += 1;
    return (made[place] ??= make(...args));
  };
}

/**
 * In the default tier, servers in this process take their keys for phones in turn from a few: to make one takes half a second
 * of a processor. That each phone gets a new one is shown in server/push/roll-out.test.ts, and all of it in the deep tier.
 */
export function withFewServerKeys(services: Services): void {
  Object.assign(services, { newServerKey: byTier(nextKey(services.newServerKey), services.newServerKey) });
}
