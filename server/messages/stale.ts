import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { ChannelKind } from "../delivery/delivery.js";
import { CLAIM_MS, mayMove, moved, type Settlement } from "./outbox.js";

/** Why a message ends by itself: it is of no use any more, or its sender is gone. */
export type StaleMove = "TIME_ENDED" | "CLAIM_ENDED";

/** A message that is to be ended. */
export interface StaleMessage {
  readonly accountId: string;
  readonly id: string;
  readonly move: StaleMove;
}

const WHY: Readonly<Record<StaleMove, string>> = {
  TIME_ENDED: "It could not be sent before its code or its link ended.",
  CLAIM_ENDED: "The server that sent it stopped. Nobody knows whether it was sent.",
};

/**
 * Whether a message is to be ended by a move. A claim that ends too late is from before the clock was set back; clocks of servers
 * may differ by the length of a claim.
 */
function isStale(move: StaleMove, now: number): Sql {
  const at = new Date(now);
  const isOver =
    move === "TIME_ENDED"
      ? Prisma.sql`expires_at <= ${at}`
      : Prisma.sql`(claimed_until <= ${at} OR claimed_until > ${new Date(now + 2 * CLAIM_MS)})`;
  return Prisma.sql`${mayMove(move)} AND ${isOver}`;
}

/** Messages that are to be ended. @param most how many. @param now milliseconds since 1970 UTC. */
export async function staleMessages(
  database: Pick<Database, "query">,
  most: number,
  now: number,
): Promise<StaleMessage[]> {
  const found: StaleMessage[] = [];
  for (const move of ["CLAIM_ENDED", "TIME_ENDED"] as const) {
    const rows = await database.query<Omit<StaleMessage, "move">>(Prisma.sql`
      SELECT account_id AS "accountId", id FROM messages WHERE ${isStale(move, now)} LIMIT ${most - found.length}::int`);
    found.push(...rows.map((row) => ({ ...row, move })));
  }
  return found;
}

/** A message that ended without being sent, or whose outcome is not known. */
export interface EndedMessage {
  readonly accountId: string;
  readonly tokenId: string | null;
  /** The person that it is for, or whose token it is for. */
  readonly userId: string | null;
  readonly kind: ChannelKind;
  readonly maskedTarget: string;
}

/** Ends a stale message. @returns null when somebody else did, or it is not stale any more. */
export async function endStale(
  database: Pick<Database, "query">,
  { accountId, id, move }: StaleMessage,
  now: number,
): Promise<(EndedMessage & Settlement) | null> {
  // What the last try said of a message that waited is why it was not sent.
  const failure =
    move === "TIME_ENDED" ? Prisma.sql`coalesce(failure, ${WHY[move]})` : Prisma.sql`${WHY[move]}::text`;
  const [ended] = await database.query<EndedMessage & Settlement>(Prisma.sql`
    UPDATE messages SET ${moved(move, now)}, failure = CASE receipt WHEN 'FAILED' THEN failure ELSE ${failure} END
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid AND ${isStale(move, now)}
    RETURNING account_id AS "accountId", token_id AS "tokenId", kind, coalesce(user_id, (
        SELECT token.user_id FROM tokens AS token WHERE token.account_id = messages.account_id AND token.id = token_id)) AS "userId",
      masked_target AS "maskedTarget", failure, receipt, person_counts AS "personCounts", other_counts AS "otherCounts"`);
  return ended ?? null;
}
