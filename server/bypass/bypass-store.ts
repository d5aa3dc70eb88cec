import type { Scope } from "../actions/scope.js";
import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing } from "../database/listing.js";
import type { Transaction } from "../database/prisma.js";
import { holdsAt, runs } from "../tokens/bypassed.js";

export type BypassRow = NonNullable<Awaited<ReturnType<typeof findBypass>>>;

/** A bypass of the account by its id, or null. */
export function findBypass(transaction: Transaction, accountId: string, id: string) {
  return transaction.bypass.findUnique({ where: { accountId_id: { accountId, id } } });
}

/**
 * Stores in a locked token's row whether it has a bypass that was not ended. Attempts that were decided before
 * this change, but not settled, are decided again.
 */
export async function bypassesChanged(
  transaction: Transaction,
  accountId: string,
  tokenId: string,
): Promise<void> {
  await transaction.$executeRaw(Prisma.sql`
    UPDATE tokens SET revision = revision + 1, has_bypass = EXISTS (SELECT 1 FROM bypasses
      WHERE bypasses.account_id = tokens.account_id AND bypasses.token_id = tokens.id AND bypasses.ended_at IS NULL)
    WHERE account_id = ${accountId}::uuid AND id = ${tokenId}::uuid`);
}

/** Why a bypass ended. Expiry is written down only when another bypass replaces the expired one. */
export type BypassEnd = "EXPIRED" | "REVOKED" | "REPLACED" | "UNASSIGNED" | "UNLINKED";

const ENDS: Readonly<Record<BypassEnd, true>> = {
  EXPIRED: true,
  REVOKED: true,
  REPLACED: true,
  UNASSIGNED: true,
  UNLINKED: true,
};

function isEnd(text: string): text is BypassEnd {
  return Object.hasOwn(ENDS, text);
}

/** When and why a bypass ended; null while it is running. Only the clock decides whether it has expired. */
export function getEnd(
  { expiresAt, endedAt, endedBecause }: Pick<BypassRow, "expiresAt" | "endedAt" | "endedBecause">,
  now: number,
): { readonly at: Date; readonly because: BypassEnd } | null {
  if (endedAt !== null && endedBecause !== null && isEnd(endedBecause)) {
    return { at: endedAt, because: endedBecause };
  }
  return expiresAt !== null && expiresAt.getTime() <= now ? { at: expiresAt, because: "EXPIRED" } : null;
}

/** Bypasses by id; null for those that the scope does not have: of a resource, those that are valid there. */
export async function readBypasses(
  { prisma }: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
): Promise<(BypassRow | null)[]> {
  const there = resourceId === null ? {} : { OR: [{ resourceId }, { resourceId: null }] };
  return inOrder(ids, await prisma.bypass.findMany({ where: { accountId, id: { in: [...ids] }, ...there } }));
}

/** Which bypasses; null is no condition. */
export interface BypassFilter {
  readonly running: boolean | null;
  readonly tokenId: string | null;
  readonly userId: string | null;
  readonly resourceId: string | null;
}

export const EVERY_BYPASS: BypassFilter = { running: null, tokenId: null, userId: null, resourceId: null };

/** Bypasses of a scope, or of a token in it; those that were granted last come first. @param now milliseconds since 1970 UTC. */
export function bypassListing(
  scope: Scope,
  now: number,
  { running, tokenId, userId, resourceId }: BypassFilter,
  parent: "account" | "token",
): Listing {
  const where: Sql[] = [Prisma.sql`bypasses.account_id = ${scope.accountId}::uuid`];
  if (running !== null) where.push(Prisma.sql`${runs(now)} = ${running}`);
  if (tokenId !== null) where.push(Prisma.sql`bypasses.token_id = ${tokenId}::uuid`);
  if (userId !== null) {
    where.push(Prisma.sql`EXISTS (SELECT 1 FROM tokens WHERE tokens.account_id = bypasses.account_id
      AND tokens.id = bypasses.token_id AND tokens.user_id = ${userId}::uuid)`);
  }
  if (resourceId !== null) where.push(Prisma.sql`bypasses.resource_id = ${resourceId}::uuid`);
  if (scope.resourceId !== null) where.push(holdsAt(scope.resourceId));
  return {
    from: Prisma.raw("bypasses"),
    id: Prisma.raw("bypasses.id"),
    parent: Prisma.raw(parent === "account" ? "bypasses.account_id" : "bypasses.token_id"),
    where,
    order: {
      name: "bypasses",
      columns: [{ column: Prisma.raw("bypasses.id"), type: Prisma.raw("uuid") }],
      descending: true,
    },
  };
}
