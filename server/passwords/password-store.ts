import { randomUUID } from "node:crypto";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { isFromNetwork } from "../sessions/known-network.js";
import { loginKey } from "../users/user-store.js";

/** Wrong passwords in a row after which only networks are served from which the person signed in before (NIST SP 800-63B-4, section 3.2.2). */
export const MAX_FAILURES = 100;

/** A password that is stored, of a person who may exist. */
export interface StoredPassword {
  readonly userId: string;
  readonly login: string;
  readonly hash: string;
  /** Another one for each password that is set. */
  readonly version: string;
  readonly failures: number;
  /** Whether the person had a session from the same network in the last 30 days that began with the password, or with a code. */
  readonly isKnownNetwork: boolean;
}

/**
 * The password of the user who has a login; null when no user has it, or no password is set. @param now milliseconds since 1970 UTC.
 */
export async function readPassword(
  database: Database,
  accountId: string,
  login: string,
  network: string,
  now: number,
): Promise<StoredPassword | null> {
  // A session goes back to level 1 when its token stops. A person who began it by the password knows that all the same.
  const [row] = await database.query<StoredPassword>(Prisma.sql`
    SELECT u.id AS "userId", u.login, p.hash, p.version, p.failures, EXISTS (
      SELECT 1 FROM sessions WHERE sessions.account_id = u.account_id AND sessions.user_id = u.id
        AND (sessions.level = 2 OR sessions.way = 'PASSWORD') AND ${isFromNetwork(network, now)}
    ) AS "isKnownNetwork"
    FROM users AS u JOIN passwords AS p ON p.account_id = u.account_id AND p.user_id = u.id
    WHERE u.account_id = ${accountId}::uuid AND u.login_lower = ${loginKey(login)}`);
  return row ?? null;
}

/** Sets a person's password. */
export async function storePassword(
  transaction: Transaction,
  accountId: string,
  userId: string,
  hash: string,
  now: number,
): Promise<void> {
  const values = { hash, version: randomUUID(), failures: 0, setAt: new Date(now) };
  await transaction.password.upsert({
    where: { accountId_userId: { accountId, userId } },
    create: { accountId, userId, ...values },
    update: values,
  });
}

/** Whether a person has the same password still that was checked before; it stays until the transaction ends. */
export async function isStillSet(
  transaction: Transaction,
  accountId: string,
  userId: string,
  version: string,
): Promise<boolean> {
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM passwords
    WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid AND version = ${version}::uuid FOR SHARE`);
  return rows.length > 0;
}

/**
 * Removes a person's password if a mailed link set it, and no token of the person was connected or used since: no person but a
 * reader of the mailbox has proven anything. @returns whether it was removed.
 */
export async function dropMailedPassword(
  transaction: Transaction,
  accountId: string,
  userId: string,
): Promise<boolean> {
  const count = await transaction.$executeRaw(Prisma.sql`
    DELETE FROM passwords AS p USING users AS u
    WHERE p.account_id = ${accountId}::uuid AND p.user_id = ${userId}::uuid AND u.account_id = p.account_id AND u.id = p.user_id
      AND (u.enrolled_at IS NULL OR u.enrolled_at < p.set_at)
      AND EXISTS (SELECT 1 FROM invitations AS i
        WHERE i.account_id = p.account_id AND i.user_id = p.user_id AND i.message_id IS NOT NULL AND i.used_at = p.set_at)
      AND NOT EXISTS (SELECT 1 FROM tokens AS t
        WHERE t.account_id = p.account_id AND t.user_id = p.user_id AND t.last_used_at >= p.set_at)`);
  return count > 0;
}

/** Removes a person's password. @returns whether there was one. */
export async function dropPassword(
  transaction: Transaction,
  accountId: string,
  userId: string,
): Promise<boolean> {
  const { count } = await transaction.password.deleteMany({ where: { accountId, userId } });
  return count > 0;
}
