import { Prisma } from "../database/generated/client.js";
import type { Sql } from "../database/database.js";
import type { Transaction } from "../database/prisma.js";

/** How long a network is known, in milliseconds. */
const KNOWN_MS = 30 * 24 * 60 * 60 * 1_000;

/** Whether `sessions` began in a network in the last 30 days, in SQL. @param now milliseconds since 1970 UTC. */
export function isFromNetwork(network: string, now: number): Sql {
  return Prisma.sql`sessions.network = ${network} AND sessions.created_at > ${new Date(now - KNOWN_MS)}`;
}

/**
 * Whether a person had a session from a network in the last 30 days, of either level: somebody whose token is lost signs in at
 * level 1. @param userId of no user for the same work. @param now milliseconds since 1970 UTC.
 */
export async function isKnownNetwork(
  transaction: Pick<Transaction, "$queryRaw">,
  accountId: string,
  userId: string,
  network: string,
  now: number,
): Promise<boolean> {
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM sessions WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid
      AND ${isFromNetwork(network, now)} LIMIT 1`);
  return rows.length > 0;
}
