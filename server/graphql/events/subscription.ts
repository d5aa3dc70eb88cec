import { getScope } from "../../actions/scope.js";
import type { Feed } from "../../events/feed/feed.js";
import { getCursor, parseCursor, type Position } from "../../events/feed/position.js";
import type { FeedRow } from "../../events/feed/reader.js";
import { type Delivery, Subscriber } from "../../events/feed/subscriber.js";
import { oldestCursor } from "../../events/seal/seal-store.js";
import { eventConditions } from "../../events/event-store.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { topLevelError } from "../errors.js";
import { getConditions, EventFilter } from "./event-list.js";
import { Event } from "./event-type.js";

const FeedEvent = builder.objectRef<FeedRow>("FeedEvent").implement({
  description: "An event of the feed.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Its cursor in the feed. Store it: to continue from here, subscribe again with `after`.",
      resolve: ({ at }) => getCursor(at),
    }),
    event: t.field({ type: Event, description: "The event.", resolve: (row) => row }),
  }),
});

function beginning(cursor: string): Position {
  const place = parseCursor(cursor);
  if (place !== undefined) return place;
  throw topLevelError(
    "BAD_USER_INPUT",
    "This is not a cursor of the event feed. Use a cursor from an event.",
  );
}

/**
 * A cursor of a later epoch than the database's own belongs to another copy of the database, with which others
 * have continued: no event of this copy would ever come after it.
 */
async function goingOn(feed: Feed, from: Position): Promise<Position> {
  if (from.epoch <= (await feed.highWaterMark()).epoch) return from;
  throw topLevelError(
    "UNAVAILABLE",
    "This cursor is newer than the database of this server. Try again in a moment. If the database was replaced by an older copy on purpose, subscribe without a cursor, and expect that events were lost.",
  );
}

const beginnings = new WeakMap<object, Position>();

/**
 * The cursor after which a subscription began: a client that loses the connection before the first event
 * continues from there.
 */
export function getBeginning(stream: object): string | undefined {
  const from = beginnings.get(stream);
  return from === undefined ? undefined : getCursor(from);
}

const subscribers = new WeakMap<object, Subscriber>();

/** Up to where a subscription has missed nothing; undefined for one that does not follow the feed. */
export function getProgress(stream: object): Position | undefined {
  return subscribers.get(stream)?.progress();
}

/** Follows the feed until it is stopped; unlike a plain generator, it stops also while it waits. */
async function follow(
  context: Context,
  after: string | null,
  filter: typeof EventFilter.$inferInput | null | undefined,
): Promise<AsyncIterableIterator<Delivery>> {
  const { database, queues, feed, config } = context.services;
  const conditions = await getConditions(context, filter);
  const { accountId, resourceId } = context.actor;
  const source = {
    database,
    queues: queues.lists,
    feed,
    following: { accountId, boundTo: resourceId, conditions },
    conditions: eventConditions(getScope(context.actor), conditions),
    async horizon() {
      // Also where events are kept forever now: some may have expired before, here or where a backup is from.
      const oldest = await oldestCursor(database, accountId);
      return oldest === null ? null : (parseCursor(oldest) ?? null);
    },
    patience: config.requestSeconds * 250,
  };
  const from = after === null ? await feed.highWaterMark() : await goingOn(feed, beginning(after));
  const subscriber = await Subscriber.open(source, from);
  const deliveries = subscriber.deliveries();
  const following: AsyncIterableIterator<Delivery> = {
    next: () => deliveries.next(),
    return() {
      subscriber.end();
      return deliveries.return();
    },
    [Symbol.asyncIterator]: () => following,
  };
  beginnings.set(following, from);
  subscribers.set(following, subscriber);
  return following;
}

builder.subscriptionType({ description: "Everything that can be followed live, over WebSocket or SSE." });

builder.subscriptionField("events", (t) =>
  t.field({
    type: FeedEvent,
    description:
      "The account's events in the order of the feed: first the missed ones, then live ones; every event once. Without `after`, it begins now. A client library that connects again repeats its first variables. So compute `after` again for each attempt. With graphql-ws: `variables: { get after() { return last } }`, where `last` is the `cursor` of the last event that you handled; before the first event it is the `cursor` of the `connection_ack`, which `on: { connected }` gets as its payload. If your library copies variables (as Apollo Client does), set graphql-ws's `jsonMessageReplacer: (key, value) => (key === 'after' ? last : value)`, and declare `$after`.",
    args: {
      after: t.arg({
        type: "Cursor",
        description: "Begin after this cursor: the cursor of the last event that you handled.",
      }),
      filter: t.arg({ type: EventFilter, description: "The filter." }),
    },
    subscribe: (_root, { after, filter }, context) =>
      follow(context, context.resumeAfter ?? after ?? null, filter),
    resolve: ({ row }) => row,
  }),
);
