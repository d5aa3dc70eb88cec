import type { SelfServiceAction } from "@tokenplane/rules/self-service";
import type { Scope } from "../actions/scope.js";
import { inOrder } from "../database/in-order.js";
import type { Database, Sql } from "../database/database.js";
import { composed } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import { matches, searchWords } from "../database/search.js";

export type ResourceRow = NonNullable<Awaited<ReturnType<typeof findResource>>>;

/** The key of a resource: an id or a name. */
export type ResourceKey = { readonly id: string } | { readonly name: string };

/** A resource of the account, or null. */
export function findResource(transaction: Client | Transaction, accountId: string, key: ResourceKey) {
  return transaction.resource.findUnique({
    where:
      "id" in key
        ? { accountId_id: { accountId, id: key.id } }
        : { accountId_name: { accountId, name: composed(key.name) } },
  });
}

/** Resources by id; null for those that the scope does not have. */
export async function readResources(
  { prisma }: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
): Promise<(ResourceRow | null)[]> {
  const seen = ids.filter((id) => resourceId === null || resourceId === id);
  return inOrder(ids, await prisma.resource.findMany({ where: { accountId, id: { in: seen } } }));
}

export interface ResourceFields {
  readonly name: string;
  readonly failedAttemptsBeforeLock: number;
  readonly lockMinutes: number;
  readonly allowedAddresses: string[];
  readonly enabled: boolean;
  readonly pinBeforeSending: boolean;
  readonly pushConfirmation: string;
}

/** The columns that follow from a resource's fields. */
export function resourceColumns(fields: ResourceFields) {
  return { ...fields, search: searchWords(fields.name) };
}

const ORDERS = {
  CREATED_AT: { column: Prisma.raw("resources.created_at"), type: Prisma.raw("timestamptz") },
  NAME: { column: Prisma.raw("resources.name"), type: Prisma.raw("text") },
} as const;

export type ResourceOrderField = keyof typeof ORDERS;

export interface ResourceFilter {
  readonly text: string | null;
  readonly enabled: boolean | null;
  readonly builtIn: boolean | null;
  /** Whether the resource has a portal. */
  readonly selfService: boolean | null;
  /** Users may do one of these in its portal. */
  readonly selfServiceAnyOf: readonly SelfServiceAction[] | null;
}

/** The account's resources. */
export function resourceListing(
  filter: ResourceFilter,
  field: ResourceOrderField,
  descending: boolean,
): Listing {
  const where: Sql[] = [];
  if (filter.text !== null) where.push(matches(Prisma.raw("resources.search"), filter.text));
  if (filter.enabled !== null) where.push(Prisma.sql`resources.enabled = ${filter.enabled}`);
  if (filter.builtIn !== null) where.push(Prisma.sql`(resources.kind = 'CONSOLE') = ${filter.builtIn}`);
  if (filter.selfService !== null) {
    where.push(Prisma.sql`(resources.portal_address IS NOT NULL) = ${filter.selfService}`);
  }
  if (filter.selfServiceAnyOf !== null) {
    where.push(
      Prisma.sql`jsonb_exists_any(resources.self_service -> 'actions', ${[...filter.selfServiceAnyOf]}::text[])`,
    );
  }
  return {
    from: Prisma.raw("resources"),
    id: Prisma.raw("resources.id"),
    parent: Prisma.raw("resources.account_id"),
    where,
    order: {
      name: `resources ${field}`,
      columns: [ORDERS[field], { column: Prisma.raw("resources.id"), type: Prisma.raw("uuid") }],
      descending,
    },
  };
}
