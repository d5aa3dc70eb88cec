import { modelsWhere } from "@tokenplane/rules/models";
import {
  SELF_SERVICE,
  FIRST_ENROLMENTS,
  objectionToPolicy,
  SELF_SERVICE_ACTIONS,
  SELF_SERVICE_SIGN_INS,
  USUAL_POLICY,
} from "@tokenplane/rules/self-service";
import { inOrderOf, listed } from "@tokenplane/rules/words";
import {
  identifier,
  required,
  withDefault,
  type ConfigOf,
  type PlanOf,
  type StateOf,
} from "../framework/attributes.js";
import { DiagnosticError, error, type Diagnostic } from "../framework/diagnostic.js";
import { requiresReplace } from "../framework/plan-modifiers.js";
import { defineResource } from "../framework/resource.js";
import { integer, set, string } from "../framework/types.js";
import { isUnknown, UNKNOWN, type Unknown } from "../plugin/cty/value.js";
import { importCommand } from "../client/commands.js";
import {
  SelfServicePolicyClear,
  SelfServicePolicySet,
  type SelfServiceFieldsFragment,
} from "../client/operations.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { eachOneOf, form, forms, oneOf } from "../validators.js";
import { sameAddresses } from "./addresses.js";
import { asPlanned, changedFields } from "./changed.js";
import { importedResource, getWanted } from "./imported.js";
import { checkThere } from "./replaced.js";

const MODELS = modelsWhere(() => true);

export const selfServiceAttributes = {
  id: identifier(string, { description: "The resource's id." }),
  resource_id: required(string, {
    description:
      "The resource. If it changes, the old portal is closed, and the new one is opened after that.",
    planModifiers: [requiresReplace()],
  }),
  address: required(string, {
    description:
      "What the portal's address ends with, as in `/s/vpn`: 3 to 40 lowercase letters, digits and hyphens. It is unique on the server.",
    validators: [form(SELF_SERVICE.address)],
  }),
  actions: required(set(string), {
    description: `What users may do: ${listed(SELF_SERVICE_ACTIONS)}. With none, users may only look at their tokens.`,
    validators: [eachOneOf(SELF_SERVICE_ACTIONS)],
  }),
  models: withDefault(set(string), [], {
    description: `The models of the tokens that users may enrol, reissue or assign to themselves: ${listed(MODELS)}. Default: none.`,
    validators: [eachOneOf(MODELS)],
  }),
  first_enrolment: withDefault(string, USUAL_POLICY.firstEnrolment, {
    description:
      "How a user who never had a token may connect the first one. `INVITATION`: only with an invitation; this is the safest. `PASSWORD`: also with the password alone. `MAIL_CODE`: also with a mailed code; then anybody who can read the mailbox of a new user can connect the first token. `PASSWORD` and `MAIL_CODE` must also be in `sign_in`. Default: `INVITATION`.",
    validators: [oneOf(FIRST_ENROLMENTS)],
  }),
  first_enrolment_days: withDefault(integer, USUAL_POLICY.firstEnrolmentDays, {
    description:
      "For how many days after a user was created the first token may be connected by a password or a mailed code: 1 to 365. Default: `14`.",
    validators: [form(SELF_SERVICE.firstEnrolmentDays)],
  }),
  sign_in: withDefault(set(string), USUAL_POLICY.signIn, {
    description:
      'How users begin to sign in: `PASSWORD`, `MAIL_CODE`, or both. A code of the user\'s token follows, if there is one. Default: `["PASSWORD"]`.',
    validators: [eachOneOf(SELF_SERVICE_SIGN_INS)],
  }),
  allowed_addresses: withDefault(set(string), [], {
    description:
      "The addresses from which the portal may be used, as CIDR blocks or single addresses. Default: all.",
    validators: [forms(SELF_SERVICE.allowedAddresses)],
    sameMeaning: sameAddresses,
  }),
  url: identifier(string, { description: "The address at which users open the portal." }),
};

type Attributes = typeof selfServiceAttributes;

const errorMapping = {
  attributes: Object.keys(selfServiceAttributes),
  renamed: { resource: "resource_id" },
  own: {
    ALREADY_EXISTS: {
      attribute: "address",
      summary: "Another portal has this address",
      sentence:
        "Choose another address. If the same apply takes it from the other portal, let this block depend on that one: write depends_on.",
    },
  },
};

/** The values of a policy. */
export function selfServiceRow(policy: SelfServiceFieldsFragment) {
  return {
    address: policy.address,
    actions: policy.actions,
    models: policy.models,
    first_enrolment: policy.firstEnrolment,
    first_enrolment_days: policy.firstEnrolmentDays,
    sign_in: policy.signIn,
    allowed_addresses: policy.allowedAddresses,
    url: policy.url,
  };
}

/** A policy in a state. @param id of the resource. */
export function selfServiceState(id: string, policy: SelfServiceFieldsFragment): StateOf<Attributes> {
  return { id, resource_id: id, ...selfServiceRow(policy) };
}

/** The words of a list that are in a configuration; all of them while that is not known. */
function possible<W extends string>(words: readonly W[], given: readonly string[] | Unknown): readonly W[] {
  return isUnknown(given) ? words : inOrderOf(words, given);
}

/** The error that a resource has a policy already; none where it has no policy, or where there is no resource. */
async function checkFree({ reads }: Tokenplane, resourceId: string): Promise<Diagnostic[]> {
  reads.forget(resourceId);
  const found = await reads.row("Resource", resourceId);
  if (found === null || found.selfService === null) return [];
  return [
    error(
      ["resource_id"],
      "It exists already",
      `The resource ${JSON.stringify(found.name)} has a self-service policy. If this block was renamed, write a moved block. If another block manages it now, remove the policy from that block and apply this first. Otherwise, to manage it here, import it:${importCommand("tokenplane_self_service_policy", resourceId)}`,
    ),
  ];
}

/** The attribute of each part of a policy that the server may object to. */
const OBJECTED = {
  actions: "actions",
  models: "models",
  signIn: "sign_in",
  firstEnrolment: "first_enrolment",
} as const;

/**
 * Checks whether the parts of a policy fit together. A part that is not known yet may become one to which nothing is
 * objected.
 */
function* checkTogether(config: ConfigOf<Attributes>): Iterable<Diagnostic> {
  const { actions, models, first_enrolment: first, sign_in } = config;
  const objection = objectionToPolicy({
    actions: isUnknown(actions) ? [] : possible(SELF_SERVICE_ACTIONS, actions ?? []),
    models: possible(MODELS, models ?? []),
    firstEnrolment: FIRST_ENROLMENTS.find((one) => one === first) ?? USUAL_POLICY.firstEnrolment,
    signIn: possible(SELF_SERVICE_SIGN_INS, sign_in ?? USUAL_POLICY.signIn),
  });
  if (objection === null) return;
  yield error([OBJECTED[objection.field]], "These do not fit together", objection.sentence);
}

async function setPolicy(
  tokenplane: Tokenplane,
  id: string,
  plan: PlanOf<Attributes>,
): Promise<StateOf<Attributes>> {
  const firstEnrolment = FIRST_ENROLMENTS.find((one) => one === plan.first_enrolment);
  if (firstEnrolment === undefined) throw new TypeError(`${plan.first_enrolment} is no first enrolment`);
  tokenplane.reads.forget(id);
  const { policy } = await mutate(
    tokenplane,
    SelfServicePolicySet,
    {
      resource: { id },
      address: plan.address,
      actions: possible(SELF_SERVICE_ACTIONS, plan.actions),
      models: possible(MODELS, plan.models),
      firstEnrolment,
      firstEnrolmentDays: plan.first_enrolment_days,
      signIn: possible(SELF_SERVICE_SIGN_INS, plan.sign_in),
      allowedAddresses: plan.allowed_addresses,
    },
    ({ selfServicePolicySet }) => selfServicePolicySet,
    errorMapping,
  );
  if (policy !== null) return selfServiceState(id, policy);
  throw closedMeanwhile("Somebody closed it during the apply. Apply again.");
}

function closedMeanwhile(when: string): DiagnosticError {
  return new DiagnosticError(error([], "The portal was closed meanwhile", when));
}

/** @returns null where there is no policy. */
async function policyAt({ reads }: Tokenplane, resourceId: string): Promise<StateOf<Attributes> | null> {
  const policy = (await reads.row("Resource", resourceId))?.selfService ?? null;
  return policy === null ? null : selfServiceState(resourceId, policy);
}

export const selfServicePolicy = defineResource<Tokenplane>()({
  description:
    "The self-service policy of a resource: it opens a portal, and says what users may do there by themselves. Without one, there is no portal. The server enforces it for everyone, and applies each change at once, also to sessions that are open.",
  attributes: selfServiceAttributes,
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { resource_id: { type: string, description: "The resource's id.", import: "required" } },
    of: ({ resource_id }) => ({ resource_id }),
  },
  validate: checkTogether,
  async modifyPlan({ prior, plan, set: plans }, { client: tokenplane }) {
    if (prior === null || plan === null) return;
    if (plan.address !== prior.address) plans("url", UNKNOWN);
    const { resource_id: to } = plan;
    if (to === prior.resource_id || typeof to !== "string" || !tokenplane.isKnown) return;
    // The old portal is closed before the new one is opened, so that must not be refused then.
    const refused = [...(await checkThere(tokenplane, "Resource", to)), ...(await checkFree(tokenplane, to))];
    if (refused.length > 0) throw new DiagnosticError(...refused);
  },
  async create({ plan, client: tokenplane }) {
    const refused = await checkFree(tokenplane, plan.resource_id);
    if (refused.length > 0) throw new DiagnosticError(...refused);
    return setPolicy(tokenplane, plan.resource_id, plan);
  },
  read: ({ id }, { client: tokenplane }) => policyAt(tokenplane, id),
  // One request replaces the whole policy: there is no moment without one. What the plan does not change is sent as it is now.
  async update({ plan, prior, client: tokenplane }) {
    tokenplane.reads.forget(prior.id);
    const found = await policyAt(tokenplane, prior.id);
    if (found === null) throw closedMeanwhile("Somebody closed it after the plan. Plan again.");
    const state = await setPolicy(tokenplane, prior.id, { ...found, ...changedFields(prior, plan) });
    return asPlanned(state, prior, plan);
  },
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await mutateUnlessGone(
      tokenplane,
      SelfServicePolicyClear,
      { resource: { id } },
      ({ selfServicePolicyClear }) => selfServicePolicyClear,
      errorMapping,
    );
  },
  async import(request, { client }) {
    const { id, name, selfService } = await importedResource(getWanted(request, "resource_id"), client);
    if (selfService !== null) return selfServiceState(id, selfService);
    throw new DiagnosticError(
      error(
        [],
        "No self-service policy",
        `The resource ${JSON.stringify(name)} has no self-service policy: there is nothing to import.`,
      ),
    );
  },
});
