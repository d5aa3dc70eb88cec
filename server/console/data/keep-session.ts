import { lastUsed } from "./last-use.js";
import { request } from "./request.js";

/** Milliseconds after the last request after which the server learns that somebody uses the pages. */
const KEEP_MS = 3 * 60_000;

/** How often it is looked whether somebody does: more often than `watchUse` forgets it, in milliseconds. */
const TICK = 5_000;

/**
 * Keeps the session open while somebody types for a long time: typing itself sends nothing.
 * @param isUsed whether somebody did something just now.
 */
export function keepSession(isUsed: () => boolean): void {
  setInterval(() => {
    if (!isUsed() || Date.now() - lastUsed() < KEEP_MS) return;
    // The outcome is seen at the next request.
    request("GET", "/sign-in/state").catch(() => {});
  }, TICK);
}
