import { tokenAssign, tokenUnassign } from "../../leaving/assign.js";
import { builder } from "../builder.js";
import { mutation } from "../mutation.js";
import { NewUserInput } from "../users/create-user.js";
import { UserRef } from "../users/user-ref.js";
import { changedToken } from "./payload.js";
import { TokenRef } from "./token-ref.js";

export const AssigneeInput = builder.inputType("AssigneeInput", {
  description: "The user who gets a token or a role: an existing one, or one to create.",
  isOneOf: true,
  fields: (t) => ({
    user: t.field({ type: UserRef, description: "An existing user." }),
    newUser: t.field({ type: NewUserInput, description: "A user to create." }),
  }),
});

export const tokenAssignMutation = mutation(tokenAssign, {
  description:
    "Gives a token to an existing user, or to a new one. A token that belongs to another user is moved only when `from` names that user; nothing of that user stays with it, as after tokenUnassign.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    to: t.field({ type: AssigneeInput, required: true, description: "The user who gets it." }),
    from: t.field({
      type: UserRef,
      description: "The user it is taken from; only needed to move a token that has a user.",
    }),
  }),
  payload: changedToken,
});

export const tokenUnassignMutation = mutation(tokenUnassign, {
  description:
    "Takes a token from its user. Its links stay, except the one to the console; nobody signs in with it until it has a user again. Nothing of the user stays with it: its bypasses and open challenges end, and its PIN and that of its suite are removed. The secret of an app, the phone that was asked, and the number, address or chat that codes were sent to are removed, too; such a token is then PENDING.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "The token." }) }),
  payload: changedToken,
});
