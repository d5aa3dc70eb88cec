import { isDuration, isGranter } from "@tokenplane/rules/bypass-policy";
import { getScope } from "../../actions/scope.js";
import type { Honoured } from "../../bypass/honoured.js";
import {
  type BypassFilter as Conditions,
  bypassListing,
  type BypassRow,
  getEnd,
  EVERY_BYPASS,
} from "../../bypass/bypass-store.js";
import { localId } from "../../global-id.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import type { Context } from "../context.js";
import { loadValid, nodeName } from "../nodes.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { seenResource, seenToken, seenUser } from "../seen.js";
import { tokenLoader } from "../tokens/token-loader.js";
import { TokenRef } from "../tokens/token-ref.js";
import { UserRef } from "../users/user-ref.js";
import { bypassLoader, honouredLoader } from "./bypass-loader.js";
import { BypassDuration, BypassGranter } from "./policy-type.js";

declare module "../objects.js" {
  interface Objects {
    Bypass: BypassRow;
  }
}

/** Cost of the resources at which a bypass works: one for each link of the token, rarely more than 50. */
export const HONOURED_COST = { field: 1, multiplier: 50 };

const BypassEnd = builder.enumType("BypassEnd", {
  description: "Why a bypass ended.",
  values: {
    EXPIRED: { description: "It expired." },
    REVOKED: { description: "Somebody revoked it." },
    REPLACED: { description: "Another one was granted for the same token and scope." },
    UNASSIGNED: { description: "The token was taken from its user." },
    UNLINKED: { description: "The token was unlinked from the resource." },
  } as const,
});

export const BypassHonoured = builder.objectRef<Honoured>("BypassHonoured").implement({
  description: "A resource at which a bypass works, under all its policies since the grant.",
  fields: (t) => ({
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The resource; null when it was deleted during this request.",
      resolve: ({ resourceId }, _args, context) => resourceLoader(context).load(resourceId),
    }),
    until: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the bypass stops working there; null when somebody must end it.",
      resolve: ({ until }) => until,
    }),
  }),
});

export const Bypass = builder.node(nodeName("Bypass"), {
  description:
    "For some time, a token's user may sign in without a code. A bypass makes only the code unnecessary: a token that is locked, disabled, pending, not assigned or not linked is still denied.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => bypassLoader(context).loadMany(uuids)),
  fields: (t) => ({
    token: t.field({
      type: "Token",
      nullable: true,
      description: "The token; null when it was deleted during this request.",
      resolve: ({ tokenId }, _args, context) => tokenLoader(context).load(tokenId),
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The one resource where it is valid; null when it is valid everywhere.",
      resolve: ({ resourceId }, _args, context) =>
        resourceId === null ? null : resourceLoader(context).load(resourceId),
    }),
    everywhere: t.boolean({
      description: "Whether it is valid at every resource that the token is linked to.",
      resolve: ({ resourceId }) => resourceId === null,
    }),
    duration: t.field({
      type: BypassDuration,
      description: "For how long it was granted.",
      resolve: ({ duration }) => {
        if (!isDuration(duration)) throw new TypeError("unknown duration");
        return duration;
      },
    }),
    reason: t.exposeString("reason", {
      nullable: true,
      description:
        "Why it was granted, in the words of the person who granted it; null when no reason was given.",
    }),
    grantedBy: t.field({
      type: BypassGranter,
      description: "The role of the key or the person that granted it.",
      resolve: ({ grantedBy }) => {
        if (!isGranter(grantedBy)) throw new TypeError("unknown granter");
        return grantedBy;
      },
    }),
    grantedByName: t.exposeString("grantedByName", {
      description:
        "The name of the key or the person that granted it, as it was at that time; empty after the person was erased (userErase).",
    }),
    grantedAt: t.expose("grantedAt", { type: "DateTime", description: "When it was granted." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description:
        "When it expires; null for a permanent bypass. At a resource with a stricter policy, it ends earlier.",
    }),
    running: t.boolean({
      description: "Whether it is running.",
      resolve: (bypass, _args, { services }) => getEnd(bypass, services.clock()) === null,
    }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it is running.",
      resolve: (bypass, _args, { services }) => getEnd(bypass, services.clock())?.at ?? null,
    }),
    endedBecause: t.field({
      type: BypassEnd,
      nullable: true,
      description: "Why it ended; null while it is running.",
      resolve: (bypass, _args, { services }) => getEnd(bypass, services.clock())?.because ?? null,
    }),
    honoured: t.field({
      type: [BypassHonoured],
      description:
        "The linked resources at which it works now, each with the time until when; empty after its end. While the token is disabled or waits for its enrolment, nobody signs in with it.",
      complexity: HONOURED_COST,
      resolve: ({ id }, _args, context) => honouredLoader(context).load(id),
    }),
  }),
});

const BypassConnection = connectionType(Bypass, "Bypass");

const BypassFilter = builder.inputType("BypassFilter", {
  description: "Filters bypasses; all given conditions must be true.",
  fields: (t) => ({
    running: t.boolean({ description: "Only running bypasses, or only ended ones." }),
    token: t.field({ type: TokenRef, description: "Only bypasses of this token." }),
    user: t.field({ type: UserRef, description: "Only bypasses of tokens that belong to this user now." }),
    resource: t.field({
      type: ResourceRef,
      description: "Only bypasses that are valid at this resource alone.",
    }),
  }),
});

async function getConditions(
  context: Context,
  filter: typeof BypassFilter.$inferInput | null | undefined,
): Promise<Conditions> {
  const { running, token, user, resource } = filter ?? {};
  return {
    running: running ?? null,
    tokenId: await seenToken(context, token),
    userId: await seenUser(context, user),
    resourceId: await seenResource(context, resource),
  };
}

builder.queryFields((t) => ({
  bypass: t.field({
    type: Bypass,
    nullable: true,
    description: "One bypass; null when it does not exist.",
    args: { id: t.arg.id({ required: true, description: "Its global id." }) },
    resolve: (_root, args, context) => {
      const id = localId("Bypass", args.id);
      return id === null ? null : bypassLoader(context).load(id);
    },
  }),
  bypasses: t.field({
    type: BypassConnection,
    nullable: true,
    description: "All bypasses of the account, running and ended; those that were granted last come first.",
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: BypassFilter, description: "The filter." }) },
    resolve: async (_root, { filter, ...page }, context) => {
      const listing = bypassListing(
        getScope(context.actor),
        context.services.clock(),
        await getConditions(context, filter),
        "account",
      );
      return readConnection(context, page, listing, context.actor.accountId, bypassLoader(context));
    },
  }),
}));

builder.objectField("Token", "bypasses", (t) =>
  t.field({
    type: BypassConnection,
    description: "The token's bypasses, running and ended; those that were granted last come first.",
    complexity: pageComplexity,
    args: {
      ...pageArgs,
      running: t.arg.boolean({ description: "Only running bypasses, or only ended ones." }),
    },
    resolve: ({ id }, { running, ...page }, context) => {
      const listing = bypassListing(
        getScope(context.actor),
        context.services.clock(),
        { ...EVERY_BYPASS, running: running ?? null },
        "token",
      );
      return readConnection(context, page, listing, id, bypassLoader(context));
    },
  }),
);
