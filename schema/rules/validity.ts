// From when a token is valid, and until when.

/** Said of an end that is not later than the beginning. */
export const VALIDITY_OUT_OF_ORDER = "The end of the validity must be later than its beginning.";

/** Whether a validity has its beginning before its end; null: it has none. Moments are milliseconds since 1970 UTC. */
export function isValidityInOrder(from: number | null, until: number | null): boolean {
  return from === null || until === null || from < until;
}
