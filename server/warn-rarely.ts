import type { Log } from "./log.js";

/** How often at most, in milliseconds. */
const EVERY = 10_000;

/**
 * A warning about something that an attacker can cause as often as he likes: it is logged at most every ten
 * seconds, with the number of times since.
 */
export function warnRarely(log: Log, message: string): (last?: string) => void {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let times = 0;
  return (last) => {
    times += 1;
    const now = performance.now();
    if (now - loggedAt < EVERY) return;
    log.warn({ times, ...(last === undefined ? {} : { last }) }, message);
    loggedAt = now;
    times = 0;
  };
}
