import { globalId } from "../../global-id.js";
import { userDelete } from "../../leaving/delete-user.js";
import { recoveryCodeRevoke } from "../../recovery-codes/revoke.js";
import { userUpdate } from "../../leaving/update-user.js";
import { userCreate } from "../../users/user-mutations.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { newUserFields } from "./create-user.js";
import { userLoader } from "./user-loader.js";
import { UserRef } from "./user-ref.js";

export const userCreateMutation = mutation(userCreate, {
  description: "Creates a user.",
  input: newUserFields,
  payload: (t) => ({
    user: t.field({
      type: "User",
      description: "The new user.",
      resolve: ({ payload }, _args, context) => loadReturned(userLoader(context), payload.userId),
    }),
  }),
});

export const userUpdateMutation = mutation(userUpdate, {
  description: "Changes a user. An absent field keeps its value; null clears it.",
  input: (t) => ({
    user: t.field({ type: UserRef, required: true, description: "The user." }),
    login: t.string({ description: "New login: 1 to 254 characters, unique in the account." }),
    email: t.string({
      description:
        "New e-mail address; null removes it. Links in mails to the previous address no longer work. Sessions in which no code of a token was used end. A password that such a link set is removed, unless a token of the user was used since.",
    }),
    phoneNumber: t.string({ description: "New phone number, as in E.164; null removes it." }),
    firstName: t.string({ description: "New first name; null removes it." }),
    lastName: t.string({ description: "New last name; null removes it." }),
    locale: t.string({
      description:
        "New language of mails and messages to the person, and of what a phone asks: en, de, fr, es, uk or pl; null for the account's.",
    }),
    enabled: t.boolean({ description: "Whether the person may sign in anywhere." }),
  }),
  payload: (t) => ({
    user: t.field({
      type: "User",
      description: "The user as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(userLoader(context), payload.userId),
    }),
  }),
});

export const userDeleteMutation = mutation(userDelete, {
  description: "Deletes a user permanently. Events about it stay.",
  input: (t) => ({
    user: t.field({ type: UserRef, required: true, description: "The user." }),
    releaseTokens: t.boolean({
      defaultValue: false,
      description:
        "Unassign the user's tokens first; without it, a user with tokens is refused as STILL_IN_USE.",
    }),
  }),
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id the user had.",
      resolve: ({ payload }) => globalId("User", payload.userId),
    }),
  }),
});

mutation(recoveryCodeRevoke, {
  description:
    "Makes the recovery code of a user void, if there is one. The user makes another one in the portal, with a code of the token.",
  input: (t) => ({ user: t.field({ type: UserRef, required: true, description: "Whose." }) }),
  payload: (t) => ({
    user: t.field({
      type: "User",
      description: "The user as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(userLoader(context), payload.userId),
    }),
  }),
});
