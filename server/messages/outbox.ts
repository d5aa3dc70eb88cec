import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { ChannelKind, SendResult } from "../delivery/delivery.js";
import {
  isMailPurpose,
  MAIL_PURPOSES,
  type MailPurpose,
  type MessagePurpose,
} from "../delivery/texts/message-facts.js";

/** How long one server may work on a message before its outcome counts as unknown, in milliseconds. */
export const CLAIM_MS = 120_000;

/** A message that this server, and no other one, sends now. */
export interface ClaimedMessage {
  readonly accountId: string;
  readonly id: string;
  readonly kind: ChannelKind;
  readonly purpose: MessagePurpose | MailPurpose;
  readonly tokenId: string | null;
  /** The person that a mail is for; null for what is for a token, and for a test. */
  readonly userId: string | null;
  readonly challengeId: string | null;
  readonly channelId: string | null;
  readonly refusedBy: readonly string[];
  readonly country: string | null;
  readonly payload: Uint8Array;
  /** Why the try before did not send it; null at the first try. */
  readonly failure: string | null;
  /** Tries so far, this one included. */
  readonly attempts: number;
  readonly expiresAt: Date;
  readonly claimedUntil: Date;
}

/** Final states of a message. */
export type Settled = "ACCEPTED" | "REFUSED" | "UNKNOWN" | "EXPIRED" | "CANCELLED";

const RETURNED =
  Prisma.raw(`account_id AS "accountId", id, kind, purpose, token_id AS "tokenId", user_id AS "userId",
  challenge_id AS "challengeId", channel_id AS "channelId", refused_by AS "refusedBy", country, payload, failure, attempts, expires_at AS "expiresAt",
  claimed_until AS "claimedUntil"`);

/** Links and notices. They are sent after codes, for which somebody waits at a sign-in. */
const AFTER_CODES: readonly string[] = MAIL_PURPOSES.filter((purpose) => purpose !== "PORTAL_CODE");

/** Whether a message is a link or a notice. */
export function isAfterCodes(purpose: string): boolean {
  return AFTER_CODES.includes(purpose);
}

/** The same in SQL, as the index messages_due_in_order has it: without that, a claim would read all that is due. */
export const IS_AFTER_CODES = Prisma.raw(
  `(purpose IN (${AFTER_CODES.map((purpose) => `'${purpose}'`).join(", ")}))`,
);

/** The bulkhead of a message: a kind of messages of an account, its codes apart from its links and notices. */
export function getBulkhead({
  accountId,
  kind,
  purpose,
}: Pick<ClaimedMessage, "accountId" | "kind" | "purpose">): string {
  return `${accountId} ${kind}${isAfterCodes(purpose) ? " after codes" : ""}`;
}

/** The same in SQL. */
const LANE = Prisma.sql`account_id || ' ' || kind || CASE WHEN ${IS_AFTER_CODES} THEN ' after codes' ELSE '' END`;

/**
 * Claims messages that are due, codes first. The claim is committed before anything is sent, so that no other server sends
 * them, and none is sent again after a crash: a message whose claim runs out was perhaps sent. One that was created later than
 * now is due as well: the clock was set back.
 * @param most how many at once. @param fullBulkheads of which none is claimed. @param now milliseconds since 1970 UTC.
 */
export function claimDue(
  database: Pick<Database, "query">,
  most: number,
  fullBulkheads: readonly string[],
  now: number,
): Promise<ClaimedMessage[]> {
  const at = new Date(now);
  return database.query<ClaimedMessage>(Prisma.sql`
    UPDATE messages SET state = 'SENDING', claimed_until = ${new Date(now + CLAIM_MS)}, attempts = attempts + 1
    WHERE (account_id, id) IN (
      SELECT account_id, id FROM messages
      WHERE state = 'PENDING' AND expires_at > ${at} AND (next_at <= ${at} OR (attempts = 0 AND created_at > ${at}))
        AND ${LANE} <> ALL(${[...fullBulkheads]}::text[])
      ORDER BY ${IS_AFTER_CODES}, next_at LIMIT ${most}::int FOR UPDATE SKIP LOCKED)
    RETURNING ${RETURNED}`);
}

/** A message that ended without being sent, or whose outcome is not known. */
export interface EndedMessage {
  readonly accountId: string;
  readonly id: string;
  readonly tokenId: string | null;
  /** The person that it is for, or whose token it is for. */
  readonly userId: string | null;
  readonly kind: ChannelKind;
  readonly maskedTarget: string;
}

/** A message that is to be ended. */
export type StaleMessage = Pick<EndedMessage, "accountId" | "id">;

/**
 * Whether a message is of no use any more, or its sender is gone. A claim that ends too late is from before the clock was
 * set back; clocks of servers may differ by the length of a claim.
 */
function isStale(now: number): Sql {
  const at = new Date(now);
  return Prisma.sql`((state = 'PENDING' AND expires_at <= ${at})
    OR (state = 'SENDING' AND (claimed_until <= ${at} OR claimed_until > ${new Date(now + 2 * CLAIM_MS)})))`;
}

/** Messages that are of no use any more, and those whose sender is gone. @param most how many. @param now milliseconds since 1970 UTC. */
export function staleMessages(
  database: Pick<Database, "query">,
  most: number,
  now: number,
): Promise<StaleMessage[]> {
  return database.query<StaleMessage>(Prisma.sql`
    SELECT account_id AS "accountId", id FROM messages WHERE ${isStale(now)} LIMIT ${most}::int`);
}

/** A stale message that was ended, and why. */
interface StaleEnd extends EndedMessage, Settlement {
  readonly state: "UNKNOWN" | "EXPIRED";
  readonly failure: string;
}

/** Ends a stale message. @returns null when somebody else did, or it is not stale any more. */
export async function endStale(
  database: Pick<Database, "query">,
  { accountId, id }: StaleMessage,
  now: number,
): Promise<StaleEnd | null> {
  const [ended] = await database.query<StaleEnd>(Prisma.sql`
    UPDATE messages SET payload = NULL, claimed_until = NULL, settled_at = ${new Date(now)},
      state = CASE state WHEN 'SENDING' THEN 'UNKNOWN' ELSE 'EXPIRED' END,
      failure = CASE WHEN receipt = 'FAILED' THEN failure WHEN state = 'SENDING' THEN 'The server that sent it stopped. Nobody knows whether it was sent.'
        ELSE coalesce(failure, 'It could not be sent before its code or its link ended.') END
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid AND ${isStale(now)}
    RETURNING account_id AS "accountId", id, token_id AS "tokenId", kind, coalesce(user_id, (
        SELECT token.user_id FROM tokens AS token WHERE token.account_id = messages.account_id AND token.id = token_id)) AS "userId",
      masked_target AS "maskedTarget", state, failure, receipt,
      person_counts AS "personCounts", other_counts AS "otherCounts"`);
  return ended ?? null;
}

/** The current data of a message, right before it is sent. */
export interface Current {
  /** Whether the challenge that its code answers is open; of a mail to a person, whether its link works and the person exists. */
  readonly wanted: boolean;
  readonly tokenEnabled: boolean | null;
  /** Whose token it is now. */
  readonly tokenUserId: string | null;
  readonly accountName: string;
  /** The language of the person who gets it; where none is known, the account's. */
  readonly locale: string;
}

/** Whether the link or the code of a mail is of use to the person `u`: its link works, or its code is the newest of a sign-in. */
function mailWorks({ id, purpose, expiresAt }: ClaimedMessage, at: Date): Sql {
  if (purpose === "PORTAL_CODE") {
    // A sign-in ends with its code, or later. A newer code ends at another moment, and one that was proven is gone.
    return Prisma.sql`EXISTS (SELECT 1 FROM sign_ins AS s WHERE s.expires_at >= ${expiresAt} AND s.account_id = a.id
      AND s.mailed_to = u.id AND s.code_expires_at = ${expiresAt} AND s.code_hmac IS NOT NULL)`;
  }
  const hasLink = ["INVITATION", "PASSWORD_RESET", "PORTAL_INVITATION"].includes(purpose);
  return hasLink
    ? Prisma.sql`EXISTS (SELECT 1 FROM invitations WHERE account_id = a.id AND user_id = u.id
        AND message_id = ${id}::uuid AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ${at})`
    : Prisma.sql`true`;
}

/** Whether a mail is still to be sent: its person may be gone or disabled, and its link or its code void. */
function isMailWanted(message: ClaimedMessage, at: Date): Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM users AS u WHERE u.account_id = a.id AND u.id = ${message.userId}::uuid AND u.enabled
    AND ${mailWorks(message, at)})`;
}

/** Whether the challenge or the change that the code of a message answers is open. */
function isWanted(message: ClaimedMessage, at: Date): Sql {
  const { id, kind, purpose, challengeId } = message;
  if (purpose === "TEST") return Prisma.sql`true`;
  if (isMailPurpose(purpose)) return isMailWanted(message, at);
  if (purpose === "CONTACT") {
    return Prisma.sql`EXISTS (SELECT 1 FROM contact_changes WHERE account_id = a.id AND user_id = ${message.userId}::uuid
      AND message_id = ${id}::uuid AND expires_at > ${at})`;
  }
  return purpose === "ENROLMENT" && kind !== "PUSH"
    ? // A newer code made this one void: it began at another moment.
      Prisma.sql`EXISTS (SELECT 1 FROM enrolments AS e JOIN messages AS m ON m.account_id = e.account_id
        WHERE e.account_id = a.id AND e.token_id = t.id AND e.expires_at > ${at}
          AND m.id = ${id}::uuid AND m.created_at = e.created_at)`
    : Prisma.sql`EXISTS (SELECT 1 FROM challenges WHERE account_id = a.id AND id = ${challengeId}::uuid
        AND token_id = t.id AND answered_step IS NULL AND coalesce(push_state, 'PENDING') = 'PENDING' AND expires_at > ${at})`;
}

/** Reads whether a claimed message is still to be sent: its token, its user and what it answers may be gone. */
export async function readCurrent(
  database: Pick<Database, "query">,
  message: ClaimedMessage,
  now: number,
): Promise<Current | null> {
  const { accountId, tokenId, userId } = message;
  const [row] = await database.query<Current>(Prisma.sql`
    SELECT ${isWanted(message, new Date(now))} AS wanted, t.enabled AS "tokenEnabled", t.user_id AS "tokenUserId",
      a.name AS "accountName", coalesce(u.locale, a.locale) AS locale
    FROM accounts AS a LEFT JOIN tokens AS t ON t.account_id = a.id AND t.id = ${tokenId}::uuid
    LEFT JOIN users AS u ON u.account_id = a.id AND u.id = coalesce(${userId}::uuid, t.user_id)
    WHERE a.id = ${accountId}::uuid AND a.enabled`);
  return row ?? null;
}

/** The result of the last try, for a message that is tried again later. */
interface Later {
  readonly nextAt: Date;
  /** Whether the attempt counts as a try. */
  readonly isTry: boolean;
  readonly failure: string;
  /** The payload of the message, encrypted; null when it stays the same. */
  readonly payload: Uint8Array<ArrayBuffer> | null;
}

/** Gives a message back, to be tried again. @returns whether the claim still held. */
export async function tryLater(
  database: Pick<Database, "query">,
  { accountId, id, claimedUntil }: ClaimedMessage,
  refusedBy: readonly string[],
  { nextAt, isTry, failure, payload }: Later,
): Promise<boolean> {
  const rows = await database.query(Prisma.sql`
    UPDATE messages SET state = 'PENDING', claimed_until = NULL, next_at = ${nextAt}, failure = ${failure},
      attempts = attempts - ${isTry ? 0 : 1}::smallint, refused_by = ${[...refusedBy]}::uuid[], payload = coalesce(${payload}::bytea, payload)
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid AND state = 'SENDING' AND claimed_until = ${claimedUntil}
    RETURNING 1`);
  return rows.length === 1;
}

/**
 * Gives a message back that no gateway has, and of which no try came to a result.
 * @param nextAt not before then, so that others come first. @param isTry whether it counts as a try.
 */
export async function giveBack(
  database: Pick<Database, "query">,
  { accountId, id, claimedUntil }: ClaimedMessage,
  nextAt: Date,
  isTry: boolean,
): Promise<void> {
  await database.query(Prisma.sql`
    UPDATE messages SET state = 'PENDING', claimed_until = NULL, attempts = attempts - ${isTry ? 0 : 1}::smallint,
      next_at = ${nextAt}
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid AND state = 'SENDING' AND claimed_until = ${claimedUntil}`);
}

/** The data of a message when it was settled. */
export interface Settlement {
  /** The receipt that its gateway sent already; null when there is none. */
  readonly receipt: string | null;
  /** The counts of the message. */
  readonly personCounts: readonly string[];
  readonly otherCounts: readonly string[];
}

/** Settles a message: nothing of its address, its code and its link is left. @returns null when the claim did not hold any more. */
export async function settleMessage(
  database: Pick<Database, "query">,
  { accountId, id, claimedUntil }: ClaimedMessage,
  state: Settled,
  {
    channelId,
    vendorId,
    failure,
  }: {
    readonly channelId: string | null;
    readonly vendorId: string | null;
    readonly failure: string | null;
  },
  now: number,
): Promise<Settlement | null> {
  const [settled] = await database.query<Settlement>(Prisma.sql`
    UPDATE messages SET state = ${state}, payload = NULL, claimed_until = NULL, settled_at = ${new Date(now)},
      channel_id = coalesce(${channelId}::uuid, channel_id), vendor_id = ${vendorId},
      failure = CASE receipt WHEN 'FAILED' THEN failure ELSE ${failure}::text END
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid AND state = 'SENDING' AND claimed_until = ${claimedUntil}
    RETURNING receipt, person_counts AS "personCounts", other_counts AS "otherCounts"`);
  return settled ?? null;
}

/** Seconds from a try that failed to the next one, of a message that may be sent twice. */
const PAUSES_SECONDS: readonly number[] = [1, 3, 9, 27];

/** The same of codes: the last one holds for all further ones. */
const CODE_PAUSES_SECONDS: readonly number[] = [...PAUSES_SECONDS, 30];

/** The same of links and notices, which are of use for longer. */
const LATER_PAUSES_SECONDS: readonly number[] = [...PAUSES_SECONDS, 2 * 60, 10 * 60, 30 * 60, 60 * 60];

/** A link or a notice that arrives with less time left is of no use to a person. */
const LEAST_LEFT_MS = 60_000;

/** The same of a code, which a person waits for and types at once. */
const LEAST_LEFT_OF_CODE_MS = 20_000;

/** A message that is tried again. */
type Tried = Pick<ClaimedMessage, "purpose" | "attempts" | "expiresAt">;

/** The other data that decides when. */
interface Obstacle extends Pick<
  Extract<SendResult, { readonly state: "NOT_ACCEPTED" }>,
  "retryAfterSeconds" | "isHeldBack"
> {
  /** Whether the message may have been sent, in this try or an earlier one. */
  readonly mayHaveBeenSent: boolean;
}

/** Seconds until the next try of a message, as far as its tries decide it; undefined after the last one. */
function pauseAfter({ purpose, attempts }: Tried, { isHeldBack, mayHaveBeenSent }: Obstacle) {
  // No gateway was asked: it waits as long as the limit says.
  if (isHeldBack === true) return 1;
  // It is not known for how long a gateway recognises a repetition.
  if (mayHaveBeenSent) return PAUSES_SECONDS[attempts - 1];
  const pauses = isAfterCodes(purpose) ? LATER_PAUSES_SECONDS : CODE_PAUSES_SECONDS;
  return pauses[attempts - 1] ?? pauses.at(-1);
}

/**
 * When a message that was surely not sent, or may be sent twice, is tried again; null when it is not: when it would be of no
 * use, and one that may have been sent after the fifth try.
 * @param now milliseconds since 1970 UTC.
 */
export function nextTry(message: Tried, obstacle: Obstacle, now: number): Date | null {
  const pause = pauseAfter(message, obstacle);
  if (pause === undefined) return null;
  const nextAt = now + Math.max(pause, obstacle.retryAfterSeconds ?? 0) * 1_000;
  const leastLeft = isAfterCodes(message.purpose) ? LEAST_LEFT_MS : LEAST_LEFT_OF_CODE_MS;
  return nextAt + leastLeft <= message.expiresAt.getTime() ? new Date(nextAt) : null;
}
