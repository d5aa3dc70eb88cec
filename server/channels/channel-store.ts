import type { Scope } from "../actions/scope.js";
import { inOrder } from "../database/in-order.js";
import type { Database, Sql } from "../database/database.js";
import { composed } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import { searchWords, wordMatcher } from "../database/search.js";
import type { ChannelKind } from "../delivery/delivery.js";

/** A channel without its secrets, and the countries to which it does not send for now. */
export type ChannelRow = NonNullable<Awaited<ReturnType<typeof findChannel>>>;

/** A channel with its secrets, encrypted. Nothing that answers a caller may have one. */
export type SealedChannelRow = NonNullable<Awaited<ReturnType<typeof findSealedChannel>>>;

/** The key of a channel: an id or a name. */
export type ChannelKey = { readonly id: string } | { readonly name: string };

const SUSPENSIONS = { suspensions: { orderBy: { country: "asc" } } } as const;

/** A channel of the account, or null. */
export function findChannel(transaction: Client | Transaction, accountId: string, key: ChannelKey) {
  return transaction.channel.findUnique({
    where:
      "id" in key
        ? { accountId_id: { accountId, id: key.id } }
        : { accountId_name: { accountId, name: composed(key.name) } },
    include: SUSPENSIONS,
  });
}

/** A channel of the account with its encrypted secrets, for the code that sends by it; or null. */
export function findSealedChannel(transaction: Client | Transaction, accountId: string, id: string) {
  return transaction.channel.findUnique({
    where: { accountId_id: { accountId, id } },
    include: SUSPENSIONS,
    omit: { secrets: false },
  });
}

/** The channels of an account, in the order in which they are tried. @param kind of all of them; null for every kind. */
export function getChannels(
  transaction: Client | Transaction,
  accountId: string,
  kind: ChannelKind | null,
): Promise<ChannelRow[]> {
  return transaction.channel.findMany({
    where: { accountId, ...(kind === null ? {} : { kind }) },
    orderBy: [{ priority: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    include: SUSPENSIONS,
  });
}

/** Channels by id; null for those that the scope does not have. They belong to no resource. */
export async function readChannels(
  { prisma }: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
): Promise<(ChannelRow | null)[]> {
  const seen = resourceId === null ? [...ids] : [];
  const where = { accountId, id: { in: seen } };
  return inOrder(ids, await prisma.channel.findMany({ where, include: SUSPENSIONS }));
}

const ORDERS = {
  CREATED_AT: [{ column: Prisma.raw("channels.created_at"), type: Prisma.raw("timestamptz") }],
  NAME: [{ column: Prisma.raw("channels.name"), type: Prisma.raw("text") }],
  PRIORITY: [
    { column: Prisma.raw("channels.priority"), type: Prisma.raw("integer") },
    { column: Prisma.raw("channels.created_at"), type: Prisma.raw("timestamptz") },
  ],
} as const;

export type ChannelOrderField = keyof typeof ORDERS;

export interface ChannelFilter {
  readonly text: string | null;
  readonly kind: ChannelKind | null;
  readonly enabled: boolean | null;
}

/** The ids of the account's channels whose name has the words of a text. An account has few of them. */
async function idsWithWords({ prisma }: Database, accountId: string, text: string): Promise<string[]> {
  const isFound = wordMatcher(text);
  const channels = await prisma.channel.findMany({ where: { accountId }, select: { id: true, name: true } });
  return channels.filter(({ name }) => isFound(searchWords(name))).map(({ id }) => id);
}

/** The account's channels. */
export async function channelListing(
  database: Database,
  accountId: string,
  filter: ChannelFilter,
  field: ChannelOrderField,
  descending: boolean,
): Promise<Listing> {
  const where: Sql[] = [];
  if (filter.text !== null) {
    const ids = await idsWithWords(database, accountId, filter.text);
    where.push(Prisma.sql`channels.id = ANY(${ids}::uuid[])`);
  }
  if (filter.kind !== null) where.push(Prisma.sql`channels.kind = ${filter.kind}`);
  if (filter.enabled !== null) where.push(Prisma.sql`channels.enabled = ${filter.enabled}`);
  return {
    from: Prisma.raw("channels"),
    id: Prisma.raw("channels.id"),
    parent: Prisma.raw("channels.account_id"),
    where,
    order: {
      name: `channels ${field}`,
      columns: [...ORDERS[field], { column: Prisma.raw("channels.id"), type: Prisma.raw("uuid") }],
      descending,
    },
  };
}
