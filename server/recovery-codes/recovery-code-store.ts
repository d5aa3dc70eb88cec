import type { Action } from "../actions/action.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { EndedBecause } from "../events/types/people.js";

/** A recovery code that is stored. */
export interface StoredRecoveryCode {
  readonly userId: string;
  readonly login: string;
  readonly hash: string;
}

/** The recovery code of a user; null when there is none. */
export async function readRecoveryCode(
  { query }: Pick<Database, "query">,
  accountId: string,
  userId: string,
): Promise<StoredRecoveryCode | null> {
  const [row] = await query<StoredRecoveryCode>(Prisma.sql`
    SELECT c.user_id AS "userId", u.login, c.hash
    FROM recovery_codes AS c JOIN users AS u ON u.account_id = c.account_id AND u.id = c.user_id
    WHERE c.account_id = ${accountId}::uuid AND c.user_id = ${userId}::uuid`);
  return row ?? null;
}

/** When the recovery codes of users were made, in their order; null for those who have none. */
export async function readRecoveryCodeDates(
  { prisma }: Pick<Database, "prisma">,
  accountId: string,
  userIds: readonly string[],
): Promise<(Date | null)[]> {
  const rows = await prisma.recoveryCode.findMany({
    where: { accountId, userId: { in: [...userIds] } },
    select: { userId: true, createdAt: true },
  });
  const dates = new Map(rows.map(({ userId, createdAt }) => [userId, createdAt]));
  return userIds.map((id) => dates.get(id) ?? null);
}

/** Stores a user's recovery code in the place of the one before. @param resourceId in whose portal it was made. */
export async function storeRecoveryCode(
  { transaction, accountId, now }: Action,
  userId: string,
  resourceId: string,
  hash: string,
): Promise<void> {
  const values = { resourceId, hash, failures: 0, createdAt: new Date(now) };
  await transaction.recoveryCode.upsert({
    where: { accountId_userId: { accountId, userId } },
    create: { accountId, userId, ...values },
    update: values,
  });
}

/** Uses a recovery code up. @returns false when somebody was faster, or it is another one by now. */
export async function takeRecoveryCode(
  { transaction, accountId }: Action,
  { userId, hash }: StoredRecoveryCode,
): Promise<boolean> {
  const { count } = await transaction.recoveryCode.deleteMany({ where: { accountId, userId, hash } });
  return count === 1;
}

/** Makes a user's recovery code void, with an event. @returns false when there was none. */
export async function voidRecoveryCode(
  { transaction, accountId, record }: Action,
  user: { readonly id: string; readonly login: string },
  because: EndedBecause,
): Promise<boolean> {
  const { count } = await transaction.recoveryCode.deleteMany({ where: { accountId, userId: user.id } });
  if (count === 0) return false;
  record({ type: "RECOVERY_CODE_REVOKED", user, params: { because } });
  return true;
}
