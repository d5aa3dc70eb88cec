import { Prisma } from "../database/generated/client.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { createUser, loginTaken, NewUserInput } from "../users/create.js";
import type { UserRow } from "../users/store.js";
import { namedUser, UserRef } from "../users/user-ref.js";
import { holderOf } from "./holder.js";
import { releaseToken } from "./release.js";
import { type TokenRow } from "./store.js";
import { changedToken } from "./payload.js";
import { heldToken, TokenRef } from "./token-ref.js";

export const AssigneeInput = builder.inputType("AssigneeInput", {
  description: "The user who gets a token: an existing one, or one to create.",
  isOneOf: true,
  fields: (t) => ({
    user: t.field({ type: UserRef, description: "An existing user." }),
    newUser: t.field({ type: NewUserInput, description: "A user to create." }),
  }),
});

/** The user an AssigneeInput names or creates. @throws Refusal */
export async function assigneeOf(
  action: Action,
  to: typeof AssigneeInput.$inferInput,
  path: readonly string[],
): Promise<UserRow> {
  if (to.newUser != null) return createUser(action, to.newUser, [...path, "newUser"]);
  return namedUser(action.transaction, action.accountId, to.user ?? {}, [...path, "user"]);
}

/** What the database's constraints mean to those who assign tokens. */
export const assigningConstraints = {
  users_account_id_login_lower_key: () => loginTaken(["input", "to", "newUser", "login"]),
  assignments_account_id_resource_id_user_id_key: () =>
    new Refusal(
      "USER_HAS_TOKEN_AT_RESOURCE",
      "The user already has a token at a resource this one is linked to. Unlink one of them first.",
      ["input", "to"],
    ),
  // The user was deleted meanwhile.
  tokens_account_id_user_id_fkey: () => new Refusal("NOT_FOUND", "There is no such user.", ["input", "to"]),
};

/** Gives a held token that has no user to one, on all its links too. */
export async function giveToken(action: Action, token: TokenRow, user: UserRow): Promise<void> {
  const { transaction, accountId, now } = action;
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: { userId: user.id, revision: { increment: 1 }, updatedAt: new Date(now) },
  });
  await transaction.$executeRaw(Prisma.sql`
    UPDATE assignments SET user_id = ${user.id}::uuid WHERE account_id = ${accountId}::uuid AND token_id = ${token.id}::uuid`);
  action.record({
    type: "TOKEN_ASSIGNED",
    token,
    user,
    changes: [{ field: "user", from: null, to: user.login }],
    summary: `Token ${token.name} was given to ${user.login}.`,
  });
}

export const tokenAssign = mutation("tokenAssign", {
  description:
    "Gives a token to an existing user, or to a new one. A token that belongs to another user is moved only when `from` names that user.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    to: t.field({ type: AssigneeInput, required: true, description: "Who gets it." }),
    from: t.field({
      type: UserRef,
      description: "The user it is taken from; only needed to move a token that has a user.",
    }),
  }),
  errors: ["NOT_FOUND", "ALREADY_EXISTS", "ALREADY_ASSIGNED", "USER_HAS_TOKEN_AT_RESOURCE", "QUOTA_EXCEEDED"],
  constraints: assigningConstraints,
  run: async (input, action) => {
    const token = await heldToken(action, input.token);
    const from =
      input.from == null
        ? null
        : await namedUser(action.transaction, action.accountId, input.from, ["input", "from"]);
    const holder = await holderOf(action, token);
    if (from !== null && holder?.id !== from.id) {
      throw new Refusal("VALIDATION_FAILED", "The token does not belong to the user in `from`.", [
        "input",
        "from",
      ]);
    }
    const user = await assigneeOf(action, input.to, ["input", "to"]);
    if (holder?.id === user.id) return done({ tokenId: token.id });
    if (holder !== null && from === null) {
      throw new Refusal(
        "ALREADY_ASSIGNED",
        "The token belongs to another user. Name that user in `from` to move it.",
        ["input", "token"],
      );
    }
    const free = holder === null ? token : await releaseToken(action, token, holder);
    await giveToken(action, free, user);
    return done({ tokenId: token.id });
  },
  payload: changedToken,
});

export const tokenUnassign = mutation("tokenUnassign", {
  description:
    "Takes a token from its user. Its links stay; nobody signs in with it until it has a user again. Its bypasses end, and the secret of an app is deleted.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "Which token." }) }),
  errors: ["NOT_FOUND"],
  run: async (input, action) => {
    const token = await heldToken(action, input.token);
    const holder = await holderOf(action, token);
    if (holder !== null) await releaseToken(action, token, holder);
    return done({ tokenId: token.id });
  },
  payload: changedToken,
});
