import { getSentBy } from "../channels/channel-target.js";
import type { Client, Transaction } from "../database/prisma.js";
import type { SessionOrigin } from "../sessions/begin.js";

/**
 * Whether the codes of a user's token at a resource are sent by e-mail. Beside another mailed code or link, they prove nothing more: a
 * mailbox would be enough.
 */
export async function areCodesMailed(
  client: Client | Transaction,
  accountId: string,
  userId: string,
  resourceId: string,
): Promise<boolean> {
  const links = await client.assignment.findMany({
    where: { accountId, userId, resourceId },
    select: { token: { select: { sentBy: true } } },
  });
  return links.some(({ token }) => getSentBy(token) === "EMAIL");
}

/** Whether a code of the user's token proves nothing beside what began a session of a portal: only a password needs no mailbox. */
export async function isMailboxAloneBeside(
  client: Client | Transaction,
  session: {
    readonly way: SessionOrigin | null;
    readonly accountId: string;
    readonly userId: string;
    readonly resourceId: string;
  },
): Promise<boolean> {
  const { way, accountId, userId, resourceId } = session;
  return way !== "PASSWORD" && areCodesMailed(client, accountId, userId, resourceId);
}
