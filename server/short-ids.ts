import { parse, stringify } from "uuid";

/** Bytes of a UUID. */
const BYTES = 16;

/** UUIDs as they stand in paths that must be short: their bytes as Base64url (RFC 4648 §5). */
export function shortIds(ids: readonly string[]): string {
  return Buffer.concat(ids.map((id) => parse(id))).toString("base64url");
}

/** Reads what `shortIds` wrote. @returns null for a text that it does not write of this many UUIDs. */
export function parseShortIds(text: string, count: number): readonly string[] | null {
  if (text.length > count * BYTES * 2) return null;
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== count * BYTES) return null;
  try {
    const ids = Array.from({ length: count }, (_, index) => stringify(bytes, index * BYTES));
    return shortIds(ids) === text ? ids : null;
  } catch {
    // These bytes are no UUID (RFC 9562).
    return null;
  }
}
