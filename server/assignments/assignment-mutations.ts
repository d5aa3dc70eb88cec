import { Refusal } from "@tokenplane/rules/refusal";
import { getFactor } from "../factors/by-kind.js";
import type { Action } from "../actions/action.js";
import { mayTouchConsole, mayTouchUser } from "../actions/may-touch.js";
import { done, useCase } from "../actions/use-case.js";
import { endBypasses } from "../bypass/end.js";
import { lockRow } from "../database/lock.js";
import { globalId, localId } from "../global-id.js";
import { createResource, nameTaken, type NewResourceInput } from "../resources/create-resource.js";
import { namedResource, noSuchResource, type ResourceRefInput } from "../resources/resource-ref.js";
import type { ResourceRow } from "../resources/resource-store.js";
import { getHolder } from "../tokens/holder.js";
import type { TokenRow } from "../tokens/token-store.js";
import { heldToken, holdTokens, type TokenRefInput } from "../tokens/token-ref.js";
import { namedUser, type UserRefInput } from "../users/user-ref.js";
import { assignmentId, type AssignmentRef } from "./assignment-ref.js";

/** The resource for the token: an existing one, or one to create. */
export interface LinkTargetInput {
  readonly newResource?: NewResourceInput | null | undefined;
  readonly resource?: ResourceRefInput | null | undefined;
}

async function getTarget(action: Action, to: LinkTargetInput): Promise<ResourceRow> {
  const path = ["input", "to"];
  if (to.newResource != null) return createResource(action, to.newResource, [...path, "newResource"]);
  return namedResource(action.transaction, action.accountId, to.resource ?? {}, [...path, "resource"]);
}

/**
 * Whether a token may be linked to the console: by an ADMIN, and of a kind that proves more than a mailbox.
 * @throws Refusal NOT_SUPPORTED_BY_MODEL
 * @throws RequestError FORBIDDEN
 */
function checkConsoleLink({ actor, now }: Action, token: TokenRow): void {
  mayTouchConsole(actor, now);
  const objection = getFactor(token).consoleObjection(token);
  if (objection === null) return;
  throw new Refusal("NOT_SUPPORTED_BY_MODEL", objection, ["input", "token"]);
}

/** The assignment that `assignmentCreate` creates. */
export interface AssignmentCreateRequest {
  /** An assignment that is removed in the same step. If the new one is refused, it stays. */
  readonly replaces?: AssignmentRef | null | undefined;
  readonly to: LinkTargetInput;
  readonly token: TokenRefInput;
  /** Whom the token must belong to; otherwise the assignment is refused. By default, the owner is not checked. */
  readonly user?: UserRefInput | null | undefined;
}

/** Links a token to an existing resource, or to a new one. */
export const assignmentCreate = useCase("assignmentCreate", {
  errors: [
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "USER_HAS_TOKEN_AT_RESOURCE",
    "QUOTA_EXCEEDED",
    "NOT_SUPPORTED_BY_MODEL",
  ],
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
  run: async (input: AssignmentCreateRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    if (input.replaces != null) {
      await holdTokens(action, [input.token, ...(await getTokens(action, [input.replaces]))]);
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
    const resource = await getTarget(action, input.to);
    if (resource.kind === "CONSOLE") checkConsoleLink(action, token);
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
    const user = await getHolder(action, token);
    action.record({
      type: "TOKEN_LINKED",
      token,
      user,
      resource,
      params: { isImported: false },
    });
    return done({ assignmentId: id });
  },
});

/** The tokens of assignments, as references. What does not exist is left out. */
export async function getTokens(
  { transaction, accountId }: Action,
  assignments: readonly AssignmentRef[],
): Promise<TokenRefInput[]> {
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
async function unlink(action: Action, ref: AssignmentRef, path: readonly string[]): Promise<string> {
  const { transaction, accountId } = action;
  const noSuchAssignment = new Refusal("NOT_FOUND", "There is no such assignment.", path);
  const id = await assignmentId(transaction, accountId, ref);
  if (id === null) throw noSuchAssignment;
  const where = { accountId_id: { accountId, id } };
  const named = await transaction.assignment.findUnique({ where, select: { tokenId: true } });
  if (named === null) throw noSuchAssignment;
  await lockRow(transaction, "tokens", accountId, named.tokenId);
  // Read after that: the token may have been given to somebody else meanwhile.
  const found = await transaction.assignment.findUnique({
    where,
    include: { token: { include: { user: true } }, resource: true },
  });
  if (found === null) throw noSuchAssignment;
  const { token, resource } = found;
  await mayTouchUser(action, token.userId);
  if (resource.kind === "CONSOLE") mayTouchConsole(action.actor, action.now);
  const which = { tokenId: token.id, resourceId: resource.id };
  await endBypasses(action, which, "UNLINKED", "UNLINKED");
  const { count } = await transaction.assignment.deleteMany({ where: { accountId, id: found.id } });
  // If two requests delete it at once, only one of them does it.
  if (count === 0) throw noSuchAssignment;
  action.record({
    type: "TOKEN_UNLINKED",
    token,
    user: token.user,
    resource,
    params: { because: null },
  });
  return found.id;
}

/** Which assignment `assignmentDelete` deletes. */
export interface AssignmentDeleteRequest {
  readonly assignment: AssignmentRef;
}

/** Unlinks a token from a resource. */
export const assignmentDelete = useCase("assignmentDelete", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async ({ assignment }: AssignmentDeleteRequest, action: Action) =>
    done({ assignmentId: await unlink(action, assignment, ["input", "assignment"]) }),
});
