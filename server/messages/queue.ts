import type { Action } from "../actions/action.js";
import { Prisma } from "../database/generated/client.js";
import type { ChannelKind } from "../delivery/delivery.js";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import { getCountry } from "../delivery/phone-number.js";
import type { MailPurpose, MessagePurpose } from "../delivery/texts/message-facts.js";
import type { Reason } from "../events/event-types.js";
import type { Sql } from "../database/database.js";
import { NIL_UUID } from "../nil-uuid.js";
import {
  addressLimits,
  blockLimits,
  type CodeAddress,
  countInTime,
  type Counts,
  type Limit,
  newAddressLimits,
  strangerLimits,
  subjectLimits,
  type Turn,
  UNCOUNTED,
} from "./message-limits.js";
import { BEGINNINGS } from "./message-states.js";
import { mayMove, moved } from "./outbox.js";
import { type MessagePayload, sealPayload } from "./payload.js";
import { getRoutes } from "./routes.js";

/** The job that sends what is queued. */
export const SENDING = "messages";

/** A message with a code, or a test, that is asked for. */
export interface NewMessage {
  readonly kind: ChannelKind;
  readonly purpose: MessagePurpose;
  /** Of the token that gets the code; null when there is none: then nothing is queued, after the same work. */
  readonly tokenId: string | null;
  /** The person whose new contact the code confirms; null for what is for a token, and for a test. */
  readonly userId: string | null;
  readonly challengeId: string | null;
  /** The channel that it must go by; null when any of its kind will do. */
  readonly channelId: string | null;
  /** Names who gets it in the account: what the limits for one person are about. */
  readonly subject: string;
  /** Whether somebody has confirmed that the address is the person's. */
  readonly isConfirmed: boolean;
  readonly payload: MessagePayload;
  readonly expiresAt: Date;
}

/**
 * Limits for the address of a message. Messages to an unconfirmed address do not use up the limits of messages with which somebody
 * signs in there.
 */
function limitsOfAddress(purpose: MessagePurpose, code: CodeAddress): Limit[] {
  switch (purpose) {
    case "CONTACT":
      return strangerLimits(code);
    case "ENROLMENT":
    case "TEST":
      return newAddressLimits(code);
    case "SIGN_IN":
    case "CHECK":
      return addressLimits(code);
  }
}

/** Whether a message is sent, and when its person may ask for the next one. */
interface Judgement extends Pick<Turn, "isInTime" | "nextAt" | "freeAt"> {
  /** Why it is not sent; null when nothing prevents it. */
  readonly obstacle: Reason | null;
  readonly counts: Counts;
}

/** Whether a message is sent. Counts it against all limits. */
async function judge(action: Action, message: NewMessage, country: string | null): Promise<Judgement> {
  const { transaction, accountId, now, services, actor } = action;
  const { kind, purpose, tokenId, userId, channelId, isConfirmed, payload } = message;
  const { hmacKey, config } = services;
  const routes = await getRoutes(transaction, config, { accountId, kind, country, channelId });
  const isRouted = typeof routes !== "string";
  // A request in vain counts under another name, after the same work: it uses up nothing of what somebody gets.
  const subject = isRouted ? message.subject : `in vain ${message.subject}`;
  const isDecoy = !isRouted || (tokenId === null && userId === null && purpose !== "TEST");
  const { hourlyCodes } = config;
  const decoy = `decoy ${accountId}`;
  const isOfBlock = kind === "SMS" && !isConfirmed && actor.role === "USER" && !isDecoy;
  const others = [
    ...(isDecoy
      ? limitsOfAddress(purpose, { accountId: decoy, kind, to: `${decoy} ${subject}`, hourlyCodes })
      : limitsOfAddress(purpose, { accountId, kind, to: payload.to, hourlyCodes })),
    ...(isOfBlock ? blockLimits(accountId, payload.to) : []),
  ];
  const recipient = { accountId, subject, limits: subjectLimits(accountId, subject) };
  const turn = await countInTime(transaction, hmacKey, recipient, others, now);
  const obstacle = typeof routes === "string" ? routes : turn.counts === null ? "SENT_TOO_OFTEN" : null;
  return { ...turn, obstacle, counts: turn.counts ?? UNCOUNTED };
}

/** A message that is stored; of a mail to a person, `userId` is the person. */
interface StoredMessage extends Omit<NewMessage, "subject" | "purpose" | "isConfirmed"> {
  readonly purpose: MessagePurpose | MailPurpose;
}

/** The data of a message when it is stored. */
interface Judged {
  /** Of a phone number. */
  readonly country: string | null;
  /** Why it is not sent; null when it will be. */
  readonly obstacle: Reason | null;
  readonly counts: Counts;
}

/** Stores a message: to be sent after the transaction has committed, or as one that was not. @returns its id. */
export async function storeMessage(
  action: Action,
  message: StoredMessage,
  { country, obstacle, counts }: Judged,
): Promise<string> {
  const { transaction, accountId, now, services } = action;
  const { kind, purpose, tokenId, challengeId, userId, channelId, payload, expiresAt } = message;
  const needsToken = purpose !== "TEST" && userId === null;
  const id = action.newId();
  const sealed = sealPayload(services.secrets, accountId, id, payload);
  const at = new Date(now);
  // For a token that does not exist, the same statement finds none.
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO messages (account_id, id, kind, purpose, state, token_id, challenge_id, user_id, channel_id, masked_target,
      country, payload, next_at, expires_at, failure, created_at, settled_at,
      person_counts, other_counts)
    SELECT account.id, ${id}::uuid, ${kind}, ${purpose}, ${obstacle === null ? BEGINNINGS.QUEUED : BEGINNINGS.PREVENTED}, token.id,
      ${challengeId}::uuid, ${userId}::uuid, ${channelId}::uuid, ${maskedTarget(kind, payload.to)}, ${country},
      ${obstacle === null ? sealed : null}::bytea, ${at}, ${expiresAt}, ${obstacle}, ${at}, ${obstacle === null ? null : at}::timestamptz,
      ${[...counts.person]}::text[], ${[...counts.others]}::text[]
    FROM accounts AS account
    LEFT JOIN tokens AS token ON token.account_id = account.id AND token.id = ${tokenId ?? NIL_UUID}::uuid
    WHERE account.id = ${accountId}::uuid AND (token.id IS NOT NULL OR ${!needsToken})`);
  if (obstacle === null) action.wakeJob(SENDING);
  return id;
}

/** The state of a message that was asked for. */
export interface Queued extends Pick<Turn, "isInTime" | "nextAt" | "freeAt"> {
  readonly id: string;
  /** Why it is not sent; null when it will be. */
  readonly obstacle: Reason | null;
}

/** Queues a message, or writes down why it is not sent. It is sent after the transaction has committed. */
export async function queueMessage(action: Action, message: NewMessage): Promise<Queued> {
  const country = message.kind === "SMS" ? getCountry(message.payload.to) : null;
  const { obstacle, counts, ...turn } = await judge(action, message, country);
  const id = await storeMessage(action, message, { country, obstacle, counts });
  if (obstacle !== null)
    action.observe((observer) => observer.messageEnded(message.kind, BEGINNINGS.PREVENTED));
  return { ...turn, id, obstacle };
}

/** Cancels those of some messages of the account that are not sent yet. */
async function cancel({ transaction, accountId, now, observe }: Action, which: Sql): Promise<void> {
  const cancelled = await transaction.$queryRaw<{ kind: ChannelKind }[]>(Prisma.sql`
    UPDATE messages SET ${moved("BECAME_VOID", now)}
    WHERE account_id = ${accountId}::uuid AND ${which} AND ${mayMove("BECAME_VOID")} RETURNING kind`);
  for (const { kind } of cancelled) observe((observer) => observer.messageEnded(kind, "CANCELLED"));
}

/** Cancels messages to a token that are not sent yet: what they carry is void. */
export async function cancelMessages(
  action: Action,
  tokenId: string,
  purpose: NewMessage["purpose"],
): Promise<void> {
  await cancel(action, Prisma.sql`token_id = ${tokenId}::uuid AND purpose = ${purpose}`);
}

/** Cancels mails to a person that are not sent yet: the person is gone. */
export async function cancelMails(action: Action, userId: string): Promise<void> {
  await cancel(action, Prisma.sql`user_id = ${userId}::uuid`);
}
