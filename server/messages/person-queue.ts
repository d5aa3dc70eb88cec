import { email } from "@tokenplane/rules/text";
import type { Action } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import type { Client, Transaction } from "../database/prisma.js";
import type { MailPurpose } from "../delivery/texts/message-facts.js";
import { countSend, type Limit, UNCOUNTED } from "./message-limits.js";
import { type MessagePayload, NOTHING_NAMED } from "./payload.js";
import { storeMessage } from "./queue.js";
import { getRoutes } from "./routes.js";

/** Why a mail is not queued. */
export type MailObstacle = "NO_ADDRESS" | "NO_CHANNEL" | "SENT_TOO_OFTEN";

/** A mail that was queued, or what prevents it. */
export type QueuedMail = { readonly messageId: string } | MailObstacle;

/** How long a notice is of use, in milliseconds. */
export const NOTICE_TTL_MS = 24 * 60 * 60_000;

/** A mail to a person that is asked for. */
export interface NewMail {
  readonly purpose: MailPurpose;
  readonly userId: string;
  /** As in the person's record; null when there is none. */
  readonly to: string | null;
  readonly says: Pick<MessagePayload, "login"> & Partial<Omit<MessagePayload, "to" | "userId">>;
  /** By the address that the mail goes to. */
  readonly limits: (to: string) => readonly Limit[];
  readonly expiresAt: Date;
}

/** The address, if mails can be sent there; else null. */
export function usableAddress(address: string | null): string | null {
  return address === null || email(address) !== null ? null : address;
}

/** Whether an account has a channel for mails. */
export async function sendsMails(
  client: Client | Transaction,
  config: Services["config"],
  accountId: string,
): Promise<boolean> {
  const destination = { accountId, kind: "EMAIL", country: null, channelId: null } as const;
  return typeof (await getRoutes(client, config, destination)) !== "string";
}

/** Stores a mail to a person, which is sent after the transaction has committed. @returns its id. */
export function storeMail(
  action: Action,
  { purpose, says, expiresAt }: Pick<NewMail, "purpose" | "says" | "expiresAt">,
  /** null for somebody who does not exist: then nothing is stored, after the same work. */
  userId: string | null,
  to: string,
  counts = UNCOUNTED,
): Promise<string> {
  const payload = { ...NOTHING_NAMED, wakeUp: null, ...says, to, userId: null };
  return storeMessage(
    action,
    { kind: "EMAIL", purpose, tokenId: null, challengeId: null, userId, channelId: null, payload, expiresAt },
    { country: null, obstacle: null, counts },
  );
}

/** Queues a mail to a person, if it can be sent. @returns the message's id, or what prevents it: then nothing is stored. */
export async function queueMail(action: Action, mail: NewMail): Promise<QueuedMail> {
  const { transaction, accountId, now, services } = action;
  const to = usableAddress(mail.to);
  if (to === null) return "NO_ADDRESS";
  if (!(await sendsMails(transaction, services.config, accountId))) return "NO_CHANNEL";
  if (!(await countSend(transaction, services.hmacKey, mail.limits(to), now))) return "SENT_TOO_OFTEN";
  return { messageId: await storeMail(action, mail, mail.userId, to) };
}
