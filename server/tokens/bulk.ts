import { bulkMutation } from "../graphql/bulk-mutation.js";
import type { Action } from "../graphql/mutation.js";
import { tokenAssign, tokenUnassign } from "./assign.js";
import { tokenDelete, tokenDisable, tokenEnable } from "./settings.js";
import { holdTokens, type TokenRefInput } from "./token-ref.js";

/** Holds the token of every item. */
function hold(action: Action, items: readonly { readonly token: TokenRefInput }[]): Promise<void> {
  return holdTokens(
    action,
    items.map(({ token }) => token),
  );
}

bulkMutation("tokensEnable", tokenEnable, { description: "Enables many tokens again.", hold });

bulkMutation("tokensDisable", tokenDisable, {
  description: "Disables many tokens: nobody can authenticate with them until they are enabled again.",
  hold,
});

bulkMutation("tokensDelete", tokenDelete, {
  description: "Deletes many tokens permanently, with their links. This cannot be undone; their events stay.",
  hold,
});

bulkMutation("tokensAssign", tokenAssign, {
  description: "Gives many tokens to existing or new users, as `tokenAssign` does.",
  hold,
});

bulkMutation("tokensUnassign", tokenUnassign, {
  description: "Takes many tokens from their users, as `tokenUnassign` does.",
  hold,
});
