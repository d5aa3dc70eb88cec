import { Refusal } from "@tokenplane/rules/refusal";
import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";

/** The objects that a service plan counts. */
export type Counted = "tokens" | "users" | "resources";

const COLUMNS = {
  tokens: { used: Prisma.raw("used_tokens"), plan: Prisma.raw("plan_tokens") },
  users: { used: Prisma.raw("used_users"), plan: Prisma.raw("plan_users") },
  resources: { used: Prisma.raw("used_resources"), plan: Prisma.raw("plan_resources") },
} as const;

/**
 * Takes one place from the account's plan, or refuses. The update locks its row until the transaction ends:
 * parallel creations wait for each other, and the quota is never exceeded.
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
  if (taken !== 1) throw noRoom(counted, await getRoom(transaction, accountId, counted), 1);
}

/** The size of a plan, and how much of it is used. */
export interface PlanRoom {
  readonly used: number;
  readonly plan: number;
}

/** The number of objects in use, and the number that the account's plan allows. @throws TypeError when there is no such account */
export async function getRoom(
  client: Pick<Transaction, "$queryRaw">,
  accountId: string,
  counted: Counted,
): Promise<PlanRoom> {
  const { used, plan } = COLUMNS[counted];
  const [room] = await client.$queryRaw<PlanRoom[]>(
    Prisma.sql`SELECT ${used}::int AS used, ${plan}::int AS plan FROM accounts WHERE id = ${accountId}::uuid`,
  );
  if (room === undefined) throw new TypeError("there is no such account");
  return room;
}

/**
 * The part of a statement that takes places for many objects at once and returns one row. If there are not
 * enough places, the constraint `accounts_…_within_plan` refuses the whole statement.
 * @param counted null takes nothing, and still returns the row.
 * @param number how many, in SQL; null returns no row.
 */
export function takenFromPlan(accountId: string, counted: Counted | null, number: Sql): Sql {
  if (counted === null) return Prisma.sql`SELECT 1 WHERE ${number} IS NOT NULL`;
  const { used } = COLUMNS[counted];
  return Prisma.sql`UPDATE accounts SET ${used} = ${used} + ${number}
    WHERE id = ${accountId}::uuid AND ${number} IS NOT NULL RETURNING 1`;
}

/**
 * The refusal when a plan does not have enough places.
 * @param wanted how many objects were to be created.
 */
export function noRoom(counted: Counted, { used, plan }: PlanRoom, wanted: number): Refusal {
  const free = Math.max(plan - used, 0);
  const why =
    free === 0
      ? `The account's service plan has ${plan} ${counted}, and all are used.`
      : `The account's service plan has ${plan} ${counted}, of which ${free} ${free === 1 ? "is" : "are"} free.`;
  const what = wanted === 1 ? "" : ` The file has ${wanted}.`;
  return new Refusal("QUOTA_EXCEEDED", `${why}${what} Delete some, or ask the operator for a larger plan.`);
}

/** Gives places back to the plan. */
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
