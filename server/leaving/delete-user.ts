import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { returnQuota } from "../actions/quota.js";
import { done, useCase } from "../actions/use-case.js";
import { cancelMails } from "../messages/queue.js";
import { lockUser, type UserRefInput } from "../users/user-ref.js";
import { releaseTokens } from "./release.js";

function stillHasTokens(): Refusal {
  return new Refusal(
    "STILL_IN_USE",
    "The user has tokens. Unassign them first, or set releaseTokens to do both.",
    ["input", "releaseTokens"],
  );
}

/** Which user `userDelete` deletes. */
export interface UserDeleteRequest {
  /** Whether the user's tokens are taken from the user first. By default, a user who has tokens is not deleted. */
  readonly releaseTokens?: boolean | null | undefined;
  readonly user: UserRefInput;
}

/** Deletes a user permanently. */
export const userDelete = useCase("userDelete", {
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  constraints: {
    tokens_account_id_user_id_fkey: stillHasTokens,
    administrators_account_id_user_id_fkey: () =>
      new Refusal(
        "STILL_IN_USE",
        "The user is an administrator. Remove the role first, with administratorDelete.",
        ["input", "user"],
      ),
  },
  isUrgent: true,
  run: async (input: UserDeleteRequest, action: Action) => {
    const { transaction, accountId } = action;
    const user = await lockUser(action, input.user, ["input", "user"]);
    if (input.releaseTokens === true) await releaseTokens(action, user);
    await transaction.user.delete({ where: { accountId_id: { accountId, id: user.id } } });
    await cancelMails(action, user.id);
    await returnQuota(transaction, accountId, "users");
    action.record({ type: "USER_DELETED", user, params: {} });
    return done({ userId: user.id });
  },
});
