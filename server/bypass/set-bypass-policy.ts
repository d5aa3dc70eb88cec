import {
  BUILT_IN,
  type BypassGranter,
  type BypassMaximum,
  type BypassPolicy,
  effectivePolicy,
  GRANTERS,
  policyOrDefault,
  type PolicyOrigin,
  readPolicy,
} from "@tokenplane/rules/bypass-policy";
import { inOrderOf } from "@tokenplane/rules/words";
import { Refusal } from "@tokenplane/rules/refusal";
import { lockAccount } from "../accounts/account-store.js";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { Prisma } from "../database/generated/client.js";
import { changesBetween, changesToNothing } from "../events/record.js";
import { keepLimits } from "./bypass-limits.js";
import { lockResource, type ResourceRefInput } from "../resources/resource-ref.js";

/** Identifies a bypass policy: a resource's own, or the account's default. */
export interface BypassPolicyScope {
  /** true: the default, for resources without a policy of their own and for bypasses that are valid everywhere. */
  readonly accountDefault?: boolean | null | undefined;
  readonly resource?: ResourceRefInput | null | undefined;
}

/** The object whose policy changes, locked for the action. */
interface Owner {
  readonly resource: { readonly id: string; readonly name: string } | null;
  readonly policy: BypassPolicy | null;
  /** The account's default, as it is stored. */
  readonly accountDefault: unknown;
}

/**
 * Changes of an account's policies come one after the other: the default decides which bypasses the change of a resource's policy
 * begins. The lock is none of the account's row, which many other changes hold: what blocks access does not wait for them.
 */
async function takeTurn({ transaction, accountId }: Action): Promise<void> {
  const lock = `bypass policies of ${accountId}`;
  await transaction.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${lock}::text, 0))`);
}

async function getOwner(action: Action, scope: BypassPolicyScope): Promise<Owner> {
  const { transaction, accountId } = action;
  await takeTurn(action);
  if (scope.resource != null) {
    const resource = await lockResource(transaction, accountId, scope.resource, [
      "input",
      "scope",
      "resource",
    ]);
    const { bypassPolicy } = await transaction.account.findUniqueOrThrow({ where: { id: accountId } });
    return { resource, policy: readPolicy(resource.bypassPolicy), accountDefault: bypassPolicy };
  }
  if (!scope.accountDefault) {
    throw new Refusal("VALIDATION_FAILED", "Set accountDefault to true, or name a resource instead.", [
      "input",
      "scope",
      "accountDefault",
    ]);
  }
  const { bypassPolicy } = await lockAccount(transaction, accountId);
  return { resource: null, policy: readPolicy(bypassPolicy), accountDefault: bypassPolicy };
}

/**
 * Stores a policy, or removes it.
 * @returns how many bypasses stay that the policy before did not allow, or not for so long; null for none.
 */
async function keepPolicy(
  action: Action,
  { resource, policy: before, accountDefault }: Owner,
  policy: BypassPolicy | null,
): Promise<number | null> {
  const { transaction, accountId, now } = action;
  const data = {
    bypassPolicy: policy === null ? Prisma.DbNull : { ...policy, grantedBy: [...policy.grantedBy] },
    updatedAt: new Date(now),
  };
  if (resource === null) await transaction.account.update({ where: { id: accountId }, data });
  else {
    await transaction.resource.update({ where: { accountId_id: { accountId, id: resource.id } }, data });
  }
  const byDefault = resource === null ? null : readPolicy(accountDefault);
  const limited = await keepLimits(action, {
    resourceId: resource?.id ?? null,
    before: effectivePolicy(before, byDefault),
    after: effectivePolicy(policy, byDefault),
    leavesDefault: resource !== null && before === null,
  });
  return limited === 0 ? null : limited;
}

/** A policy as events have it. */
function policyParams({ maximumDuration, reasonRequired, grantedBy }: BypassPolicy) {
  return { maximum: maximumDuration, isReasonRequired: reasonRequired, grantedBy: grantedBy.join(", ") };
}

/** Each role once, in a fixed order, so that equal policies have equal values. */
function checkGranters(roles: readonly BypassGranter[]): BypassGranter[] {
  if (roles.length === 0) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "Name at least one role. To allow no bypass, set maximumDuration to NONE.",
      ["input", "grantedBy"],
    );
  }
  return inOrderOf(GRANTERS, roles);
}

/** The policy that `bypassPolicySet` sets, in place of the whole previous one. */
export interface BypassPolicySetRequest {
  /** The roles that may grant a bypass; by default ADMIN, HELPDESK and PROVISIONER. */
  readonly grantedBy?: readonly BypassGranter[] | null | undefined;
  /** The longest bypass that may be granted; NONE means that none may be. */
  readonly maximumDuration: BypassMaximum;
  /** Whether a bypass must be granted with a reason; false by default. */
  readonly reasonRequired?: boolean | null | undefined;
  readonly scope: BypassPolicyScope;
}

/** Sets which bypass may be granted at a resource, or by default. */
export const bypassPolicySet = useCase("bypassPolicySet", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async (input: BypassPolicySetRequest, action: Action) => {
    const owner = await getOwner(action, input.scope);
    const { resource, policy: before } = owner;
    const policy = {
      maximumDuration: input.maximumDuration,
      reasonRequired: input.reasonRequired ?? BUILT_IN.reasonRequired,
      grantedBy: checkGranters(input.grantedBy ?? BUILT_IN.grantedBy),
    };
    const changes = changesBetween(before ?? {}, policy);
    if (changes.length > 0) {
      const kept = await keepPolicy(action, owner, policy);
      action.record({
        type: "BYPASS_POLICY_SET",
        resource,
        changes,
        params: { ...policyParams(policy), kept },
      });
    }
    const origin: PolicyOrigin = resource === null ? "ACCOUNT" : "RESOURCE";
    return done({ policy: { ...policy, origin } });
  },
});

/** Which bypass policy `bypassPolicyClear` removes. */
export interface BypassPolicyClearRequest {
  readonly scope: BypassPolicyScope;
}

/** Removes a resource's own bypass policy, so that the account's default applies; or removes the account's default. */
export const bypassPolicyClear = useCase("bypassPolicyClear", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async (input: BypassPolicyClearRequest, action: Action) => {
    const owner = await getOwner(action, input.scope);
    const { resource, policy: before, accountDefault } = owner;
    const policy = policyOrDefault(resource === null ? null : accountDefault);
    if (before !== null) {
      const kept = await keepPolicy(action, owner, null);
      action.record({
        type: "BYPASS_POLICY_CLEARED",
        resource,
        changes: changesToNothing(before),
        params: { ...policyParams(policy), kept, isBuiltIn: policy.origin !== "ACCOUNT" },
      });
    }
    return done({ policy });
  },
});
