import type { Scope } from "../actions/scope.js";
import { inOrder } from "../database/in-order.js";
import type { Database, Sql } from "../database/database.js";
import { foldedKey } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import { searchWords, wordSearch } from "../database/search.js";

export type UserRow = NonNullable<Awaited<ReturnType<typeof findUser>>>;

/** The key by which logins are compared: case and the spelling in Unicode do not count. */
export function loginKey(login: string): string {
  return foldedKey(login);
}

/** The key of a user: an id or a login. */
export type UserKey = { readonly id: string } | { readonly login: string };

/** A user of the account, or null. */
export function findUser(transaction: Client | Transaction, accountId: string, key: UserKey) {
  return transaction.user.findUnique({
    where:
      "id" in key
        ? { accountId_id: { accountId, id: key.id } }
        : { accountId_loginLower: { accountId, loginLower: loginKey(key.login) } },
  });
}

/**
 * The name of the account, and the language in which somebody is addressed there: the one that was kept with the user, or else the
 * account's. @param userId null for a user who is not known.
 */
export async function readAddressing(
  transaction: Transaction,
  accountId: string,
  userId: string | null,
): Promise<{ readonly account: string; readonly locale: string }> {
  const [row] = await transaction.$queryRaw<{ account: string; locale: string }[]>(Prisma.sql`
    SELECT a.name AS account, coalesce(u.locale, a.locale) AS locale
    FROM accounts AS a LEFT JOIN users AS u ON u.account_id = a.id AND u.id = ${userId}::uuid
    WHERE a.id = ${accountId}::uuid`);
  if (row === undefined) throw new TypeError("the account is gone");
  return row;
}

/** Holds users of the account for this transaction, in the order of their ids. */
export async function lockUsers(
  transaction: Transaction,
  accountId: string,
  keys: readonly UserKey[],
): Promise<void> {
  const ids = keys.flatMap((key) => ("id" in key ? [key.id] : []));
  const logins = keys.flatMap((key) => ("id" in key ? [] : [loginKey(key.login)]));
  await transaction.$queryRaw(Prisma.sql`
    SELECT id FROM users WHERE account_id = ${accountId}::uuid AND id IN (
      SELECT unnest(${ids}::uuid[])
      UNION ALL SELECT id FROM users WHERE account_id = ${accountId}::uuid AND login_lower = ANY(${logins}::text[]))
    ORDER BY id FOR UPDATE`);
}

/** Users by id; null for those that the scope does not have: of a resource, those with a token there. */
export async function readUsers(
  { prisma }: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
): Promise<(UserRow | null)[]> {
  const there = resourceId === null ? {} : { tokens: { some: { assignments: { some: { resourceId } } } } };
  return inOrder(ids, await prisma.user.findMany({ where: { accountId, id: { in: [...ids] }, ...there } }));
}

export interface UserFields {
  readonly login: string;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
  readonly enabled: boolean;
}

/** The columns that follow from a user's fields. */
export function userColumns(fields: UserFields) {
  return {
    ...fields,
    loginLower: loginKey(fields.login),
    search: searchWords(fields.login, fields.email, fields.phoneNumber, fields.firstName, fields.lastName),
  };
}

const ORDERS = {
  CREATED_AT: { column: Prisma.raw("users.created_at"), type: Prisma.raw("timestamptz") },
  LOGIN: { column: Prisma.raw("users.login_lower"), type: Prisma.raw("text") },
} as const;

export type UserOrderField = keyof typeof ORDERS;

export interface UserFilter {
  readonly text: string | null;
  readonly enabled: boolean | null;
  /** Whether the user ever had a token that worked. */
  readonly enrolled: boolean | null;
  /** Whether there is a link, in whatever state, that was made for the user to enrol a token in a portal. */
  readonly invited: boolean | null;
}

/** The account's users. @param more which of them besides: conditions on `users`. */
export function userListing(
  filter: UserFilter,
  more: readonly Sql[],
  field: UserOrderField,
  descending: boolean,
): Listing {
  const where = [...more];
  if (filter.enabled !== null) where.push(Prisma.sql`users.enabled = ${filter.enabled}`);
  if (filter.enrolled !== null) where.push(Prisma.sql`(users.enrolled_at IS NOT NULL) = ${filter.enrolled}`);
  if (filter.invited !== null) {
    where.push(Prisma.sql`EXISTS (
      SELECT 1 FROM invitations AS i
      WHERE i.account_id = users.account_id AND i.user_id = users.id AND i.purpose = 'ENROL') = ${filter.invited}`);
  }
  return {
    from: Prisma.raw("users"),
    id: Prisma.raw("users.id"),
    parent: Prisma.raw("users.account_id"),
    where,
    words:
      filter.text === null
        ? undefined
        : wordSearch(Prisma.raw("users"), Prisma.raw("users.search"), filter.text),
    order: {
      name: `users ${field}`,
      columns: [ORDERS[field], { column: Prisma.raw("users.id"), type: Prisma.raw("uuid") }],
      descending,
    },
  };
}
