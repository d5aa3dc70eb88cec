/** How JSON writes half of a UTF-16 surrogate pair. */
const HALF_A_PAIR = /\\ud[89a-f]/;

/**
 * A value as JSON for the database, which refuses half of a surrogate pair in it: that becomes U+FFFD, as in any
 * other text on its way there. People can type anything into a login.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!HALF_A_PAIR.test(json)) return json;
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" ? Buffer.from(inner).toString() : inner,
  );
}
