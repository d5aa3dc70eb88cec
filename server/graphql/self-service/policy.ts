import { LONGEST_BLOCK, MAX_BLOCKS } from "@tokenplane/rules/addresses";
import {
  ACTION_WORDS,
  FIRST_ENROLMENT_WORDS,
  readSelfService,
  type SelfServicePolicy,
  SIGN_IN_WORDS,
  USUAL_POLICY,
} from "@tokenplane/rules/self-service";
import type { Payload } from "../../actions/idempotency.js";
import { selfServicePolicyClear, selfServicePolicySet } from "../../self-service/set-self-service-policy.js";
import { builder } from "../builder.js";
import { loadReturned } from "../loader.js";
import { mutation, type PayloadBuilder } from "../mutation.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { textListCost } from "../text-cost.js";
import { TokenModel } from "../tokens/token-type.js";

export const SelfServiceAction = builder.enumType("SelfServiceAction", {
  description: "An action that a policy may allow users to do by themselves.",
  values: ACTION_WORDS,
});

const FirstEnrolment = builder.enumType("FirstEnrolment", {
  description: "How a user who never had a token may connect the first one.",
  values: FIRST_ENROLMENT_WORDS,
});

const SelfServiceSignIn = builder.enumType("SelfServiceSignIn", {
  description:
    "How a user begins to sign in to the portal. A code of the user's token follows, if there is one.",
  values: SIGN_IN_WORDS,
});

export const SelfServicePolicyType = builder.objectRef<SelfServicePolicy>("SelfServicePolicy").implement({
  description:
    "The self-service policy of a resource: what users may do by themselves in its portal. It is checked at each use, so a stricter policy applies at once.",
  fields: (t) => ({
    address: t.exposeString("address", {
      description: "The last part of the portal's address. No other portal of the server has the same.",
    }),
    url: t.string({
      description: "The address at which users open the portal.",
      resolve: ({ address }, _args, { services }) => `${services.console.url}/s/${address}`,
    }),
    actions: t.field({
      type: [SelfServiceAction],
      description: "The actions that users may do; empty means that they can only look at their tokens.",
      resolve: ({ actions }) => [...actions],
    }),
    models: t.field({
      type: [TokenModel],
      description: "The models of which users may enrol, reissue and take tokens.",
      resolve: ({ models }) => [...models],
    }),
    firstEnrolment: t.field({
      type: FirstEnrolment,
      description: "How a user who never had a token may connect the first one.",
      resolve: ({ firstEnrolment }) => firstEnrolment,
    }),
    firstEnrolmentDays: t.exposeInt("firstEnrolmentDays", {
      description:
        "For how many days after a user was created the first token may be connected by a password or a mailed code. Invitations have an end of their own.",
    }),
    signIn: t.field({
      type: [SelfServiceSignIn],
      description: "How users begin to sign in.",
      resolve: ({ signIn }) => [...signIn],
    }),
    allowedAddresses: t.stringList({
      description: "CIDR blocks from which the portal may be used; empty means from everywhere.",
      complexity: textListCost(MAX_BLOCKS, LONGEST_BLOCK),
      resolve: ({ allowedAddresses }) => [...allowedAddresses],
    }),
  }),
});

builder.objectFields("Resource", (t) => ({
  selfService: t.field({
    type: SelfServicePolicyType,
    nullable: true,
    description:
      "The self-service policy of this resource: what users may do by themselves in its portal; null when it has no portal. A new resource has none.",
    resolve: ({ selfService, portalAddress }) => readSelfService(selfService, portalAddress),
  }),
}));

function theResource(t: PayloadBuilder<{ readonly resourceId: string } & Payload>) {
  return {
    resource: t.field({
      type: "Resource",
      description: "The resource as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(resourceLoader(context), payload.resourceId),
    }),
    policy: t.field({
      type: SelfServicePolicyType,
      nullable: true,
      description: "The policy that applies there now; null when the portal is closed.",
      resolve: async ({ payload }, _args, context) => {
        const { selfService, portalAddress } = await loadReturned(
          resourceLoader(context),
          payload.resourceId,
        );
        return readSelfService(selfService, portalAddress);
      },
    }),
  };
}

mutation(selfServicePolicySet, {
  description:
    "Opens the self-service portal of a resource, and sets what users may do in it. It replaces the whole previous policy, and applies at once to sessions that are open.",
  input: (t) => ({
    resource: t.field({ type: ResourceRef, required: true, description: "The resource." }),
    address: t.string({
      required: true,
      description:
        "The last part of the portal's address, such as vpn in /s/vpn: 3 to 40 lowercase letters, digits and hyphens. No other portal of the server may have the same.",
    }),
    actions: t.field({
      type: [SelfServiceAction],
      required: true,
      description: "The actions that users may do. With an empty list, they can only look at their tokens.",
    }),
    models: t.field({
      type: [TokenModel],
      description: "The models of which users may enrol, reissue and take tokens; none by default.",
    }),
    firstEnrolment: t.field({
      type: FirstEnrolment,
      defaultValue: USUAL_POLICY.firstEnrolment,
      description: "How a user who never had a token may connect the first one.",
    }),
    firstEnrolmentDays: t.int({
      defaultValue: USUAL_POLICY.firstEnrolmentDays,
      description:
        "For how many days after a user was created the first token may be connected by a password or a mailed code: 1 to 365.",
    }),
    signIn: t.field({
      type: [SelfServiceSignIn],
      defaultValue: [...USUAL_POLICY.signIn],
      description: "How users begin to sign in; with the password by default.",
    }),
    allowedAddresses: t.stringList({
      description:
        "IP addresses and CIDR blocks from which the portal may be used; none means from everywhere.",
    }),
  }),
  payload: theResource,
});

mutation(selfServicePolicyClear, {
  description: "Closes the self-service portal of a resource. Its sessions end, and its links become void.",
  input: (t) => ({
    resource: t.field({ type: ResourceRef, required: true, description: "The resource." }),
  }),
  payload: theResource,
});
