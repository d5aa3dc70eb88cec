import type { BypassMaximum, BypassPolicyOrigin } from "../generated/documents.js";
import { DURATIONS } from "../tokens/bypass-policy.js";

/** The longest bypass that a policy can allow, strictest first. */
export const MAXIMA: readonly { readonly value: BypassMaximum; readonly label: string }[] = [
  { value: "NONE", label: "No bypass" },
  ...DURATIONS,
];

/** Whose policy is in force at a resource. */
export const ORIGINS: Readonly<Record<BypassPolicyOrigin, string>> = {
  RESOURCE: "The policy of this resource",
  ACCOUNT: "The account's policy: this resource has none of its own",
  BUILT_IN: "The built-in policy: neither this resource nor the account has one",
};
