import { type Change, changesBetween } from "../events/record.js";
import type { BypassRow } from "./bypass-store.js";

type DescribedBypass = Pick<BypassRow, "duration" | "expiresAt" | "reason">;

/** Where a bypass holds, in the middle of a sentence. */
export function scopeText(resource: { readonly name: string } | null): string {
  return resource === null ? "everywhere" : `at ${resource.name}`;
}

/** Until when, in the middle of a sentence. */
export function formatUntil(expiresAt: Date | null): string {
  return expiresAt === null ? "until somebody ends it" : `until ${expiresAt.toISOString()}`;
}

function getFields(bypass: DescribedBypass | null) {
  return {
    bypassDuration: bypass?.duration ?? null,
    bypassUntil: bypass?.expiresAt?.toISOString() ?? null,
    bypassReason: bypass?.reason ?? null,
  };
}

/** The changes when a bypass replaces another one, or none, as events show it. */
export function bypassChanges(before: DescribedBypass | null, after: DescribedBypass | null): Change[] {
  return changesBetween(getFields(before), getFields(after));
}
