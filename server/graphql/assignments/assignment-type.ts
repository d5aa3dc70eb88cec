import { getScope } from "../../actions/scope.js";
import { assignmentId } from "../../assignments/assignment-ref.js";
import {
  type AssignmentFilter as Conditions,
  assignmentListing,
  type AssignmentRow,
} from "../../assignments/assignment-store.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import type { Context } from "../context.js";
import { loadValid, nodeName } from "../nodes.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { seenResource, seenToken, seenUser } from "../seen.js";
import { tokenLoader } from "../tokens/token-loader.js";
import { TokenRef } from "../tokens/token-ref.js";
import { userLoader } from "../users/user-loader.js";
import { UserRef } from "../users/user-ref.js";
import { AssignmentRef } from "./assignment-ref.js";
import { assignmentLoader } from "./assignment-loader.js";

declare module "../objects.js" {
  interface Objects {
    Assignment: AssignmentRow;
  }
}

export const Assignment = builder.node(nodeName("Assignment"), {
  description:
    "With this token, its user signs in at this resource. A user has at most one assignment for each resource.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) =>
    loadValid(ids, (uuids) => assignmentLoader(context).loadMany(uuids)),
  fields: (t) => ({
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The resource; null when it was deleted during this request.",
      resolve: ({ resourceId }, _args, context) => resourceLoader(context).load(resourceId),
    }),
    token: t.field({
      type: "Token",
      nullable: true,
      description: "The token; null when it was deleted during this request.",
      resolve: ({ tokenId }, _args, context) => tokenLoader(context).load(tokenId),
    }),
    user: t.field({
      type: "User",
      nullable: true,
      description: "The token's user; null while the token has none. Then nobody signs in with it.",
      resolve: ({ userId }, _args, context) => (userId === null ? null : userLoader(context).load(userId)),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the token was linked." }),
  }),
});

const AssignmentConnection = connectionType(Assignment, "Assignment");

const AssignmentFilter = builder.inputType("AssignmentFilter", {
  description: "Filters assignments; all given conditions must be true.",
  fields: (t) => ({
    token: t.field({ type: TokenRef, description: "Only assignments of this token." }),
    user: t.field({ type: UserRef, description: "Only assignments of this user." }),
    resource: t.field({ type: ResourceRef, description: "Only assignments to this resource." }),
  }),
});

async function getConditions(
  context: Context,
  filter: typeof AssignmentFilter.$inferInput | null | undefined,
): Promise<Conditions> {
  const { token, user, resource } = filter ?? {};
  return {
    tokenId: await seenToken(context, token),
    userId: await seenUser(context, user),
    resourceId: await seenResource(context, resource),
  };
}

builder.queryFields((t) => ({
  assignment: t.field({
    type: Assignment,
    nullable: true,
    description: "One assignment; null when it does not exist.",
    args: { by: t.arg({ type: AssignmentRef, required: true, description: "The assignment." }) },
    resolve: async (_root, { by }, context) => {
      const id = await assignmentId(context.services.database.prisma, context.actor.accountId, by);
      return id === null ? null : assignmentLoader(context).load(id);
    },
  }),
  assignments: t.field({
    type: AssignmentConnection,
    nullable: true,
    description: "The account's assignments, oldest first.",
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: AssignmentFilter, description: "The filter." }) },
    resolve: async (_root, { filter, ...page }, context) => {
      const listing = assignmentListing(
        getScope(context.actor),
        await getConditions(context, filter),
        "account",
      );
      return readConnection(context, page, listing, context.actor.accountId, assignmentLoader(context));
    },
  }),
}));

const EVERY_ASSIGNMENT: Conditions = { tokenId: null, userId: null, resourceId: null };

for (const [name, parent] of [
  ["Token", "token"],
  ["User", "user"],
  ["Resource", "resource"],
] as const) {
  builder.objectField(name, "assignments", (t) =>
    t.field({
      type: AssignmentConnection,
      description: `The assignments of the ${parent}, oldest first.`,
      complexity: pageComplexity,
      args: pageArgs,
      resolve: ({ id }, page, context) =>
        readConnection(
          context,
          page,
          assignmentListing(getScope(context.actor), EVERY_ASSIGNMENT, parent),
          id,
          assignmentLoader(context),
        ),
    }),
  );
}
