import { canonicalHash, type Json } from "../../server/events/seal/canonical.js";
import type { FieldProof } from "../../server/events/seal/sealed-event.js";

/**
 * The replacement of an event's salt, so that some of its values can be erased. It follows only docs/event-format.md.
 * @param values all ten fields that are sealed as hashes. @param erased the fields to erase.
 */
export function proofWithout(
  salt: string,
  values: Readonly<Record<string, Json>>,
  erased: readonly string[],
): FieldProof[] {
  const isEmpty = (value: Json) =>
    value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return Object.entries(values).map(([field, value]) => {
    const fieldSalt = canonicalHash([salt, field]);
    if (!erased.includes(field)) return { field, hash: null, salt: fieldSalt };
    return { field, hash: isEmpty(value) ? null : canonicalHash([fieldSalt, value]), salt: null };
  });
}
