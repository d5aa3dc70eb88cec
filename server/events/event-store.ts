import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing, Order } from "../database/listing.js";
import { matches, wordSearch } from "../database/search.js";
import { globalIdOr } from "../global-id.js";
import { ACTOR_KINDS, isActorKind } from "./event-types.js";
import { passOver } from "./seal/pass-over.js";
import type { Erasure, FieldProof, SealableEvent } from "./seal/sealed-event.js";
import { codesNamed } from "./words/codes-named.js";

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
  /** After something was erased: the replacement of the fields, and what was erased by whom. */
  readonly erasure: {
    readonly fields: readonly FieldProof[];
    readonly erasures: readonly StoredErasure[];
  } | null;
}

/** An erasure as it is kept: one from before erasures had a format has none. */
type StoredErasure = Omit<Erasure, "format"> & { readonly format?: number };

/** Global id of the key or the person who did it; null for the server itself. */
export function getActorId({ actorKind, actorId }: EventRow): string | null {
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

/** The columns that are read of an event, for an `EventRow`. */
export const EVENT_COLUMNS =
  Prisma.raw(`id, ARRAY[epoch::text, xid::text, position::text] AS "cursorKey", type,
  occurred_at AS "occurredAt", actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
  token_id AS "tokenId", token_name AS "tokenName", user_id AS "userId", user_login AS "userLogin",
  resource_id AS "resourceId", resource_name AS "resourceName", outcome, method, reason, subject_hmac AS "subjectHmac",
  client_address AS "clientAddress", caller_address AS "callerAddress", correlation_id AS "correlationId", changes,
  summary, params, search, salt, erasure`);

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

/** Whose events: the account's, or those of a token, a user or a resource. */
const PARENTS = {
  account: Prisma.raw("events.account_id"),
  token: Prisma.raw("events.token_id"),
  user: Prisma.raw("events.user_id"),
  resource: Prisma.raw("events.resource_id"),
} as const;

/** The object that a list of events is about. */
export type EventParent = keyof typeof PARENTS;

/** The conditions of a list or of a feed, as SQL. All of them must be true. */
export interface SplitConditions {
  /** The conditions that an index serves that has the order of the feed, too. */
  readonly served: readonly Sql[];
  /** The conditions that no index serves. They are tested row by row: few rows may meet them, or none. */
  readonly tested: readonly Sql[];
}

/** The objects and owners of events: each has an index in the order of the feed. The one with the fewest events is first. */
const NARROWEST_FIRST = ["token", "user", "resource", "account"] as const;

/**
 * The conditions as SQL. An index is given one of those that it serves, the narrowest, and what the caller may see. With several,
 * the planner could choose the index with more events, and go through all of these.
 * @param parent whose events a list has.
 */
export function eventConditions(
  scope: EventScope,
  conditions: EventConditions,
  parent: EventParent = "account",
): SplitConditions {
  const { text, types, tokenId, userId, resourceId, actorId, from, to } = conditions;
  const ids = { token: tokenId, user: userId, resource: resourceId, account: null };
  const servedKind = NARROWEST_FIRST.find((kind) => kind === parent || ids[kind] !== null);
  const served: Sql[] = [];
  const tested: Sql[] = [];
  for (const kind of NARROWEST_FIRST) {
    const id = ids[kind];
    if (id !== null) (kind === servedKind ? served : tested).push(Prisma.sql`${PARENTS[kind]} = ${id}::uuid`);
  }
  if (scope.resourceId !== null) served.push(Prisma.sql`events.resource_id = ${scope.resourceId}::uuid`);
  served.push(Prisma.sql`events.account_id = ${scope.accountId}::uuid`);
  if (types?.length === 0) served.push(Prisma.sql`false`);
  else if (types !== null) tested.push(Prisma.sql`events.type = ANY(${[...types]}::text[])`);
  if (actorId !== null) tested.push(Prisma.sql`events.actor_id = ${actorId}::uuid`);
  if (from !== null) tested.push(Prisma.sql`events.occurred_at >= ${from}`);
  if (to !== null) tested.push(Prisma.sql`events.occurred_at < ${to}`);
  if (text !== null) tested.push(matches(Prisma.raw("events.search"), text, codesNamed));
  return { served, tested };
}

/** Events of a scope, newest first. */
export function eventListing(scope: EventScope, conditions: EventConditions, parent: EventParent): Listing {
  const { from, to } = conditions;
  const { served, tested } = eventConditions(scope, { ...conditions, text: null }, parent);
  return {
    from: Prisma.raw("events"),
    id: Prisma.raw("events.id"),
    parent: PARENTS[parent],
    where: served,
    tested,
    passOver:
      from === null && to === null
        ? undefined
        : (database, place, isAscending) =>
            passOver(database, scope.accountId, { from, to }, place, isAscending),
    words:
      conditions.text === null
        ? undefined
        : wordSearch(Prisma.raw("events"), Prisma.raw("events.search"), conditions.text, codesNamed),
    order: NEWEST_FIRST,
  };
}
