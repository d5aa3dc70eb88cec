import type { Action } from "../actions/action.js";
import type { UserRow } from "../users/user-store.js";
import type { TokenRow } from "./token-store.js";

/** The user that a held token has; null when it has none. */
export async function getHolder(
  { transaction, accountId }: Action,
  { userId }: Pick<TokenRow, "userId">,
): Promise<UserRow | null> {
  if (userId === null) return null;
  return transaction.user.findUniqueOrThrow({ where: { accountId_id: { accountId, id: userId } } });
}
