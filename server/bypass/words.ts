import { changesBetween, type Change } from "../events/record.js";
import type { BypassRow } from "./store.js";

type Told = Pick<BypassRow, "duration" | "expiresAt" | "reason">;

/** Where a bypass holds, in the middle of a sentence. */
export function placeOf(resource: { readonly name: string } | null): string {
  return resource === null ? "everywhere" : `at ${resource.name}`;
}

/** Until when, in the middle of a sentence. */
export function untilOf(expiresAt: Date | null): string {
  return expiresAt === null ? "until somebody ends it" : `until ${expiresAt.toISOString()}`;
}

function fieldsOf(bypass: Told | null) {
  return {
    bypassDuration: bypass?.duration ?? null,
    bypassUntil: bypass?.expiresAt?.toISOString() ?? null,
    bypassReason: bypass?.reason ?? null,
  };
}

/** What changes when a bypass replaces another one, or none, as events show it. */
export function bypassChanges(before: Told | null, after: Told | null): Change[] {
  return changesBetween(fieldsOf(before), fieldsOf(after));
}
