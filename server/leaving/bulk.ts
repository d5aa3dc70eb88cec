import { bulkUseCase } from "../actions/bulk-use-case.js";
import { hold } from "../tokens/token-ref.js";
import { tokenAssign, tokenUnassign } from "./assign.js";
import { tokenDelete } from "./delete-token.js";

/** Deletes many tokens permanently, with their links. */
export const tokensDelete = bulkUseCase("tokensDelete", tokenDelete, {
  hold,
});

/** Gives many tokens to existing or new users, as `tokenAssign` does. */
export const tokensAssign = bulkUseCase("tokensAssign", tokenAssign, {
  hold,
});

/** Takes many tokens from their users, as `tokenUnassign` does. */
export const tokensUnassign = bulkUseCase("tokensUnassign", tokenUnassign, {
  hold,
});
