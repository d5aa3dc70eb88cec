import type { Action } from "../actions/action.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";

/** The roles that a person can have: the others are for programs. */
export const PEOPLE_ROLES = ["ADMIN", "HELPDESK", "AUDITOR"] as const;
export type PersonRole = (typeof PEOPLE_ROLES)[number];

export function isPersonRole(text: string): text is PersonRole {
  return PEOPLE_ROLES.some((role) => role === text);
}

export type AdministratorRow = NonNullable<Awaited<ReturnType<typeof findAdministrator>>>;

/** The administrator that a user is, or null. */
export function findAdministrator(transaction: Client | Transaction, accountId: string, userId: string) {
  return transaction.administrator.findUnique({ where: { accountId_userId: { accountId, userId } } });
}

/** An administrator as lists show one: known by the user's id. */
export interface ListedAdministrator extends AdministratorRow {
  readonly id: string;
  readonly passwordSet: boolean;
}

/** Administrators by their users' ids; null for users without a role. */
export async function readAdministrators(
  { prisma }: Database,
  accountId: string,
  userIds: readonly string[],
): Promise<(ListedAdministrator | null)[]> {
  const rows = await prisma.administrator.findMany({
    where: { accountId, userId: { in: [...userIds] } },
    include: { user: { select: { password: { select: { setAt: true } } } } },
  });
  return inOrder(
    userIds,
    rows.map(({ user, ...row }) => ({ ...row, id: row.userId, passwordSet: user.password !== null })),
  );
}

/** The account's administrators, oldest first. */
export function administratorListing(): Listing {
  return {
    from: Prisma.raw("administrators"),
    id: Prisma.raw("administrators.user_id"),
    parent: Prisma.raw("administrators.account_id"),
    where: [],
    order: {
      name: "administrators",
      columns: [
        { column: Prisma.raw("administrators.created_at"), type: Prisma.raw("timestamptz") },
        { column: Prisma.raw("administrators.user_id"), type: Prisma.raw("uuid") },
      ],
      descending: false,
    },
  };
}

/** Stores when an administrator signed in. @returns false when the role was removed meanwhile. */
export async function noteSignIn(
  { transaction, accountId, now }: Pick<Action, "transaction" | "accountId" | "now">,
  userId: string,
): Promise<boolean> {
  const { count } = await transaction.administrator.updateMany({
    where: { accountId, userId },
    data: { lastSignInAt: new Date(now) },
  });
  return count === 1;
}
