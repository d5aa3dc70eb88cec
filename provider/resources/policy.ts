// The common parts of both bypass policies.
import { BUILT_IN, GRANTERS, MAXIMA, type BypassPolicy } from "@tokenplane/rules/bypass-policy";
import { inOrderOf, listed } from "@tokenplane/rules/words";
import { required, withDefault } from "../framework/attributes.js";
import { boolean, set, string } from "../framework/types.js";
import {
  BypassPolicyClear,
  BypassPolicySet,
  type BypassPolicyScope,
  type PolicyFieldsFragment,
} from "../client/operations.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";
import { eachOneOf, oneOf } from "../validators.js";
import { changedFields } from "./changed.js";

/** The attributes of a policy. */
export const policyAttributes = {
  maximum_duration: required(string, {
    description: `The longest bypass: ${listed(MAXIMA)}.`,
    validators: [oneOf(MAXIMA)],
  }),
  reason_required: withDefault(boolean, BUILT_IN.reasonRequired, {
    description: "Whether a bypass needs a reason. Default: `false`.",
  }),
  granted_by: withDefault(set(string), BUILT_IN.grantedBy, {
    description: `Who may grant: ${listed(GRANTERS)}. Default: all of them.`,
    validators: [
      eachOneOf(GRANTERS),
      function* check(values, path) {
        if (values.length === 0) {
          yield error(path, "Nobody may grant", 'Write at least one role, or maximum_duration = "NONE".');
        }
      },
    ],
  }),
};

const errorMapping = {
  attributes: ["resource_id", ...Object.keys(policyAttributes)],
  renamed: { scope: "resource_id", resource: "resource_id" },
};

/** A policy in a configuration. */
export interface Policy {
  readonly maximum_duration: string;
  readonly reason_required: boolean;
  readonly granted_by: readonly string[];
}

/** A policy in a state. */
export function getPolicy(policy: PolicyFieldsFragment): Policy {
  return {
    maximum_duration: policy.maximumDuration,
    reason_required: policy.reasonRequired,
    granted_by: policy.grantedBy,
  };
}

/** A policy in the form that the server's rules read. @returns null where none was set. */
export function policyRules(policy: PolicyFieldsFragment | null): BypassPolicy | null {
  if (policy === null) return null;
  const { maximumDuration, reasonRequired, grantedBy } = policy;
  return { maximumDuration, reasonRequired, grantedBy };
}

/** A policy in a plan; parts of it may not be known yet. */
type PlannedPolicy = { readonly [K in keyof Policy]: Policy[K] | Unknown | null };

/**
 * Remembers the policy that this plan sets, for the bypasses that depend on it.
 * @param id of the resource, or of the account. @param plan null when the policy is removed.
 */
export function rememberPolicy(tokenplane: Tokenplane, id: string, plan: PlannedPolicy | null): void {
  const { isKnown, plannedPolicies } = tokenplane;
  // Cores plan blocks in any order: another one may have planned its policy where this one is removed.
  if (!isKnown || (plan === null && plannedPolicies.has(id))) return;
  plannedPolicies.set(id, plan === null ? null : plannedRules(plan));
}

/** Undefined while parts of it are not known. */
function plannedRules({
  maximum_duration,
  reason_required,
  granted_by,
}: PlannedPolicy): BypassPolicy | undefined {
  const maximumDuration = MAXIMA.find((maximum) => maximum === maximum_duration);
  if (
    maximumDuration === undefined ||
    typeof reason_required !== "boolean" ||
    granted_by === null ||
    isUnknown(granted_by)
  )
    return undefined;
  return {
    maximumDuration,
    reasonRequired: reason_required,
    grantedBy: inOrderOf(GRANTERS, granted_by),
  };
}

/** Sets a policy as a whole. */
export async function setPolicy(
  tokenplane: Tokenplane,
  scope: BypassPolicyScope,
  policy: Policy,
): Promise<Policy> {
  const maximumDuration = MAXIMA.find((maximum) => maximum === policy.maximum_duration);
  if (maximumDuration === undefined) throw new TypeError(`${policy.maximum_duration} is no duration`);
  await mutate(
    tokenplane,
    BypassPolicySet,
    {
      scope,
      maximumDuration,
      reasonRequired: policy.reason_required,
      grantedBy: inOrderOf(GRANTERS, policy.granted_by),
    },
    ({ bypassPolicySet }) => bypassPolicySet,
    errorMapping,
  );
  return getSettings(policy);
}

function getSettings({ maximum_duration, reason_required, granted_by }: Policy): Policy {
  return { maximum_duration, reason_required, granted_by };
}

/**
 * Changes only those fields of a policy that its plan changes. The server takes a policy as a whole, so the other fields are sent
 * with their current values.
 * @param found the policy that is there; null when somebody removed it since the plan.
 */
export async function changePolicy(
  tokenplane: Tokenplane,
  scope: BypassPolicyScope,
  found: Policy | null,
  { prior, plan }: { readonly prior: { readonly [K in keyof Policy]: unknown }; readonly plan: Policy },
): Promise<Policy> {
  if (found === null) {
    throw new DiagnosticError(
      error([], "The policy is gone", "Somebody removed it after the plan. Plan again."),
    );
  }
  const planned = getSettings(plan);
  await setPolicy(tokenplane, scope, { ...found, ...changedFields(prior, planned) });
  return planned;
}

export function clearPolicy(tokenplane: Tokenplane, scope: BypassPolicyScope): Promise<void> {
  return mutateUnlessGone(
    tokenplane,
    BypassPolicyClear,
    { scope },
    ({ bypassPolicyClear }) => bypassPolicyClear,
    errorMapping,
  );
}
