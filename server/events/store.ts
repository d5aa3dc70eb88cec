import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing, Order } from "../database/listing.js";
import { matches, wordSearch } from "../database/search.js";
import { globalIdOr } from "../global-id.js";
import { ACTOR_KINDS, isActorKind } from "./event-types.js";
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

/** Global id of the key or the person who did it; null for the server itself. */
export function actorIdOf({ actorKind, actorId }: EventRow): string | null {
  const type = isActorKind(actorKind) ? ACTOR_KINDS[actorKind].type : null;
  return type === null ? null : globalIdOr(type, actorId);
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

/** Whose events a reader sees: those of an account; with a resource, only the events there. */
export interface EventScope {
  readonly accountId: string;
  readonly resourceId: string | null;
}

/** Events by id; null for those that the scope does not have. Their ids hold their time, which finds the partition. */
export async function readEvents(
  database: Database,
  { accountId, resourceId }: EventScope,
  ids: readonly string[],
): Promise<(EventRow | null)[]> {
  const rows = await database.query<EventRow>(Prisma.sql`
    SELECT ${EVENT_COLUMNS} FROM events WHERE account_id = ${accountId}::uuid AND id = ANY(${[...ids]}::uuid[])
      ${resourceId === null ? Prisma.empty : Prisma.sql`AND resource_id = ${resourceId}::uuid`}`);
  return inOrder(ids, rows);
}

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

/** The conditions as SQL. */
export function eventConditions(scope: EventScope, conditions: EventConditions): Sql[] {
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
  if (scope.resourceId !== null) where.push(Prisma.sql`events.resource_id = ${scope.resourceId}::uuid`);
  where.push(Prisma.sql`events.account_id = ${scope.accountId}::uuid`);
  return where;
}

/** Whose events: the account's, or those of a token, a user or a resource. */
const PARENTS = {
  account: Prisma.raw("events.account_id"),
  token: Prisma.raw("events.token_id"),
  user: Prisma.raw("events.user_id"),
  resource: Prisma.raw("events.resource_id"),
} as const;

/** Events of a scope, newest first. */
export function eventListing(
  scope: EventScope,
  conditions: EventConditions,
  parent: keyof typeof PARENTS,
): Listing {
  return {
    from: Prisma.raw("events"),
    id: Prisma.raw("events.id"),
    parent: PARENTS[parent],
    where: eventConditions(scope, { ...conditions, text: null }),
    words:
      conditions.text === null
        ? undefined
        : wordSearch(Prisma.raw("events"), Prisma.raw("events.search"), conditions.text),
    order: NEWEST_FIRST,
  };
}
