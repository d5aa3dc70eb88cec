import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { ChannelKind } from "../delivery/delivery.js";
import type { MailPurpose, MessagePurpose } from "../delivery/texts/message-facts.js";
import { AFTER_CODES } from "./bulkheads.js";
import type { Ended, Later } from "./decision.js";
import { isFinal, type MessageState, type Move, TRANSITIONS } from "./message-states.js";

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

const RETURNED =
  Prisma.raw(`account_id AS "accountId", id, kind, purpose, token_id AS "tokenId", user_id AS "userId",
  challenge_id AS "challengeId", channel_id AS "channelId", refused_by AS "refusedBy", country, payload, failure, attempts, expires_at AS "expiresAt",
  claimed_until AS "claimedUntil"`);

/** Whether a message is a link or a notice, as the index messages_due_in_order has it: without that, a claim would read all that is due. */
export const IS_AFTER_CODES = Prisma.raw(
  `(purpose IN (${AFTER_CODES.map((purpose) => `'${purpose}'`).join(", ")}))`,
);

/** The bulkhead of a message. */
const BULKHEAD = Prisma.sql`account_id || ' ' || kind || CASE WHEN ${IS_AFTER_CODES} THEN ' after codes' ELSE '' END`;

/** A state as SQL: a literal, as partial indexes need it. */
function literal(state: MessageState): Sql {
  return Prisma.raw(`'${state}'`);
}

/** Whether a message is in the state in which a move begins. */
export function mayMove(move: Move): Sql {
  return Prisma.sql`state = ${literal(TRANSITIONS[move].from)}`;
}

/**
 * What a move sets. Nothing of the address, the code and the link is left of a message that has ended.
 * @param now milliseconds since 1970 UTC.
 */
export function moved(move: Move, now: number): Sql {
  const { to, tries } = TRANSITIONS[move];
  const claimedUntil = to === "SENDING" ? new Date(now + CLAIM_MS) : null;
  const ended = isFinal(to) ? Prisma.sql`, payload = NULL, settled_at = ${new Date(now)}` : Prisma.empty;
  const counted = Prisma.raw(
    { 1: ", attempts = attempts + 1", 0: "", "-1": ", attempts = attempts - 1" }[tries],
  );
  return Prisma.sql`state = ${literal(to)}, claimed_until = ${claimedUntil}::timestamptz${counted}${ended}`;
}

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
    UPDATE messages SET ${moved("CLAIMED", now)}
    WHERE (account_id, id) IN (
      SELECT account_id, id FROM messages
      WHERE ${mayMove("CLAIMED")} AND expires_at > ${at} AND (next_at <= ${at} OR (attempts = 0 AND created_at > ${at}))
        AND ${BULKHEAD} <> ALL(${[...fullBulkheads]}::text[])
      ORDER BY ${IS_AFTER_CODES}, next_at LIMIT ${most}::int FOR UPDATE SKIP LOCKED)
    RETURNING ${RETURNED}`);
}

/** Whether a message is the one that this server claimed, and the claim holds. */
function isClaimed({ accountId, id, claimedUntil }: ClaimedMessage): Sql {
  return Prisma.sql`account_id = ${accountId}::uuid AND id = ${id}::uuid AND claimed_until = ${claimedUntil}`;
}

/** Puts a claimed message back, if the claim holds. @param payload its new payload, encrypted; null when it stays the same. */
export async function storeLater(
  database: Pick<Database, "query">,
  message: ClaimedMessage,
  { move, nextAt, failure, refusedBy }: Later,
  payload: Uint8Array<ArrayBuffer> | null,
  now: number,
): Promise<void> {
  await database.query(Prisma.sql`
    UPDATE messages SET ${moved(move, now)}, next_at = ${nextAt}, failure = coalesce(${failure}::text, failure),
      refused_by = ${[...refusedBy]}::uuid[], payload = coalesce(${payload}::bytea, payload)
    WHERE ${isClaimed(message)} AND ${mayMove(move)}`);
}

/** The data of a message when it ended. */
export interface Settlement {
  /** Why it was not sent; null when it was, or was not to be. */
  readonly failure: string | null;
  /** The receipt that its gateway sent already; null when there is none. */
  readonly receipt: string | null;
  /** The counts of the message. */
  readonly personCounts: readonly string[];
  readonly otherCounts: readonly string[];
}

/** Ends a claimed message. @returns null when the claim did not hold any more. */
export async function storeEnd(
  database: Pick<Database, "query">,
  message: ClaimedMessage,
  { move, channelId, vendorId, failure }: Ended,
  now: number,
): Promise<Settlement | null> {
  const [settled] = await database.query<Settlement>(Prisma.sql`
    UPDATE messages SET ${moved(move, now)}, channel_id = coalesce(${channelId}::uuid, channel_id), vendor_id = ${vendorId},
      failure = CASE receipt WHEN 'FAILED' THEN failure ELSE ${failure}::text END
    WHERE ${isClaimed(message)} AND ${mayMove(move)}
    RETURNING ${failure}::text AS failure, receipt, person_counts AS "personCounts", other_counts AS "otherCounts"`);
  return settled ?? null;
}
