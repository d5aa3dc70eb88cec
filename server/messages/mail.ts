import type { Action } from "../actions/action.js";
import type { MailedLink } from "../delivery/texts/message-facts.js";
import type { UserRow } from "../users/user-store.js";
import { changeNoticeLimits, mailedLinkLimits } from "./message-limits.js";
import { NOTICE_TTL_MS, type QueuedMail, queueMail } from "./person-queue.js";

type Person = Pick<UserRow, "id" | "login" | "email">;

/** Mails a link to a person, after the transaction has committed. The link is stored encrypted, and only until it is sent. */
export function mailLink(action: Action, person: Person, link: MailedLink): Promise<QueuedMail> {
  const { accountId } = action;
  const { id: userId, login, email } = person;
  return queueMail(action, {
    purpose: link.asksFor === "PASSWORD" ? "PASSWORD_RESET" : "INVITATION",
    userId,
    to: email,
    says: { login, link },
    limits: (to) => mailedLinkLimits(accountId, userId, to),
    expiresAt: new Date(link.until),
  });
}

/**
 * Mails to a person what changed, with what to do if somebody else did it (NIST SP 800-63B-4, 4.6). Without an address or a
 * channel nothing is sent: the change is kept, and the event says it. No user who asks for codes can use up what such a mail
 * needs.
 * @param clientAddress from where it was changed.
 */
export async function mailNotice(
  action: Action,
  person: Person,
  purpose: "PASSWORD_SET" | "TOKEN_CONNECTED",
  clientAddress: string | null,
): Promise<void> {
  const { accountId, now } = action;
  const { id: userId, login, email } = person;
  await queueMail(action, {
    purpose,
    userId,
    to: email,
    says: { login, clientAddress },
    limits: (to) => changeNoticeLimits(accountId, userId, purpose, "EMAIL", to),
    expiresAt: new Date(now + NOTICE_TTL_MS),
  });
}
