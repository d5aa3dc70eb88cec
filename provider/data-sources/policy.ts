// The attributes of a bypass policy in data sources.
import { computed } from "../framework/attributes.js";
import { boolean, set, string } from "../framework/types.js";
import type { PolicyFieldsFragment } from "../client/operations.js";

export const policyFields = {
  maximum_duration: computed(string, {
    description: "The longest bypass: `NONE`, `HOUR_1`, `HOURS_8`, `HOURS_12`, `HOURS_24` or `PERMANENT`.",
  }),
  reason_required: computed(boolean, { description: "Whether a bypass needs a reason." }),
  granted_by: computed(set(string), {
    description: "The roles that may grant: `ADMIN`, `HELPDESK`, `PROVISIONER`.",
  }),
  origin: computed(string, {
    description:
      "Whose policy it is: `RESOURCE` for the resource's own, `ACCOUNT` for the account's, `BUILT_IN` when nobody set one.",
  }),
};

export function policyRow(policy: PolicyFieldsFragment) {
  return {
    maximum_duration: policy.maximumDuration,
    reason_required: policy.reasonRequired,
    granted_by: policy.grantedBy,
    origin: policy.origin,
  };
}
