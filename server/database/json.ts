/** Half of a UTF-16 surrogate pair, as JSON writes it. */
const HALF_A_PAIR = /\\ud[89a-f]/;

/**
 * A value as JSON for the database. PostgreSQL refuses half of a surrogate pair in JSON, so it is replaced by
 * U+FFFD, as in other texts that are sent to it. People can type anything into a login.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!HALF_A_PAIR.test(json)) return json;
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" ? Buffer.from(inner).toString() : inner,
  );
}
