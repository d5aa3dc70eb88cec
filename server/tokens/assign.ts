import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { mayTouchUser } from "../actions/may-touch.js";
import { Prisma } from "../database/generated/client.js";
import { createUser, loginTaken, type NewUserInput } from "../users/create-user.js";
import type { UserRow } from "../users/user-store.js";
import { namedUser, type UserRefInput } from "../users/user-ref.js";
import type { TokenRow } from "./token-store.js";

/** The user who gets a token: an existing one, or one to create. */
export interface AssigneeInput {
  readonly newUser?: NewUserInput | null | undefined;
  readonly user?: UserRefInput | null | undefined;
}

/** The user an AssigneeInput names or creates. @throws Refusal */
export async function getAssignee(
  action: Action,
  to: AssigneeInput,
  path: readonly string[],
): Promise<UserRow> {
  if (to.newUser != null) return createUser(action, to.newUser, [...path, "newUser"]);
  const user = await namedUser(action.transaction, action.accountId, to.user ?? {}, [...path, "user"]);
  await mayTouchUser(action, user.id);
  return user;
}

/** The refusals that the database's constraints mean to those who assign tokens. */
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
    params: {},
  });
}
