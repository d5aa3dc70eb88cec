import {
  BYPASS_DURATIONS,
  BYPASS_GRANTERS,
  BYPASS_MAXIMA,
  type OriginalPolicy,
  policyOrDefault,
  storedPolicy,
} from "@tokenplane/rules/bypass-policy";
import { accountLoader } from "../accounts/account-loader.js";
import { builder } from "../builder.js";

export const BypassDuration = builder.enumType("BypassDuration", {
  description: "How long a token's user may sign in without a code.",
  values: BYPASS_DURATIONS,
});

export const BypassMaximum = builder.enumType("BypassMaximum", {
  description: "The longest bypass that a policy allows.",
  values: BYPASS_MAXIMA,
});

export const BypassGranter = builder.enumType("BypassGranter", {
  description: "A role whose keys can grant a bypass.",
  values: BYPASS_GRANTERS,
});

const BypassPolicyOrigin = builder.enumType("BypassPolicyOrigin", {
  description: "Where the policy that applies comes from.",
  values: {
    RESOURCE: { description: "The resource has its own." },
    ACCOUNT: { description: "The account's default." },
    BUILT_IN: {
      description:
        "Nobody set a policy. The built-in one applies: bypass of any length, without a reason, granted by any of the three roles.",
    },
  } as const,
});

export const BypassPolicy = builder.objectRef<OriginalPolicy>("BypassPolicy").implement({
  description:
    "The rules for granting a bypass. They are checked when a bypass is granted, and again whenever it is used; so a stricter policy applies at once. What a policy did not allow does not begin by a looser one.",
  fields: (t) => ({
    maximumDuration: t.field({
      type: BypassMaximum,
      description: "The longest bypass, counted from the moment when it was granted.",
      resolve: ({ maximumDuration }) => maximumDuration,
    }),
    reasonRequired: t.exposeBoolean("reasonRequired", {
      description: "Whether a bypass must be granted with a reason.",
    }),
    grantedBy: t.field({
      type: [BypassGranter],
      description: "The roles that may grant a bypass. A bypass that another role granted does not work.",
      resolve: ({ grantedBy }) => [...grantedBy],
    }),
    origin: t.field({
      type: BypassPolicyOrigin,
      description: "Where the policy comes from.",
      resolve: ({ origin }) => origin,
    }),
  }),
});

builder.objectFields("Resource", (t) => ({
  bypassPolicy: t.field({
    type: BypassPolicy,
    nullable: true,
    description: "Its own bypass policy; null when it has none. Then the account's default applies.",
    resolve: ({ bypassPolicy }) => storedPolicy(bypassPolicy, "RESOURCE"),
  }),
  effectiveBypassPolicy: t.field({
    type: BypassPolicy,
    description:
      "The bypass policy that applies here: its own, else the account's default, else the built-in one.",
    resolve: async ({ bypassPolicy }, _args, context) => {
      const own = storedPolicy(bypassPolicy, "RESOURCE");
      if (own !== null) return own;
      const account = await accountLoader(context).load(context.actor.accountId);
      return policyOrDefault(account?.bypassPolicy ?? null);
    },
  }),
}));

builder.objectFields("Account", (t) => ({
  bypassPolicy: t.field({
    type: BypassPolicy,
    nullable: true,
    description:
      "The bypass policy for resources without their own, and for bypass that is valid everywhere; null when none was set.",
    resolve: ({ bypassPolicy }) => storedPolicy(bypassPolicy, "ACCOUNT"),
  }),
  effectiveBypassPolicy: t.field({
    type: BypassPolicy,
    description: "The default that applies: the account's, else the built-in one.",
    resolve: ({ bypassPolicy }) => policyOrDefault(bypassPolicy),
  }),
}));
