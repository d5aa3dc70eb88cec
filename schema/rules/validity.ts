// The period in which a token is valid.

/** The refusal of an end that is not later than the beginning. */
export const VALIDITY_OUT_OF_ORDER = "The end of the validity must be later than its beginning.";

/**
 * Whether the beginning of a validity is before its end; null means no bound. Moments are milliseconds since
 * 1970 UTC.
 */
export function isValidityInOrder(from: number | null, until: number | null): boolean {
  return from === null || until === null || from < until;
}
