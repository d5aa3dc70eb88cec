import { bulkUseCase } from "../actions/bulk-use-case.js";
import { hold } from "../tokens/token-ref.js";
import { holdUsers } from "../users/user-ref.js";
import { tokenAssign, tokenUnassign } from "./assign.js";
import { tokenDelete } from "./delete-token.js";
import { userDelete } from "./delete-user.js";
import { userUpdate } from "./update-user.js";

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

/** Deletes many users permanently. */
export const usersDelete = bulkUseCase("usersDelete", userDelete, {
  hold: holdUsers,
});

/** Changes many users. */
export const usersUpdate = bulkUseCase("usersUpdate", userUpdate, {
  hold: holdUsers,
});
