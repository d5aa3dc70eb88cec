import type { Actor } from "../actions/actor.js";
import { inOrder } from "../database/in-order.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";

export type AccountRow = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

/** Accounts by id: only the actor's own; for an operator, any tenant. */
export async function readAccounts(
  { prisma }: Database,
  { role, accountId }: Actor,
  ids: readonly string[],
): Promise<(AccountRow | null)[]> {
  const seen = role === "OPERATOR" ? { kind: "TENANT" } : { AND: { id: accountId } };
  return inOrder(ids, await prisma.account.findMany({ where: { id: { in: [...ids] }, ...seen } }));
}

/** An account by its id, or null. */
export function findAccount(transaction: Client | Transaction, id: string) {
  return transaction.account.findUnique({ where: { id } });
}

/** An account, locked for this transaction. */
export async function lockAccount(transaction: Transaction, id: string): Promise<AccountRow> {
  await transaction.$queryRaw(Prisma.sql`SELECT 1 FROM accounts WHERE id = ${id}::uuid FOR UPDATE`);
  return transaction.account.findUniqueOrThrow({ where: { id } });
}

/** All tenants of the installation. */
export function accountListing(): Listing {
  return {
    from: Prisma.raw("accounts"),
    id: Prisma.raw("accounts.id"),
    // One list for the whole installation: it contains every account, with any parent.
    parent: Prisma.raw("(SELECT id FROM accounts WHERE kind = 'SYSTEM')"),
    where: [Prisma.raw("accounts.kind = 'TENANT'")],
    order: {
      name: "accounts CREATED_AT",
      columns: [
        { column: Prisma.raw("accounts.created_at"), type: Prisma.raw("timestamptz") },
        { column: Prisma.raw("accounts.id"), type: Prisma.raw("uuid") },
      ],
      descending: false,
    },
  };
}

/** How many objects the first account of a new installation may have. */
export const FIRST_PLAN = { tokens: 100_000, users: 100_000, resources: 10_000 } as const;

export interface Plan {
  readonly tokens: number;
  readonly users: number;
  readonly resources: number;
}

/** Creates an account, TENANT or SYSTEM. */
export function createAccount(
  transaction: Transaction,
  account: {
    readonly id: string;
    readonly name: string;
    readonly kind: "TENANT" | "SYSTEM";
    readonly plan: Plan;
  },
  now: number,
) {
  const { id, name, kind, plan } = account;
  return transaction.account.create({
    data: {
      id,
      name,
      kind,
      planTokens: plan.tokens,
      planUsers: plan.users,
      planResources: plan.resources,
      createdAt: new Date(now),
      updatedAt: new Date(now),
    },
  });
}
