import type { Refusal } from "../data/refusal.js";

/** What is said above the fields: a refusal that points at none of them. @param fields those that show their own. */
export function refusalAbove(
  refusal: Refusal | undefined,
  fields: readonly string[] = [],
): string | undefined {
  if (refusal === undefined || fields.some((field) => refusal.path.includes(field))) return undefined;
  return refusal.message;
}
