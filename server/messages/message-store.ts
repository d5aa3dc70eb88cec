import type { Scope } from "../actions/scope.js";
import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing } from "../database/listing.js";

/** A message without what it carries. */
export type MessageRow = NonNullable<Awaited<ReturnType<typeof readMessages>>[number]>;

/** How long messages are listed, in milliseconds. */
export const MESSAGES_TTL_MS = 30 * 24 * 60 * 60_000;

/** Messages by id; null for those that the scope does not have. They belong to no resource. */
export async function readMessages(
  { prisma }: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
) {
  const seen = resourceId === null ? [...ids] : [];
  return inOrder(ids, await prisma.message.findMany({ where: { accountId, id: { in: seen } } }));
}

/** Which messages; null is no condition. */
export interface MessageFilter {
  readonly kind: string | null;
  readonly states: readonly string[] | null;
  readonly purposes: readonly string[] | null;
  readonly tokenId: string | null;
  readonly channelId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The account's messages, newest first. */
export function messageListing(filter: MessageFilter): Listing {
  const { kind, states, purposes, tokenId, channelId, from, to } = filter;
  const where: Sql[] = [];
  if (kind !== null) where.push(Prisma.sql`messages.kind = ${kind}`);
  if (states !== null) where.push(Prisma.sql`messages.state = ANY(${[...states]}::text[])`);
  if (purposes !== null) where.push(Prisma.sql`messages.purpose = ANY(${[...purposes]}::text[])`);
  if (tokenId !== null) where.push(Prisma.sql`messages.token_id = ${tokenId}::uuid`);
  if (channelId !== null) where.push(Prisma.sql`messages.channel_id = ${channelId}::uuid`);
  if (from !== null) where.push(Prisma.sql`messages.created_at >= ${from}`);
  if (to !== null) where.push(Prisma.sql`messages.created_at < ${to}`);
  return {
    from: Prisma.raw("messages"),
    id: Prisma.raw("messages.id"),
    parent: Prisma.raw("messages.account_id"),
    where,
    order: {
      name: "messages",
      columns: [
        { column: Prisma.raw("messages.created_at"), type: Prisma.raw("timestamptz") },
        { column: Prisma.raw("messages.id"), type: Prisma.raw("uuid") },
      ],
      descending: true,
    },
  };
}
