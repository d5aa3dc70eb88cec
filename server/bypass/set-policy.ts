import { lockAccount } from "../accounts/store.js";
import { Prisma } from "../database/generated/client.js";
import { changesBetween } from "../events/record.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { done, mutation, type Action, type PayloadBuilder } from "../graphql/mutation.js";
import { lockResource, ResourceRef } from "../resources/resource-ref.js";
import { GRANTERS, inWords, readPolicy, type BypassGranter, type BypassPolicy as Policy } from "./policy.js";
import { BypassGranter as Granter, BypassMaximum, BypassPolicy, shownDefault } from "./policy-type.js";
import type { ShownPolicy } from "./policy-type.js";

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

/** The object whose policy changes, locked for the action. */
interface Owner {
  readonly resource: { readonly id: string; readonly name: string } | null;
  readonly policy: Policy | null;
  /** The account's default, as it is stored. */
  readonly accountDefault: unknown;
}

async function ownerOf(
  { transaction, accountId }: Action,
  scope: typeof BypassPolicyScope.$inferInput,
): Promise<Owner> {
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

/** Stores a policy, or removes it. */
async function keepPolicy(
  { transaction, accountId, now }: Action,
  resource: Owner["resource"],
  policy: Policy | null,
): Promise<void> {
  const data = {
    bypassPolicy: policy === null ? Prisma.DbNull : { ...policy, grantedBy: [...policy.grantedBy] },
    updatedAt: new Date(now),
  };
  if (resource === null) await transaction.account.update({ where: { id: accountId }, data });
  else {
    await transaction.resource.update({ where: { accountId_id: { accountId, id: resource.id } }, data });
  }
}

const NO_FIELDS = { maximumDuration: null, reasonRequired: null, grantedBy: null };

function whose(resource: Owner["resource"]): string {
  return resource === null ? "The account's default bypass policy" : `The bypass policy of ${resource.name}`;
}

/** Each role once, in a fixed order, so that equal policies have equal values. */
function checkGranters(roles: readonly BypassGranter[]): BypassGranter[] {
  if (roles.length === 0) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "Name at least one role. To allow no bypass set maximumDuration to NONE.",
      ["input", "grantedBy"],
    );
  }
  return GRANTERS.filter((role) => roles.includes(role));
}

function thePolicy(t: PayloadBuilder<{ readonly policy: { [K in keyof ShownPolicy]: ShownPolicy[K] } }>) {
  return {
    policy: t.field({
      type: BypassPolicy,
      description: "The policy that applies there now.",
      resolve: ({ payload }) => payload.policy,
    }),
  };
}

mutation("bypassPolicySet", {
  description:
    "Sets which bypass may be granted at a resource, or by default. It replaces the whole previous policy. It also applies at once to bypasses that were granted before.",
  input: (t) => ({
    scope: t.field({ type: BypassPolicyScope, required: true, description: "Which policy." }),
    maximumDuration: t.field({ type: BypassMaximum, required: true, description: "The longest bypass." }),
    reasonRequired: t.boolean({
      defaultValue: false,
      description: "Whether a bypass must be granted with a reason.",
    }),
    grantedBy: t.field({
      type: [Granter],
      defaultValue: [...GRANTERS],
      description: "The roles that may grant a bypass; all three by default.",
    }),
  }),
  errors: ["NOT_FOUND"],
  run: async (input, action) => {
    const { resource, policy: before } = await ownerOf(action, input.scope);
    const policy = {
      maximumDuration: input.maximumDuration,
      reasonRequired: input.reasonRequired ?? false,
      grantedBy: checkGranters(input.grantedBy ?? GRANTERS),
    };
    const changes = changesBetween(before ?? NO_FIELDS, policy);
    if (changes.length > 0) {
      await keepPolicy(action, resource, policy);
      action.record({
        type: "BYPASS_POLICY_SET",
        resource,
        changes,
        summary: `${whose(resource)} now allows ${inWords(policy)}.`,
      });
    }
    const origin: ShownPolicy["origin"] = resource === null ? "ACCOUNT" : "RESOURCE";
    return done({ policy: { ...policy, origin } });
  },
  payload: thePolicy,
});

mutation("bypassPolicyClear", {
  description:
    "Removes a resource's own bypass policy, so that the account's default applies; or removes the account's default. Without any policy, ADMIN, HELPDESK and PROVISIONER may grant bypass of any length without a reason.",
  input: (t) => ({
    scope: t.field({ type: BypassPolicyScope, required: true, description: "Which policy." }),
  }),
  errors: ["NOT_FOUND"],
  run: async (input, action) => {
    const { resource, policy: before, accountDefault } = await ownerOf(action, input.scope);
    const policy = shownDefault(resource === null ? null : accountDefault);
    if (before !== null) {
      await keepPolicy(action, resource, null);
      action.record({
        type: "BYPASS_POLICY_CLEARED",
        resource,
        changes: changesBetween(before, NO_FIELDS),
        summary: `${whose(resource)} was cleared; ${policy.origin === "ACCOUNT" ? "the account's default" : "the built-in policy"} allows ${inWords(policy)}.`,
      });
    }
    return done({ policy });
  },
  payload: thePolicy,
});
