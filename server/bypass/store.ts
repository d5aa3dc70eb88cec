import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing } from "../database/page.js";
import type { Context } from "../graphql/context.js";
import { inOrder, loader } from "../graphql/loader.js";
import type { Transaction } from "../database/prisma.js";

export type BypassRow = NonNullable<Awaited<ReturnType<typeof findBypass>>>;

/** A bypass of the account by its id, or null. */
export function findBypass(transaction: Transaction, accountId: string, id: string) {
  return transaction.bypass.findUnique({ where: { accountId_id: { accountId, id } } });
}

/**
 * Stores in a locked token's row whether it has a bypass that nobody ended. Attempts that were decided before
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

/**
 * Bypasses by id, only of the caller's account (and only of its resource, for a key that is bound to one).
 */
export const bypassLoader = loader(async ({ services, actor }, ids) =>
  inOrder(
    ids,
    await services.database.prisma.bypass.findMany({
      where: {
        accountId: actor.accountId,
        id: { in: [...ids] },
        ...(actor.resourceId === null
          ? {}
          : { OR: [{ resourceId: actor.resourceId }, { resourceId: null }] }),
      },
    }),
  ),
);

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
export function endOf(
  { expiresAt, endedAt, endedBecause }: Pick<BypassRow, "expiresAt" | "endedAt" | "endedBecause">,
  now: number,
): { readonly at: Date; readonly because: BypassEnd } | null {
  if (endedAt !== null && endedBecause !== null && isEnd(endedBecause)) {
    return { at: endedAt, because: endedBecause };
  }
  return expiresAt !== null && expiresAt.getTime() <= now ? { at: expiresAt, because: "EXPIRED" } : null;
}

/** Which bypasses; null is no condition. */
export interface BypassFilter {
  readonly running: boolean | null;
  readonly tokenId: string | null;
  readonly userId: string | null;
  readonly resourceId: string | null;
}

export const EVERY_BYPASS: BypassFilter = { running: null, tokenId: null, userId: null, resourceId: null };

/** Whether a row of `bypasses` is running. @param now milliseconds since 1970 UTC. */
function runs(now: number): Sql {
  return Prisma.sql`(bypasses.ended_at IS NULL AND coalesce(bypasses.expires_at > ${new Date(now)}, true))`;
}

/** Whether a row of `bypasses` is valid at a resource: only there, or everywhere. */
function holdsAt(resourceId: string): Sql {
  return Prisma.sql`(bypasses.resource_id IS NULL OR bypasses.resource_id = ${resourceId}::uuid)`;
}

/**
 * Whether a row of `tokens` has a running bypass.
 * @param now milliseconds since 1970 UTC.
 * @param at the resource that the caller is bound to: bypasses of other resources do not exist for it; null for
 * all.
 */
export function isBypassed(now: number, at: string | null): Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM bypasses WHERE bypasses.account_id = tokens.account_id
    AND bypasses.token_id = tokens.id AND ${runs(now)} ${at === null ? Prisma.empty : Prisma.sql`AND ${holdsAt(at)}`})`;
}

/** Bypasses of the account or of a token; those that were granted last come first. */
export function bypassListing(
  { actor, services }: Context,
  { running, tokenId, userId, resourceId }: BypassFilter,
  parent: "account" | "token",
): Listing {
  const where: Sql[] = [Prisma.sql`bypasses.account_id = ${actor.accountId}::uuid`];
  if (running !== null) where.push(Prisma.sql`${runs(services.clock())} = ${running}`);
  if (tokenId !== null) where.push(Prisma.sql`bypasses.token_id = ${tokenId}::uuid`);
  if (userId !== null) {
    where.push(Prisma.sql`EXISTS (SELECT 1 FROM tokens WHERE tokens.account_id = bypasses.account_id
      AND tokens.id = bypasses.token_id AND tokens.user_id = ${userId}::uuid)`);
  }
  if (resourceId !== null) where.push(Prisma.sql`bypasses.resource_id = ${resourceId}::uuid`);
  if (actor.resourceId !== null) where.push(holdsAt(actor.resourceId));
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
