import type { Role } from "../actions/permissions.js";
import type { Scope } from "../actions/scope.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import { hashApiKey, newApiKey, getPrefix } from "./api-key.js";

export type ApiKeyRow = NonNullable<Awaited<ReturnType<typeof findApiKey>>>;

/** A key of the account, or null. */
export function findApiKey(transaction: Client | Transaction, accountId: string, id: string) {
  return transaction.apiKey.findUnique({ where: { accountId_id: { accountId, id } } });
}

/** Keys by id; null for those of other accounts. */
export async function readApiKeys(
  { prisma }: Database,
  { accountId }: Scope,
  ids: readonly string[],
): Promise<(ApiKeyRow | null)[]> {
  return inOrder(ids, await prisma.apiKey.findMany({ where: { accountId, id: { in: [...ids] } } }));
}

/** Creates a key. @returns also the key itself; it is not stored and cannot be shown again. */
export async function createApiKey(
  transaction: Transaction,
  fields: {
    readonly accountId: string;
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly resourceId?: string | null;
    readonly expiresAt?: Date | null;
    readonly createdBy?: string | null;
  },
  now: number,
): Promise<{ readonly secret: string; readonly id: string }> {
  const secret = newApiKey();
  await transaction.apiKey.create({
    data: { ...fields, prefix: getPrefix(secret), hash: hashApiKey(secret), createdAt: new Date(now) },
  });
  return { secret, id: fields.id };
}

/** The account's keys, newest first. @param where which of them: conditions on `api_keys`. */
export function apiKeyListing(where: readonly Prisma.Sql[]): Listing {
  return {
    from: Prisma.raw("api_keys"),
    id: Prisma.raw("api_keys.id"),
    parent: Prisma.raw("api_keys.account_id"),
    where,
    order: {
      name: "api_keys",
      columns: [
        { column: Prisma.raw("api_keys.created_at"), type: Prisma.raw("timestamptz") },
        { column: Prisma.raw("api_keys.id"), type: Prisma.raw("uuid") },
      ],
      descending: true,
    },
  };
}
