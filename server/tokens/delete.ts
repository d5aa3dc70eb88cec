import { returnQuota } from "../accounts/quota.js";
import { endBypasses } from "../bypass/end.js";
import { counted } from "../events/record.js";
import type { Action } from "../graphql/mutation.js";
import { holderOf } from "./holder.js";
import type { TokenRow } from "./store.js";

/** Deletes a held token permanently, with its links, its bypasses and its open enrolment. Its events stay. */
export async function deleteToken(action: Action, token: TokenRow): Promise<void> {
  const { transaction, accountId } = action;
  await endBypasses(action, { tokenId: token.id }, "REVOKED", "the token was deleted");
  const { count } = await transaction.assignment.deleteMany({ where: { accountId, tokenId: token.id } });
  await transaction.token.delete({ where: { accountId_id: { accountId, id: token.id } } });
  await returnQuota(transaction, accountId, "tokens");
  const user = await holderOf(action, token);
  action.record({
    type: "TOKEN_DELETED",
    token,
    user,
    summary: `Token ${token.name} was deleted, with ${counted(count, "link")}.`,
  });
}
