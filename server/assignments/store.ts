import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing } from "../database/page.js";
import type { Client, Transaction } from "../database/prisma.js";
import type { Context } from "../graphql/context.js";
import { inOrder, loader } from "../graphql/loader.js";

export type AssignmentRow = NonNullable<Awaited<ReturnType<typeof findAssignment>>>;

/** An assignment of the account by its id, or null. */
export function findAssignment(transaction: Client | Transaction, accountId: string, id: string) {
  return transaction.assignment.findUnique({ where: { accountId_id: { accountId, id } } });
}

/**
 * Assignments by id, only of the caller's account (and only of its resource, for a key that is bound to one).
 */
export const assignmentLoader = loader(async ({ services, actor }, ids) =>
  inOrder(
    ids,
    await services.database.prisma.assignment.findMany({
      where: {
        accountId: actor.accountId,
        id: { in: [...ids] },
        ...(actor.resourceId === null ? {} : { resourceId: actor.resourceId }),
      },
    }),
  ),
);

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
  { actor }: Context,
  { tokenId, userId, resourceId }: AssignmentFilter,
  parent: keyof typeof PARENTS,
): Listing {
  const where: Sql[] = [Prisma.sql`assignments.account_id = ${actor.accountId}::uuid`];
  if (tokenId !== null) where.push(Prisma.sql`assignments.token_id = ${tokenId}::uuid`);
  if (userId !== null) where.push(Prisma.sql`assignments.user_id = ${userId}::uuid`);
  if (resourceId !== null) where.push(Prisma.sql`assignments.resource_id = ${resourceId}::uuid`);
  if (actor.resourceId !== null) where.push(Prisma.sql`assignments.resource_id = ${actor.resourceId}::uuid`);
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
