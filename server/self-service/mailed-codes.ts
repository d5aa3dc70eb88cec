import type { Action } from "../actions/action.js";

/**
 * Whether the codes of a user's token at a resource are sent by e-mail. Beside a link that was mailed, they prove nothing more:
 * a mailbox alone would be enough.
 */
export async function areCodesMailed(
  { transaction, accountId }: Action,
  userId: string,
  resourceId: string,
): Promise<boolean> {
  const links = await transaction.assignment.count({
    where: { accountId, userId, resourceId, token: { sentBy: "EMAIL" } },
  });
  return links > 0;
}
