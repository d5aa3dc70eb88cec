import { type Change, changesBetween } from "../events/record.js";
import type { BypassRow } from "./bypass-store.js";

type DescribedBypass = Pick<BypassRow, "duration" | "expiresAt" | "reason">;

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
