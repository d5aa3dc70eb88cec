import { builder } from "../builder.js";
import { TokenRef } from "../tokens/token-ref.js";
import { UserRef } from "../users/user-ref.js";

export const SubjectInput = builder.inputType("SubjectInput", {
  description: "A user (whose token at the resource is used), or a token (with its user).",
  isOneOf: true,
  fields: (t) => ({
    user: t.field({ type: UserRef, description: "The user." }),
    token: t.field({ type: TokenRef, description: "The token." }),
  }),
});
