import type { LinkFragment } from "../generated/documents.js";
import { DURATIONS } from "../tokens/bypass-policy.js";

type Resource = NonNullable<LinkFragment["resource"]>;

/** Which bypass a policy allows, in words. */
export function policyText({
  maximumDuration,
  reasonRequired,
  origin,
}: Resource["effectiveBypassPolicy"]): string {
  const longest = DURATIONS.find(({ value }) => value === maximumDuration);
  const limit =
    longest === undefined ? "None" : longest.hours === Infinity ? "Any duration" : `At most ${longest.label}`;
  const reason = longest !== undefined && reasonRequired ? ", with a reason" : "";
  return `${limit}${reason}${origin === "RESOURCE" ? "" : " (the account's policy)"}`;
}
