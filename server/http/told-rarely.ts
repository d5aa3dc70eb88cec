import type { Log } from "../log.js";

/** How often at most, in milliseconds. */
const EVERY = 10_000;

/**
 * A warning about something that an attacker can cause as often as he likes: it is logged at most every ten
 * seconds, with the number of times since.
 */
export function toldRarely(log: Log, message: string): (last?: string) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let times = 0;
  return (last) => {
    times += 1;
    const now = performance.now();
    if (now - toldAt < EVERY) return;
    log.warn({ times, ...(last === undefined ? {} : { last }) }, message);
    toldAt = now;
    times = 0;
  };
}
