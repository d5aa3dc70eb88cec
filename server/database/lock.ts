import { Prisma } from "./generated/client.js";
import type { Transaction } from "./prisma.js";

/** Holds a row for this transaction, so that nothing read of it afterwards is old when it is written. */
export async function lockRow(
  transaction: Transaction,
  table: "users" | "resources" | "tokens",
  accountId: string,
  id: string,
): Promise<void> {
  await transaction.$queryRaw(
    Prisma.sql`SELECT 1 FROM ${Prisma.raw(table)} WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid FOR UPDATE`,
  );
}
