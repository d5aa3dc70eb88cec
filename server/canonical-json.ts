import canonicalize from "canonicalize";

/**
 * The one way to write a value as JSON (RFC 8785): no spaces, and the fields of objects in the order of their
 * names' UTF-16 code units. Fields that are undefined are left out.
 * @throws TypeError for a value that JSON cannot express.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("JSON has no way to write this value.");
  return text;
}
