import type { Lookup } from "./reach.js";

/** Maximum time to look up a host, in milliseconds: less than a try of a gateway has. */
const LIMIT_MS = 8_000;

/** The error code of resolvers when no name server answers. */
const NO_ANSWER = "EAI_AGAIN";

/**
 * A lookup that asks for a host once at a time. The system's own occupies one of few threads until its name servers answer or all
 * of them were waited for, and nothing ends it sooner: a host that is asked for again and again meanwhile would occupy all threads, and
 * no other one could be looked up. So callers that ask for the same host wait for the same answer. When there is none in time, all get
 * an error, and so does, at once, every caller until the lookup itself ends.
 */
export function sharedLookup(lookup: Lookup, limitMs = LIMIT_MS): Lookup {
  const running = new Map<string, Promise<readonly string[]>>();
  return (host) => {
    // Names in DNS have no case.
    const name = host.toLowerCase();
    const known = running.get(name);
    if (known !== undefined) return known;
    const found = new Promise<readonly string[]>((resolve, reject) => {
      const late = Object.assign(new Error("no name server answered in time"), { code: NO_ANSWER });
      const timer = setTimeout(() => reject(late), limitMs);
      const end = () => {
        clearTimeout(timer);
        running.delete(name);
      };
      lookup(host).finally(end).then(resolve, reject);
    });
    running.set(name, found);
    return found;
  };
}
