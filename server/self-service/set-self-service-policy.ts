import { normalizeBlock } from "@tokenplane/rules/addresses";
import type { ModelName } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import {
  SELF_SERVICE,
  type FirstEnrolment,
  normalizePolicy,
  objectionToPolicy,
  readSelfService,
  type SelfServiceAction,
  type SelfServicePolicy,
  type SelfServiceSignIn,
  USUAL_POLICY,
} from "@tokenplane/rules/self-service";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { checkForm, checkForms } from "../actions/validation.js";
import { Prisma } from "../database/generated/client.js";
import { changesBetween, changesToNothing } from "../events/record.js";
import { lockResource, type ResourceRefInput } from "../resources/resource-ref.js";
import type { ResourceRow } from "../resources/resource-store.js";

/** The policy that `selfServicePolicySet` sets, in place of the whole previous one. */
export interface SelfServicePolicySetRequest {
  /** The actions that users may take. */
  readonly actions: readonly SelfServiceAction[];
  /** The end of the portal's address. */
  readonly address: string;
  /** IP addresses and CIDR blocks from which the portal may be used; none means from everywhere. */
  readonly allowedAddresses?: readonly string[] | null | undefined;
  /** How a user without any token gets the first one; INVITATION by default. */
  readonly firstEnrolment?: FirstEnrolment | null | undefined;
  /** For how many days after a user was created the first token may be bound by a password or a mailed code; 14 by default. */
  readonly firstEnrolmentDays?: number | null | undefined;
  /** The models of the tokens that users may enrol, reissue or assign to themselves; none by default. */
  readonly models?: readonly ModelName[] | null | undefined;
  readonly resource: ResourceRefInput;
  /** How users begin to sign in; PASSWORD by default. */
  readonly signIn?: readonly SelfServiceSignIn[] | null | undefined;
}

/** The policy that a request asks for. @throws Refusal VALIDATION_FAILED */
function getPolicy(input: SelfServicePolicySetRequest): SelfServicePolicy {
  const allowedAddresses = input.allowedAddresses ?? USUAL_POLICY.allowedAddresses;
  const firstDays = input.firstEnrolmentDays ?? USUAL_POLICY.firstEnrolmentDays;
  checkForm(input.address, SELF_SERVICE.address, ["input", "address"]);
  checkForm(firstDays, SELF_SERVICE.firstEnrolmentDays, ["input", "firstEnrolmentDays"]);
  checkForms(allowedAddresses, SELF_SERVICE.allowedAddresses, ["input", "allowedAddresses"]);
  const policy = normalizePolicy({
    address: input.address,
    actions: input.actions,
    models: input.models ?? USUAL_POLICY.models,
    firstEnrolment: input.firstEnrolment ?? USUAL_POLICY.firstEnrolment,
    firstEnrolmentDays: firstDays,
    signIn: input.signIn ?? USUAL_POLICY.signIn,
    allowedAddresses: [...new Set(allowedAddresses.map((block) => normalizeBlock(block) ?? block))],
  });
  const objection = objectionToPolicy(policy);
  if (objection !== null) {
    throw new Refusal("VALIDATION_FAILED", objection.sentence, ["input", objection.field]);
  }
  return policy;
}

/** The columns of a policy, or of none: the address has one of its own. */
function policyColumns(policy: SelfServicePolicy | null) {
  if (policy === null) return { selfService: Prisma.DbNull, portalAddress: null };
  const { address, actions, models, signIn, allowedAddresses, ...rest } = policy;
  const lists = {
    actions: [...actions],
    models: [...models],
    signIn: [...signIn],
    allowedAddresses: [...allowedAddresses],
  };
  return { selfService: { ...rest, ...lists }, portalAddress: address };
}

/** Stores a policy, or removes it. */
async function keepPolicy(
  { transaction, accountId, now }: Action,
  { id }: ResourceRow,
  policy: SelfServicePolicy | null,
): Promise<void> {
  await transaction.resource.update({
    where: { accountId_id: { accountId, id } },
    data: { ...policyColumns(policy), updatedAt: new Date(now) },
  });
}

/** Sets what users may do by themselves in the portal of a resource. */
export const selfServicePolicySet = useCase("selfServicePolicySet", {
  errors: ["NOT_FOUND", "ALREADY_EXISTS"],
  // Sessions are of the portal's address.
  endsKeys: true,
  constraints: {
    resources_portal_address_key: () =>
      new Refusal("ALREADY_EXISTS", "Another portal has this address. Choose another one.", [
        "input",
        "address",
      ]),
  },
  isUrgent: true,
  run: async (input: SelfServicePolicySetRequest, action: Action) => {
    const policy = getPolicy(input);
    const resource = await lockResource(action.transaction, action.accountId, input.resource, [
      "input",
      "resource",
    ]);
    if (resource.kind === "CONSOLE") {
      throw new Refusal(
        "VALIDATION_FAILED",
        "This resource is the console: it has no portal. Name another resource.",
        ["input", "resource"],
      );
    }
    const before = readSelfService(resource.selfService, resource.portalAddress);
    const changes = changesBetween(before ?? {}, policy);
    if (changes.length > 0) {
      await keepPolicy(action, resource, policy);
      const actions = policy.actions.length === 0 ? null : policy.actions.join(", ");
      action.record({
        type: "SELF_SERVICE_POLICY_SET",
        resource,
        changes,
        params: { address: policy.address, actions },
      });
    }
    return done({ resourceId: resource.id });
  },
});

/** Which portal `selfServicePolicyClear` closes. */
export interface SelfServicePolicyClearRequest {
  readonly resource: ResourceRefInput;
}

/** Closes the portal of a resource: what was open in it ends, and its links are void. */
export const selfServicePolicyClear = useCase("selfServicePolicyClear", {
  errors: ["NOT_FOUND"],
  endsKeys: true,
  isUrgent: true,
  run: async (input: SelfServicePolicyClearRequest, action: Action) => {
    const resource = await lockResource(action.transaction, action.accountId, input.resource, [
      "input",
      "resource",
    ]);
    const before = readSelfService(resource.selfService, resource.portalAddress);
    if (before !== null) {
      await keepPolicy(action, resource, null);
      action.record({
        type: "SELF_SERVICE_POLICY_CLEARED",
        resource,
        changes: changesToNothing(before),
        params: {},
      });
    }
    return done({ resourceId: resource.id });
  },
});
