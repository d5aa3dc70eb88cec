import type { Reason } from "../events/event-types.js";

/**
 * Under which name a request counts against gaps and limits. One that is refused counts under another name than one that is not:
 * else anybody without the PIN could use up what its person gets, and a person who mistyped it would wait.
 * @param name of the token or of the user who asks. @param refused why nothing is sent; null when something is.
 */
export function countedName(name: string, refused: Reason | null): string {
  return refused === null ? name : `refused ${name}`;
}
