import {
  SELF_SERVICE,
  objectionToPolicy,
  type SelfServicePolicy,
  USUAL_POLICY,
} from "@tokenplane/rules/self-service";
import { getBlocks, blocksProblem, blocksText } from "../fields/address-blocks.js";
import { wholeNumber } from "../fields/whole-number.js";
import type {
  FirstEnrolment,
  SelfServiceAction,
  SelfServiceSignIn,
  ShownSelfServiceFragment,
  TokenModel,
} from "../generated/documents.js";

/** A self-service policy as it was chosen and typed. */
export interface PolicyDraft {
  readonly address: string;
  readonly signIn: readonly SelfServiceSignIn[];
  /** One address block in each line. */
  readonly allowedAddresses: string;
  readonly actions: readonly SelfServiceAction[];
  readonly models: readonly TokenModel[];
  readonly firstEnrolment: FirstEnrolment;
  readonly firstEnrolmentDays: string;
}

/** The fields beside which something can be said, in the order of the page. */
export const POLICY_FIELDS = [
  "address",
  "signIn",
  "allowedAddresses",
  "actions",
  "models",
  "firstEnrolment",
  "firstEnrolmentDays",
] as const;
export type PolicyField = (typeof POLICY_FIELDS)[number];
export type PolicyProblems = Partial<Readonly<Record<PolicyField, string>>>;

/** An address for the portal of a resource, as in vpn for VPN; empty when its name gives none. */
function addressFor(name: string): string {
  const address = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return SELF_SERVICE.address(address) === null ? address : "";
}

/** The parts of a policy that are typed as texts. */
function typed(policy: Pick<SelfServicePolicy, "allowedAddresses" | "firstEnrolmentDays">) {
  return {
    allowedAddresses: blocksText(policy.allowedAddresses),
    firstEnrolmentDays: String(policy.firstEnrolmentDays),
  };
}

/** The first policy of a portal: its users can look at their tokens, and do nothing. */
export function firstPolicyDraft(resourceName: string): PolicyDraft {
  return {
    address: addressFor(resourceName),
    actions: [],
    ...USUAL_POLICY,
    ...typed(USUAL_POLICY),
  };
}

/** A policy that is set, as it could have been typed. */
export function draftOfPolicy({ url: _url, ...policy }: ShownSelfServiceFragment): PolicyDraft {
  return { ...policy, ...typed(policy) };
}

/** The problems for which the server would refuse the policy, in the words of the rules. */
export function policyProblems(draft: PolicyDraft): PolicyProblems {
  const objection = objectionToPolicy(draft);
  const sentences: Partial<Record<PolicyField, string | null | undefined>> = {
    address: SELF_SERVICE.address(draft.address),
    firstEnrolmentDays: SELF_SERVICE.firstEnrolmentDays(wholeNumber(draft.firstEnrolmentDays)),
    allowedAddresses: blocksProblem(draft.allowedAddresses),
    ...(objection === null ? {} : { [objection.field]: objection.sentence }),
  };
  const problems: Partial<Record<PolicyField, string>> = {};
  for (const field of POLICY_FIELDS) {
    const sentence = sentences[field];
    if (sentence != null) problems[field] = sentence;
  }
  return problems;
}

/** A policy as the API takes it, without the resource. */
export function policyInput(draft: PolicyDraft) {
  return {
    ...draft,
    allowedAddresses: getBlocks(draft.allowedAddresses),
    firstEnrolmentDays: Number(draft.firstEnrolmentDays),
  };
}
