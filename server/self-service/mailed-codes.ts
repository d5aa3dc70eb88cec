import type { Client, Transaction } from "../database/prisma.js";

/**
 * Whether the codes of a user's token at a resource are sent by e-mail. Beside what was mailed, too, they prove nothing more: a
 * mailbox alone would be enough.
 */
export async function areCodesMailed(
  client: Client | Transaction,
  accountId: string,
  userId: string,
  resourceId: string,
): Promise<boolean> {
  const links = await client.assignment.count({
    where: { accountId, userId, resourceId, token: { sentBy: "EMAIL" } },
  });
  return links > 0;
}
