import { builder } from "../graphql/builder.js";
import { TokenRef } from "../tokens/token-ref.js";

export const BypassRef = builder.inputType("BypassRef", {
  description: "Names bypasses that run: one, or all of a token.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "One, by its global id." }),
    token: t.field({ type: TokenRef, description: "All of this token, at every scope." }),
  }),
});
