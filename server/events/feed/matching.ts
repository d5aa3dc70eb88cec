import { wordMatcher } from "../../database/search.js";
import type { EventConditions } from "../event-store.js";
import { codesNamed } from "../words/codes-named.js";
import type { FeedRow } from "./reader.js";

/** Which events a subscriber follows: the same as `eventConditions` says in SQL. */
export interface Following {
  readonly accountId: string;
  /** The resource that the key is bound to, or null. */
  readonly boundTo: string | null;
  readonly conditions: EventConditions;
}

/** Whether a subscriber follows an event. */
export function matcher({ accountId, boundTo, conditions }: Following): (row: FeedRow) => boolean {
  const { text, types, tokenId, userId, resourceId, actorId, from, to } = conditions;
  const hasWords = text === null ? undefined : wordMatcher(text, codesNamed);
  return (row) =>
    row.accountId === accountId &&
    (boundTo === null || row.resourceId === boundTo) &&
    (types === null || types.includes(row.type)) &&
    (tokenId === null || row.tokenId === tokenId) &&
    (userId === null || row.userId === userId) &&
    (resourceId === null || row.resourceId === resourceId) &&
    (actorId === null || row.actorId === actorId) &&
    (from === null || row.occurredAt.getTime() >= from.getTime()) &&
    (to === null || row.occurredAt.getTime() < to.getTime()) &&
    (hasWords === undefined || hasWords(row.search));
}
