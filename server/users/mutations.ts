import { returnQuota } from "../accounts/quota.js";
import { changesBetween } from "../events/record.js";
import { Refusal } from "../graphql/errors.js";
import { globalId } from "../graphql/global-id.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation } from "../graphql/mutation.js";
import { releaseTokensOf } from "../tokens/release.js";
import { checkUserFields, createUser, loginTaken, newUserFields } from "./create.js";
import { userColumns, userLoader } from "./store.js";
import { lockUser, UserRef } from "./user-ref.js";

mutation("userCreate", {
  description: "Creates a user.",
  input: newUserFields,
  errors: ["ALREADY_EXISTS", "QUOTA_EXCEEDED"],
  constraints: { users_account_id_login_lower_key: () => loginTaken(["input", "login"]) },
  run: async (input, action) => done({ userId: (await createUser(action, input, ["input"])).id }),
  payload: (t) => ({
    user: t.field({
      type: "User",
      description: "The new user.",
      resolve: ({ payload }, _args, context) => loadTold(userLoader(context), payload.userId),
    }),
  }),
});

mutation("userUpdate", {
  description: "Changes a user. An absent field keeps its value; null clears it.",
  input: (t) => ({
    user: t.field({ type: UserRef, required: true, description: "Which user." }),
    login: t.string({ description: "New login: 1 to 254 characters, unique in the account." }),
    email: t.string({ description: "New e-mail address; null removes it." }),
    phoneNumber: t.string({ description: "New phone number, as in E.164; null removes it." }),
    firstName: t.string({ description: "New first name; null removes it." }),
    lastName: t.string({ description: "New last name; null removes it." }),
    enabled: t.boolean({ description: "Whether the person may sign in anywhere." }),
  }),
  errors: ["NOT_FOUND", "ALREADY_EXISTS"],
  constraints: { users_account_id_login_lower_key: () => loginTaken(["input", "login"]) },
  run: async (input, action) => {
    const { transaction, accountId, now } = action;
    const before = await lockUser(transaction, accountId, input.user, ["input", "user"]);
    const kept = <T>(given: T | undefined, current: T): T => (given === undefined ? current : given);
    const fields = checkUserFields(
      {
        login: input.login ?? before.login,
        email: kept(input.email, before.email),
        phoneNumber: kept(input.phoneNumber, before.phoneNumber),
        firstName: kept(input.firstName, before.firstName),
        lastName: kept(input.lastName, before.lastName),
        enabled: input.enabled ?? before.enabled,
      },
      ["input"],
    );
    const changes = changesBetween({ ...before }, { ...fields });
    if (changes.length === 0) return done({ userId: before.id });
    await transaction.user.update({
      where: { accountId_id: { accountId, id: before.id } },
      data: { ...userColumns(fields), updatedAt: new Date(now) },
    });
    action.record({
      type: "USER_UPDATED",
      user: { id: before.id, login: fields.login },
      changes,
      summary: `User ${fields.login} changed: ${changes.map(({ field }) => field).join(", ")}.`,
    });
    return done({ userId: before.id });
  },
  payload: (t) => ({
    user: t.field({
      type: "User",
      description: "The user as it is now.",
      resolve: ({ payload }, _args, context) => loadTold(userLoader(context), payload.userId),
    }),
  }),
});

function stillHasTokens(): Refusal {
  return new Refusal(
    "STILL_IN_USE",
    "The user has tokens. Unassign them first, or set releaseTokens to do both.",
    ["input", "releaseTokens"],
  );
}

mutation("userDelete", {
  description: "Deletes a user permanently. Events about it stay.",
  input: (t) => ({
    user: t.field({ type: UserRef, required: true, description: "Which user." }),
    releaseTokens: t.boolean({
      defaultValue: false,
      description:
        "Unassign the user's tokens first; without it, a user with tokens is refused as STILL_IN_USE.",
    }),
  }),
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  constraints: { tokens_account_id_user_id_fkey: stillHasTokens },
  run: async (input, action) => {
    const { transaction, accountId } = action;
    const user = await lockUser(transaction, accountId, input.user, ["input", "user"]);
    if (input.releaseTokens === true) await releaseTokensOf(action, user);
    await transaction.user.delete({ where: { accountId_id: { accountId, id: user.id } } });
    await returnQuota(transaction, accountId, "users");
    action.record({ type: "USER_DELETED", user, summary: `User ${user.login} was deleted.` });
    return done({ userId: user.id });
  },
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id the user had.",
      resolve: ({ payload }) => globalId("User", payload.userId),
    }),
  }),
});
