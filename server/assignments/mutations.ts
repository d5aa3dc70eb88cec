import { endBypasses } from "../bypass/end.js";
import { lockRow } from "../database/lock.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { globalId, localId } from "../graphql/global-id.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { createResource, nameTaken, NewResourceInput } from "../resources/create.js";
import { namedResource, noSuchResource, ResourceRef } from "../resources/resource-ref.js";
import type { ResourceRow } from "../resources/store.js";
import { holderOf } from "../tokens/holder.js";
import { heldToken, holdTokens, TokenRef } from "../tokens/token-ref.js";
import { namedUser, UserRef } from "../users/user-ref.js";
import { assignmentId, AssignmentRef } from "./assignment-ref.js";
import { assignmentLoader } from "./store.js";

const LinkTargetInput = builder.inputType("LinkTargetInput", {
  description: "The resource for the token: an existing one, or one to create.",
  isOneOf: true,
  fields: (t) => ({
    resource: t.field({ type: ResourceRef, description: "An existing resource." }),
    newResource: t.field({ type: NewResourceInput, description: "A resource to create." }),
  }),
});

async function targetOf(action: Action, to: typeof LinkTargetInput.$inferInput): Promise<ResourceRow> {
  const path = ["input", "to"];
  if (to.newResource != null) return createResource(action, to.newResource, [...path, "newResource"]);
  return namedResource(action.transaction, action.accountId, to.resource ?? {}, [...path, "resource"]);
}

export const assignmentCreate = mutation("assignmentCreate", {
  description:
    "Links a token to an existing resource, or to a new one. The token's user then signs in there with it. With `replaces`, it takes the place of another assignment.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    to: t.field({ type: LinkTargetInput, required: true, description: "Which resource." }),
    user: t.field({
      type: UserRef,
      description:
        "The user that the token must belong to. If it belongs to another user, the link is refused.",
    }),
    replaces: t.field({
      type: AssignmentRef,
      description:
        "An assignment that is removed in the same step, as by assignmentDelete. So a user gets another token at a resource, or a token is moved to another resource. When the new assignment is refused, the old one stays.",
    }),
  }),
  errors: ["NOT_FOUND", "ALREADY_EXISTS", "USER_HAS_TOKEN_AT_RESOURCE", "QUOTA_EXCEEDED"],
  constraints: {
    resources_account_id_name_key: () => nameTaken(["input", "to", "newResource", "name"]),
    assignments_account_id_resource_id_token_id_key: () =>
      new Refusal("ALREADY_EXISTS", "The token is linked to this resource already.", ["input", "to"]),
    assignments_account_id_resource_id_user_id_key: () =>
      new Refusal(
        "USER_HAS_TOKEN_AT_RESOURCE",
        "The token's user already has another token at this resource. Unlink that one first.",
        ["input", "to"],
      ),
    // The resource was deleted meanwhile.
    assignments_account_id_resource_id_fkey: () => noSuchResource(["input", "to", "resource"]),
  },
  run: async (input, action) => {
    const { transaction, accountId, now } = action;
    if (input.replaces != null) {
      await holdTokens(action, [input.token, ...(await tokensOf(action, [input.replaces]))]);
      await unlink(action, input.replaces, ["input", "replaces"]);
    }
    // Locked: the link gets the token's user, and the token gets no other user meanwhile.
    const token = await heldToken(action, input.token);
    if (input.user != null) {
      const user = await namedUser(transaction, accountId, input.user, ["input", "user"]);
      if (token.userId !== user.id) {
        throw new Refusal("VALIDATION_FAILED", "The token does not belong to this user.", ["input", "user"]);
      }
    }
    const resource = await targetOf(action, input.to);
    const id = action.newId();
    await transaction.assignment.create({
      data: {
        accountId,
        id,
        resourceId: resource.id,
        tokenId: token.id,
        userId: token.userId,
        createdAt: new Date(now),
      },
    });
    const user = await holderOf(action, token);
    action.record({
      type: "TOKEN_LINKED",
      token,
      user,
      resource,
      summary: `Token ${token.name}${user === null ? "" : ` of ${user.login}`} was linked to ${resource.name}.`,
    });
    return done({ assignmentId: id });
  },
  payload: (t) => ({
    assignment: t.field({
      type: "Assignment",
      description: "The new assignment.",
      resolve: ({ payload }, _args, context) => loadTold(assignmentLoader(context), payload.assignmentId),
    }),
  }),
});

/** The tokens of assignments, as references. What does not exist is left out. */
export async function tokensOf(
  { transaction, accountId }: Action,
  assignments: readonly (typeof AssignmentRef.$inferInput)[],
): Promise<(typeof TokenRef.$inferInput)[]> {
  const ids = assignments.flatMap(({ id }) => localId("Assignment", id ?? "") ?? []);
  const rows =
    ids.length === 0
      ? []
      : await transaction.assignment.findMany({
          where: { accountId, id: { in: ids } },
          select: { tokenId: true },
        });
  return [
    ...assignments.flatMap(({ link }) => link?.token ?? []),
    ...rows.map(({ tokenId }) => ({ id: globalId("Token", tokenId) })),
  ];
}

/**
 * Unlinks a token from a resource, and ends the bypass that is valid only there. Each gets an event.
 * @returns the id that the assignment had.
 * @throws Refusal NOT_FOUND at the path.
 */
async function unlink(
  action: Action,
  ref: typeof AssignmentRef.$inferInput,
  path: readonly string[],
): Promise<string> {
  const { transaction, accountId } = action;
  const noSuchAssignment = new Refusal("NOT_FOUND", "There is no such assignment.", path);
  const id = await assignmentId(transaction, accountId, ref);
  const found =
    id === null
      ? null
      : await transaction.assignment.findUnique({
          where: { accountId_id: { accountId, id } },
          include: { token: { include: { user: true } }, resource: true },
        });
  if (found === null) throw noSuchAssignment;
  const { token, resource } = found;
  await lockRow(transaction, "tokens", accountId, token.id);
  const which = { tokenId: token.id, resourceId: resource.id };
  await endBypasses(action, which, "UNLINKED", `the token was unlinked from ${resource.name}`);
  const { count } = await transaction.assignment.deleteMany({ where: { accountId, id: found.id } });
  // If two requests delete it at once, only one of them does it.
  if (count === 0) throw noSuchAssignment;
  action.record({
    type: "TOKEN_UNLINKED",
    token,
    user: token.user,
    resource,
    summary: `Token ${token.name} was unlinked from ${resource.name}.`,
  });
  return found.id;
}

export const assignmentDelete = mutation("assignmentDelete", {
  description: "Unlinks a token from a resource. A bypass that is valid only there ends.",
  input: (t) => ({
    assignment: t.field({ type: AssignmentRef, required: true, description: "Which assignment." }),
  }),
  errors: ["NOT_FOUND"],
  run: async ({ assignment }, action) =>
    done({ assignmentId: await unlink(action, assignment, ["input", "assignment"]) }),
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id the assignment had.",
      resolve: ({ payload }) => globalId("Assignment", payload.assignmentId),
    }),
  }),
});
