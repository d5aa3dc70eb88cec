/** The columns that only one kind of token has, as the database gives them in a JSON object. Bytes are in hexadecimal. */
export type StoredPart = Readonly<Record<string, unknown>>;

/** A text. @throws TypeError when it is none. */
export function readText(part: StoredPart, name: string): string {
  const text = readOptionalText(part, name);
  if (text === null) throw new TypeError(`the stored ${name} is missing`);
  return text;
}

/** A text, or null. @throws TypeError when it is something else. */
export function readOptionalText(part: StoredPart, name: string): string | null {
  const value = part[name] ?? null;
  if (value !== null && typeof value !== "string") throw new TypeError(`the stored ${name} is not a text`);
  return value;
}

/** Bytes, or null. @throws TypeError when it is something else. */
export function readBytes(part: StoredPart, name: string): Buffer<ArrayBuffer> | null {
  const hex = readOptionalText(part, name);
  return hex === null ? null : Buffer.from(hex, "hex");
}

/** A number, or null. @throws TypeError when it is something else. */
export function readOptionalNumber(part: StoredPart, name: string): number | null {
  const value = part[name] ?? null;
  if (value !== null && typeof value !== "number") throw new TypeError(`the stored ${name} is not a number`);
  return value;
}

/** Numbers that are stored as texts, because they may be beyond 2^53; none where there is null. @throws TypeError */
export function readSteps(part: StoredPart, name: string): number[] {
  const value: unknown = part[name] ?? [];
  if (!Array.isArray(value)) throw new TypeError(`the stored ${name} is not a list`);
  return value.map(Number);
}
