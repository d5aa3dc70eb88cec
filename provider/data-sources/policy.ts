// The attributes of a bypass policy in data sources.
import { GRANTERS, MAXIMA } from "@tokenplane/rules/bypass-policy";
import { either } from "@tokenplane/rules/either";
import { listed, quoted } from "@tokenplane/rules/words";
import { computed } from "../framework/attributes.js";
import { boolean, set, string } from "../framework/types.js";
import type { PolicyFieldsFragment } from "../client/operations.js";
import { getPolicy } from "../resources/policy.js";

export const policyFields = {
  maximum_duration: computed(string, {
    description: `The longest bypass: ${either(quoted(MAXIMA))}.`,
  }),
  reason_required: computed(boolean, { description: "Whether a bypass needs a reason." }),
  granted_by: computed(set(string), {
    description: `The roles that may grant: ${listed(GRANTERS)}.`,
  }),
  origin: computed(string, {
    description:
      "Whose policy it is: `RESOURCE` for the resource's own, `ACCOUNT` for the account's, `BUILT_IN` when nobody set one.",
  }),
};

export function policyRow(policy: PolicyFieldsFragment) {
  return { ...getPolicy(policy), origin: policy.origin };
}
