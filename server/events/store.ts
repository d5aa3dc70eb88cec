import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Listing, Order } from "../database/page.js";
import { matches } from "../database/search.js";
import type { Context } from "../graphql/context.js";
import { globalIdOr } from "../graphql/global-id.js";
import { inOrder, loader } from "../graphql/loader.js";
import type { Erasure, FieldProof, SealableEvent } from "./seal/sealed-event.js";

/** An event as it is kept. */
export interface EventRow extends Omit<SealableEvent, "occurredAt" | "actor" | "proof"> {
  readonly cursorKey: readonly string[];
  readonly occurredAt: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly salt: string | null;
  /** The words that it is found by. */
  readonly search: readonly string[];
  /** After something was erased: what stands for the fields, and what was erased by whom. */
  readonly erasure: { readonly fields: readonly FieldProof[]; readonly erasures: readonly Erasure[] } | null;
}

/** Global id of the key that did it; null for the server itself. */
export function actorIdOf({ actorKind, actorId }: EventRow): string | null {
  return actorKind === "API_KEY" ? globalIdOr("ApiKey", actorId) : null;
}

/** Newest first, in the order of the feed: one order for every reader. */
export const NEWEST_FIRST: Order = {
  name: "events",
  columns: [
    { column: Prisma.raw("events.epoch"), type: Prisma.raw("integer") },
    { column: Prisma.raw("events.xid"), type: Prisma.raw("xid8") },
    { column: Prisma.raw("events.position"), type: Prisma.raw("bigint") },
  ],
  descending: true,
};

/** What is read of an event, for an `EventRow`. */
export const EVENT_COLUMNS =
  Prisma.raw(`id, ARRAY[epoch::text, xid::text, position::text] AS "cursorKey", type,
  occurred_at AS "occurredAt", actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
  token_id AS "tokenId", token_name AS "tokenName", user_id AS "userId", user_login AS "userLogin",
  resource_id AS "resourceId", resource_name AS "resourceName", outcome, method, reason, subject_hmac AS "subjectHmac",
  client_address AS "clientAddress", caller_address AS "callerAddress", correlation_id AS "correlationId", changes,
  summary, search, salt, erasure`);

/** Events by id. Their ids hold their time, which finds the partition. */
export const eventLoader = loader(async ({ services, actor }, ids) => {
  const rows = await services.database.query<EventRow>(Prisma.sql`
    SELECT ${EVENT_COLUMNS} FROM events WHERE account_id = ${actor.accountId}::uuid AND id = ANY(${[...ids]}::uuid[])
      ${actor.resourceId === null ? Prisma.empty : Prisma.sql`AND resource_id = ${actor.resourceId}::uuid`}`);
  return inOrder(ids, rows);
});

/** Which events; null is no condition. */
export interface EventConditions {
  readonly text: string | null;
  readonly types: readonly string[] | null;
  readonly tokenId: string | null;
  readonly userId: string | null;
  readonly resourceId: string | null;
  readonly actorId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The conditions as SQL. A key that is bound to a resource sees that resource's events alone. */
export function eventConditions(context: Context, conditions: EventConditions): Sql[] {
  const { text, types, tokenId, userId, resourceId, actorId, from, to } = conditions;
  const where: Sql[] = [];
  if (text !== null) where.push(matches(Prisma.raw("events.search"), text));
  if (types !== null) where.push(Prisma.sql`events.type = ANY(${[...types]}::text[])`);
  if (tokenId !== null) where.push(Prisma.sql`events.token_id = ${tokenId}::uuid`);
  if (userId !== null) where.push(Prisma.sql`events.user_id = ${userId}::uuid`);
  if (resourceId !== null) where.push(Prisma.sql`events.resource_id = ${resourceId}::uuid`);
  if (actorId !== null) where.push(Prisma.sql`events.actor_id = ${actorId}::uuid`);
  if (from !== null) where.push(Prisma.sql`events.occurred_at >= ${from}`);
  if (to !== null) where.push(Prisma.sql`events.occurred_at < ${to}`);
  const bound = context.actor.resourceId;
  if (bound !== null) where.push(Prisma.sql`events.resource_id = ${bound}::uuid`);
  where.push(Prisma.sql`events.account_id = ${context.actor.accountId}::uuid`);
  return where;
}

/** Whose events: the account's, or those of a token, a user or a resource. */
const PARENTS = {
  account: Prisma.raw("events.account_id"),
  token: Prisma.raw("events.token_id"),
  user: Prisma.raw("events.user_id"),
  resource: Prisma.raw("events.resource_id"),
} as const;

/** Events, newest first. */
export function eventListing(
  context: Context,
  conditions: EventConditions,
  parent: keyof typeof PARENTS,
): Listing {
  return {
    from: Prisma.raw("events"),
    id: Prisma.raw("events.id"),
    parent: PARENTS[parent],
    where: eventConditions(context, { ...conditions, text: null }),
    words: conditions.text === null ? undefined : matches(Prisma.raw("events.search"), conditions.text),
    order: NEWEST_FIRST,
  };
}
