import type { Action } from "../actions/action.js";
import { returnQuota } from "../actions/quota.js";
import { done, useCase } from "../actions/use-case.js";
import { endBypasses } from "../bypass/end.js";
import { getHolder } from "../tokens/holder.js";
import type { TokenRow } from "../tokens/token-store.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";

/** Deletes a held token permanently, with its links, its bypasses and its open enrolment. Its events stay. */
export async function deleteToken(action: Action, token: TokenRow): Promise<void> {
  const { transaction, accountId } = action;
  await endBypasses(action, { tokenId: token.id }, "REVOKED", "TOKEN_DELETED");
  const { count } = await transaction.assignment.deleteMany({ where: { accountId, tokenId: token.id } });
  await transaction.token.delete({ where: { accountId_id: { accountId, id: token.id } } });
  await returnQuota(transaction, accountId, "tokens");
  const user = await getHolder(action, token);
  action.record({
    type: "TOKEN_DELETED",
    token,
    user,
    params: { links: count },
  });
}

/** Which token `tokenDelete` deletes. */
export interface TokenDeleteRequest {
  readonly token: TokenRefInput;
}

/** Deletes a token permanently, with its links. */
export const tokenDelete = useCase("tokenDelete", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async (input: TokenDeleteRequest, action: Action) => {
    const token = await heldToken(action, input.token);
    await deleteToken(action, token);
    return done({ tokenId: token.id });
  },
});
