import { builder } from "../builder.js";
import { TokenRef } from "../tokens/token-ref.js";

export const BypassRef = builder.inputType("BypassRef", {
  description: "Identifies running bypasses: one, or all of a token.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "One, by its global id." }),
    token: t.field({ type: TokenRef, description: "All running bypasses of this token, for every scope." }),
  }),
});
