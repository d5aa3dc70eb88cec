import { Prisma } from "./generated/client.js";
import type { Transaction } from "./prisma.js";

/**
 * Locks a row for this transaction, so that what is read afterwards is not out of date when it is written.
 */
export async function lockRow(
  transaction: Transaction,
  table: "users" | "resources" | "channels" | "tokens",
  accountId: string,
  id: string,
): Promise<void> {
  await transaction.$queryRaw(
    Prisma.sql`SELECT 1 FROM ${Prisma.raw(table)} WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid FOR UPDATE`,
  );
}
