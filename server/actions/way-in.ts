import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import type { Action } from "./action.js";

/** The last moment until which somebody can sign in to the console, in milliseconds; Infinity without an end, -Infinity for not at all. */
type Until = number;

/** Until when people can sign in to the console, as things are in a transaction. */
export interface WaysIn {
  /** The time of the person with the role ADMIN who can sign in the longest. */
  readonly admins: Until;
  /** The time of the actor. */
  readonly self: Until;
  /** Whether the address from which the request came may be used. */
  readonly isAddressAllowed: boolean;
}

interface Way {
  readonly isAdmin: boolean;
  readonly isSelf: boolean;
  /** Null for no end. */
  readonly until: Date | null;
}

/** The longest of them. */
function longest(ways: readonly Way[]): Until {
  return Math.max(-Infinity, ...ways.map(({ until }) => until?.getTime() ?? Infinity));
}

/**
 * The ways in to the console: of enabled people with a password, and with a token that works there now. The same people as in
 * `admins_who_can_sign_in` of the database, but for the days on which their tokens work.
 */
export async function readWaysIn({
  transaction,
  accountId,
  actor,
  callerAddress,
  now,
}: Pick<Action, "transaction" | "accountId" | "actor" | "callerAddress" | "now">): Promise<WaysIn> {
  const at = new Date(now);
  const self = actor.credential?.kind === "SESSION" ? actor.id : null;
  const ways = await transaction.$queryRaw<Way[]>(Prisma.sql`
    SELECT a.role = 'ADMIN' AS "isAdmin", a.user_id = ${self}::uuid IS TRUE AS "isSelf", t.valid_until AS until
    FROM administrators AS a JOIN users AS u ON u.account_id = a.account_id AND u.id = a.user_id AND u.enabled
      JOIN passwords AS p ON p.account_id = a.account_id AND p.user_id = a.user_id
      JOIN assignments AS l ON l.account_id = a.account_id AND l.user_id = a.user_id
      JOIN resources AS r ON r.account_id = l.account_id AND r.id = l.resource_id AND r.kind = 'CONSOLE'
      JOIN tokens AS t ON t.account_id = l.account_id AND t.id = l.token_id AND t.status = 'ACTIVE' AND t.enabled
    WHERE a.account_id = ${accountId}::uuid AND (a.role = 'ADMIN' OR a.user_id = ${self}::uuid)
      AND (t.valid_from IS NULL OR t.valid_from <= ${at}) AND (t.valid_until IS NULL OR t.valid_until > ${at})`);
  const shut = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM resources WHERE account_id = ${accountId}::uuid AND kind = 'CONSOLE' AND cardinality(allowed_addresses) > 0
      AND NOT EXISTS (SELECT 1 FROM unnest(allowed_addresses) AS block WHERE ${callerAddress}::inet <<= block::inet)`);
  return {
    admins: longest(ways.filter(({ isAdmin }) => isAdmin)),
    self: longest(ways.filter(({ isSelf }) => isSelf)),
    isAddressAllowed: shut.length === 0,
  };
}

/** From when on somebody cannot sign in any more, as a sentence begins. */
function fromWhen(until: Until): string {
  return until === -Infinity
    ? "After this"
    : `After ${new Date(until).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The loss by a change, as a sentence; undefined when everybody who matters keeps a way in. */
function getLoss(before: WaysIn, after: WaysIn): string | undefined {
  if (after.admins < before.admins) {
    return `${fromWhen(after.admins)}, no ADMIN can sign in to the console: this ends the last way in.`;
  }
  if (after.self < before.self) {
    return `${fromWhen(after.self)}, you yourself cannot sign in to the console: this ends your last way in.`;
  }
  if (before.isAddressAllowed && !after.isAddressAllowed) {
    return "After this, nobody can sign in to the console from the address that you use now.";
  }
  return undefined;
}

/**
 * Refuses a change that takes the last way in to the console, of all ADMINs or of who acts, or shortens it. What was done is undone with
 * the transaction. @throws RequestError LAST_WAY_IN
 */
export function demandWayIn(before: WaysIn, after: WaysIn): void {
  const loss = getLoss(before, after);
  if (loss === undefined) return;
  throw new RequestError(
    "LAST_WAY_IN",
    `${loss} Nothing was changed. To do it nevertheless, send it without the header x-tokenplane-last-way-in.`,
    { reason: loss },
  );
}
