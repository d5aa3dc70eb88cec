import { mailAddress } from "@tokenplane/rules/channel";
import type { Action } from "../actions/action.js";
import type { MailedLink, MailPurpose } from "../delivery/texts/message-facts.js";
import type { UserRow } from "../users/store.js";
import { addressLimits, countSend, mailedLinkLimits } from "./limits.js";
import { NOTHING_NAMED } from "./payload.js";
import { storeMessage } from "./queue.js";
import { routesOf } from "./routes.js";

/** How long a notice is of use, in milliseconds. */
const NOTICE_TTL_MS = 24 * 60 * 60_000;

/** Why a mail is not queued. */
export type MailObstacle = "NO_ADDRESS" | "NO_CHANNEL" | "SENT_TOO_OFTEN";

type Person = Pick<UserRow, "id" | "login" | "email">;

/** A mail that is asked for. */
interface NewMail {
  readonly purpose: MailPurpose;
  readonly link: MailedLink | null;
  /** From where something was changed; null for a mail with a link. */
  readonly clientAddress: string | null;
}

/** Queues a mail to a person, if it can be sent. @returns the message's id, or what prevents it: then nothing is stored. */
async function queueMail(
  action: Action,
  { id: userId, login, email }: Person,
  { purpose, link, clientAddress }: NewMail,
): Promise<{ readonly messageId: string } | MailObstacle> {
  const { transaction, accountId, now, services } = action;
  const kind = "EMAIL";
  if (email === null || mailAddress(email) !== null) return "NO_ADDRESS";
  const destination = { accountId, kind, country: null, channelId: null } as const;
  if (typeof (await routesOf(transaction, services.config, destination)) === "string") return "NO_CHANNEL";
  const limits = [
    ...(link === null ? [] : mailedLinkLimits(accountId, userId)),
    ...addressLimits(accountId, kind, email),
  ];
  if (!(await countSend(transaction, services.hmacKey, limits, now))) return "SENT_TOO_OFTEN";
  const payload = { ...NOTHING_NAMED, to: email, login, clientAddress, link, userId: null, wakeUp: null };
  const expiresAt = new Date(link === null ? now + NOTICE_TTL_MS : link.until);
  const messageId = await storeMessage(
    action,
    { kind, purpose, tokenId: null, challengeId: null, userId, channelId: null, payload, expiresAt },
    { country: null, obstacle: null },
  );
  return { messageId };
}

/** Mails a link to a person, after the transaction has committed. The link is stored encrypted, and only until it is sent. */
export function mailLink(
  action: Action,
  person: Person,
  link: MailedLink,
): Promise<{ readonly messageId: string } | MailObstacle> {
  const purpose = link.asksFor === "PASSWORD" ? "PASSWORD_RESET" : "INVITATION";
  return queueMail(action, person, { purpose, link, clientAddress: null });
}

/**
 * Mails to a person what changed, with what to do if somebody else did it (NIST SP 800-63B-4, 4.6). Without an address or a
 * channel nothing is sent: what changed stands, and the event says it.
 * @param clientAddress from where it was changed.
 */
export async function mailNotice(
  action: Action,
  person: Person,
  purpose: "PASSWORD_SET" | "TOKEN_CONNECTED",
  clientAddress: string | null,
): Promise<void> {
  await queueMail(action, person, { purpose, link: null, clientAddress });
}
