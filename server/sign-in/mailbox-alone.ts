import type { Client, Transaction } from "../database/prisma.js";
import { RequestError } from "../request-error.js";
import { areCodesMailed, isMailboxAloneBeside } from "../self-service/mailed-codes.js";
import { isSessionOrigin } from "../sessions/begin.js";
import type { OwnSession } from "./person.js";
import type { StartedSignIn } from "./sign-in-store.js";

// A reader of a mailbox has proven one thing, however often: a code of a token that is mailed, too, is no second proof.

/** Whether a mail began a sign-in: one with a code, or with a link. */
async function beganByMail(
  client: Client | Transaction,
  { accountId, mailedTo, invitationId }: StartedSignIn,
): Promise<boolean> {
  if (mailedTo !== null) return true;
  if (invitationId === null) return false;
  const mailed = await client.invitation.count({
    where: { accountId, id: invitationId, messageId: { not: null } },
  });
  return mailed > 0;
}

/** Whether a code of the user's token proves nothing beside what began a sign-in to a portal. */
export async function isMailboxAlone(client: Client | Transaction, started: StartedSignIn): Promise<boolean> {
  const { accountId, userId, resourceId } = started;
  if (userId === null || !(await beganByMail(client, started))) return false;
  return areCodesMailed(client, accountId, userId, resourceId);
}

/** The same in a session of a portal. */
export async function isMailboxAloneIn(
  client: Client | Transaction,
  { accountId, id, userId }: OwnSession,
  resourceId: string,
): Promise<boolean> {
  const session = await client.userSession.findUnique({
    where: { accountId_id: { accountId, id } },
    select: { way: true },
  });
  const way = session !== null && isSessionOrigin(session.way) ? session.way : null;
  return isMailboxAloneBeside(client, { way, accountId, userId, resourceId });
}

/** The answer to a person who has a code that is no second proof. */
export function mailboxAlone(): RequestError {
  return new RequestError(
    "SIGN_IN_REFUSED",
    "You began with a mail, and the codes of your token are mailed, too. Sign out, and sign in with your password and a code.",
    // Pages that say it in another language know it by this.
    { reason: "MAILBOX_ALONE" },
  );
}
