import { accountLoader } from "../accounts/store.js";
import { builder } from "../graphql/builder.js";
import { BUILT_IN, readPolicy, type BypassPolicy as Policy } from "./policy.js";

const DURATIONS = {
  HOUR_1: { description: "One hour." },
  HOURS_8: { description: "Eight hours: a working day." },
  HOURS_12: { description: "Twelve hours." },
  HOURS_24: { description: "A day." },
  PERMANENT: { description: "Until somebody revokes it." },
} as const;

export const BypassDuration = builder.enumType("BypassDuration", {
  description: "For how long a token signs in without a code.",
  values: DURATIONS,
});

export const BypassMaximum = builder.enumType("BypassMaximum", {
  description: "The longest bypass that a policy allows.",
  values: { NONE: { description: "No bypass at all." }, ...DURATIONS } as const,
});

export const BypassGranter = builder.enumType("BypassGranter", {
  description: "A role whose keys can grant a bypass.",
  values: {
    ADMIN: { description: "Administrators." },
    HELPDESK: { description: "The helpdesk." },
    PROVISIONER: { description: "Infrastructure as code." },
  } as const,
});

/** Whose a policy is. */
export type Origin = "RESOURCE" | "ACCOUNT" | "BUILT_IN";

const BypassPolicyOrigin = builder.enumType("BypassPolicyOrigin", {
  description: "Where a bypass policy comes from.",
  values: {
    RESOURCE: { description: "It is the resource's own." },
    ACCOUNT: { description: "It is the account's default." },
    BUILT_IN: {
      description: "Nobody set one: bypass of any length, no reason needed, granted by all three.",
    },
  } as const,
});

/** A policy as it is shown. */
export type ShownPolicy = Policy & { readonly origin: Origin };

export const BypassPolicy = builder.objectRef<ShownPolicy>("BypassPolicy").implement({
  description:
    "What bypass may be granted. It is asked twice: when a bypass is granted, and whenever one is used, so that a stricter policy takes hold at once.",
  fields: (t) => ({
    maximumDuration: t.field({
      type: BypassMaximum,
      description: "The longest bypass; counted from when a bypass was granted.",
      resolve: ({ maximumDuration }) => maximumDuration,
    }),
    reasonRequired: t.exposeBoolean("reasonRequired", {
      description: "Whether a bypass must be granted with a reason.",
    }),
    grantedBy: t.field({
      type: [BypassGranter],
      description: "The roles that may grant one; a bypass that another role granted is not honoured.",
      resolve: ({ grantedBy }) => [...grantedBy],
    }),
    origin: t.field({
      type: BypassPolicyOrigin,
      description: "Whose policy it is.",
      resolve: ({ origin }) => origin,
    }),
  }),
});

/** A policy as accounts and resources keep it, as it is shown; null where none was set. */
function shown(kept: unknown, origin: Origin): ShownPolicy | null {
  const policy = readPolicy(kept);
  return policy === null ? null : { ...policy, origin };
}

/** The account's default, else the built-in policy. @param kept by the account. */
export function shownDefault(kept: unknown): ShownPolicy {
  return shown(kept, "ACCOUNT") ?? { ...BUILT_IN, origin: "BUILT_IN" };
}

builder.objectFields("Resource", (t) => ({
  bypassPolicy: t.field({
    type: BypassPolicy,
    nullable: true,
    description: "Its own bypass policy; null when it has none, and the account's default decides.",
    resolve: ({ bypassPolicy }) => shown(bypassPolicy, "RESOURCE"),
  }),
  effectiveBypassPolicy: t.field({
    type: BypassPolicy,
    description: "The bypass policy that decides here: its own, else the account's default.",
    resolve: async ({ bypassPolicy }, _args, context) => {
      const own = shown(bypassPolicy, "RESOURCE");
      if (own !== null) return own;
      const account = await accountLoader(context).load(context.actor.accountId);
      return shownDefault(account?.bypassPolicy ?? null);
    },
  }),
}));

builder.objectFields("Account", (t) => ({
  bypassPolicy: t.field({
    type: BypassPolicy,
    nullable: true,
    description:
      "The bypass policy of resources without one, and of bypass everywhere; null when none was set.",
    resolve: ({ bypassPolicy }) => shown(bypassPolicy, "ACCOUNT"),
  }),
  effectiveBypassPolicy: t.field({
    type: BypassPolicy,
    description: "The default that decides: the account's, else the built-in one.",
    resolve: ({ bypassPolicy }) => shownDefault(bypassPolicy),
  }),
}));
