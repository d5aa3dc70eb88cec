import { BUILT_IN, type OriginalPolicy } from "@tokenplane/rules/bypass-policy";
import { bypassPolicyClear, bypassPolicySet } from "../../bypass/set-bypass-policy.js";
import { builder } from "../builder.js";
import { mutation, type PayloadBuilder } from "../mutation.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { BypassGranter, BypassMaximum, BypassPolicy } from "./policy-type.js";

const BypassPolicyScope = builder.inputType("BypassPolicyScope", {
  description: "Identifies a bypass policy: a resource's own, or the account's default.",
  isOneOf: true,
  fields: (t) => ({
    resource: t.field({ type: ResourceRef, description: "The resource's own." }),
    accountDefault: t.boolean({
      description:
        "true: the account's default, for resources without their own policy and for bypass that is valid everywhere.",
    }),
  }),
});

function thePolicy(
  t: PayloadBuilder<{ readonly policy: { [K in keyof OriginalPolicy]: OriginalPolicy[K] } }>,
) {
  return {
    policy: t.field({
      type: BypassPolicy,
      description: "The policy that applies there now.",
      resolve: ({ payload }) => payload.policy,
    }),
  };
}

mutation(bypassPolicySet, {
  description:
    "Sets which bypass may be granted at a resource, or by default. It replaces the whole previous policy. It also applies at once to bypasses that were granted before. A looser policy begins and prolongs none of them: grant them again. The event says how many there are.",
  input: (t) => ({
    scope: t.field({ type: BypassPolicyScope, required: true, description: "The policy." }),
    maximumDuration: t.field({ type: BypassMaximum, required: true, description: "The longest bypass." }),
    reasonRequired: t.boolean({
      defaultValue: BUILT_IN.reasonRequired,
      description: "Whether a bypass must be granted with a reason.",
    }),
    grantedBy: t.field({
      type: [BypassGranter],
      defaultValue: [...BUILT_IN.grantedBy],
      description: "The roles that may grant a bypass; all three by default.",
    }),
  }),
  payload: thePolicy,
});

mutation(bypassPolicyClear, {
  description:
    "Removes a resource's own bypass policy, so that the account's default applies; or removes the account's default. Without any policy, ADMIN, HELPDESK and PROVISIONER may grant bypass of any length without a reason. Bypasses that the removed policy did not allow do not begin: grant them again.",
  input: (t) => ({
    scope: t.field({ type: BypassPolicyScope, required: true, description: "The policy." }),
  }),
  payload: thePolicy,
});
