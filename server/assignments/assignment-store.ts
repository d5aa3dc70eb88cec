import type { Scope } from "../actions/scope.js";
import { inOrder } from "../database/in-order.js";
import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";

export type AssignmentRow = NonNullable<Awaited<ReturnType<typeof findAssignment>>>;

/** An assignment of the account by its id, or null. */
export function findAssignment(transaction: Client | Transaction, accountId: string, id: string) {
  return transaction.assignment.findUnique({ where: { accountId_id: { accountId, id } } });
}

/** Assignments by id; null for those that the scope does not have. */
export async function readAssignments(
  { prisma }: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
): Promise<(AssignmentRow | null)[]> {
  const there = resourceId === null ? {} : { resourceId };
  return inOrder(
    ids,
    await prisma.assignment.findMany({ where: { accountId, id: { in: [...ids] }, ...there } }),
  );
}

/** Which assignments; null is no condition. */
export interface AssignmentFilter {
  readonly tokenId: string | null;
  readonly userId: string | null;
  readonly resourceId: string | null;
}

const PARENTS = {
  account: Prisma.raw("assignments.account_id"),
  token: Prisma.raw("assignments.token_id"),
  user: Prisma.raw("assignments.user_id"),
  resource: Prisma.raw("assignments.resource_id"),
} as const;

/** Assignments, oldest first: of the account, of a token, of a user or of a resource. */
export function assignmentListing(
  scope: Scope,
  { tokenId, userId, resourceId }: AssignmentFilter,
  parent: keyof typeof PARENTS,
): Listing {
  const where: Sql[] = [Prisma.sql`assignments.account_id = ${scope.accountId}::uuid`];
  if (tokenId !== null) where.push(Prisma.sql`assignments.token_id = ${tokenId}::uuid`);
  if (userId !== null) where.push(Prisma.sql`assignments.user_id = ${userId}::uuid`);
  if (resourceId !== null) where.push(Prisma.sql`assignments.resource_id = ${resourceId}::uuid`);
  if (scope.resourceId !== null) where.push(Prisma.sql`assignments.resource_id = ${scope.resourceId}::uuid`);
  return {
    from: Prisma.raw("assignments"),
    id: Prisma.raw("assignments.id"),
    parent: PARENTS[parent],
    where,
    order: {
      name: "assignments",
      columns: [{ column: Prisma.raw("assignments.id"), type: Prisma.raw("uuid") }],
      descending: false,
    },
  };
}
