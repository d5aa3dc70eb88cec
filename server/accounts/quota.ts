import type { Sql } from "../database/database.js";
import type { Transaction } from "../database/prisma.js";
import { Prisma } from "../database/generated/client.js";
import { Refusal } from "../graphql/errors.js";

/** What a service plan counts. */
export type Counted = "tokens" | "users" | "resources";

const COLUMNS = {
  tokens: { used: Prisma.raw("used_tokens"), plan: Prisma.raw("plan_tokens") },
  users: { used: Prisma.raw("used_users"), plan: Prisma.raw("plan_users") },
  resources: { used: Prisma.raw("used_resources"), plan: Prisma.raw("plan_resources") },
} as const;

/**
 * Takes room for one more from the account's plan, or refuses. The guarded counter keeps its row until the
 * transaction ends, so parallel creations stand in line and the quota is never exceeded.
 * @throws Refusal QUOTA_EXCEEDED
 */
export async function takeQuota(
  transaction: Transaction,
  accountId: string,
  counted: Counted,
): Promise<void> {
  const { used, plan } = COLUMNS[counted];
  const taken = await transaction.$executeRaw(
    Prisma.sql`UPDATE accounts SET ${used} = ${used} + 1 WHERE id = ${accountId}::uuid AND ${used} < ${plan}`,
  );
  if (taken !== 1) throw noRoom(counted);
}

/**
 * The part of a statement that takes room for many at once and returns one row. Without enough room the constraint
 * `accounts_…_within_plan` refuses the whole statement.
 * @param counted null takes nothing, and returns the row all the same.
 * @param number how many, in SQL; null returns no row.
 */
export function takenFromPlan(accountId: string, counted: Counted | null, number: Sql): Sql {
  if (counted === null) return Prisma.sql`SELECT 1 WHERE ${number} IS NOT NULL`;
  const { used } = COLUMNS[counted];
  return Prisma.sql`UPDATE accounts SET ${used} = ${used} + ${number}
    WHERE id = ${accountId}::uuid AND ${number} IS NOT NULL RETURNING 1`;
}

/** The refusal when a plan has no room left. */
export function noRoom(counted: Counted): Refusal {
  return new Refusal(
    "QUOTA_EXCEEDED",
    `All ${counted} of the account's service plan are used. Delete some, or ask the operator for a larger plan.`,
  );
}

/** Gives room back to the plan. */
export async function returnQuota(
  transaction: Transaction,
  accountId: string,
  counted: Counted,
): Promise<void> {
  const { used } = COLUMNS[counted];
  await transaction.$executeRaw(
    Prisma.sql`UPDATE accounts SET ${used} = ${used} - 1 WHERE id = ${accountId}::uuid`,
  );
}
