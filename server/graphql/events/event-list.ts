import { getScope } from "../../actions/scope.js";
import { type EventConditions, eventListing } from "../../events/event-store.js";
import { localId } from "../../global-id.js";
import { NIL_UUID } from "../../nil-uuid.js";
import { builder } from "../builder.js";
import { connectionType, type PageArgs, pageArgs, pageComplexity, readConnection } from "../connection.js";
import type { Context } from "../context.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { seenResource, seenToken, seenUser } from "../seen.js";
import { TokenRef } from "../tokens/token-ref.js";
import { UserRef } from "../users/user-ref.js";
import { Event, EventType } from "./event-type.js";
import { eventLoader } from "./event-loader.js";
import { holdFrontier } from "./resumable.js";

/** Lists of events are counted no further than this. */
const COUNT_TO = 10_000;

const EventConnection = connectionType(Event, "Event", COUNT_TO);

export const EventFilter = builder.inputType("EventFilter", {
  description: "Filters events; all given conditions must be true.",
  fields: (t) => ({
    text: t.string({
      description:
        "Every word of this text must be the beginning of a word in the summary, the type, the token's name or serial number, the login or the resource: `bypass` finds BYPASS_GRANTED. A text without a letter or digit finds nothing.",
    }),
    types: t.field({ type: [EventType], description: "Only events of these types." }),
    token: t.field({
      type: TokenRef,
      description: "Only events about this token. Name a deleted token by its id.",
    }),
    user: t.field({
      type: UserRef,
      description: "Only events about this user. Name a deleted user by its id.",
    }),
    resource: t.field({
      type: ResourceRef,
      description: "Only events about this resource. Name a deleted resource by its id.",
    }),
    actor: t.id({ description: "Only events that the API key with this global id caused." }),
    from: t.field({ type: "DateTime", description: "Only events from this moment on." }),
    to: t.field({ type: "DateTime", description: "Only events before this moment." }),
  }),
});

/**
 * The conditions of a filter, with names resolved to ids. An id is used as it is: the events of deleted objects
 * still exist.
 */
export async function getConditions(
  context: Context,
  filter: typeof EventFilter.$inferInput | null | undefined,
): Promise<EventConditions> {
  const { text, types, token, user, resource, actor, from, to } = filter ?? {};
  return {
    text: text ?? null,
    types: types ?? null,
    tokenId: token?.id == null ? await seenToken(context, token) : (localId("Token", token.id) ?? NIL_UUID),
    userId: user?.id == null ? await seenUser(context, user) : (localId("User", user.id) ?? NIL_UUID),
    resourceId:
      resource?.id == null
        ? await seenResource(context, resource)
        : (localId("Resource", resource.id) ?? NIL_UUID),
    actorId: actor == null ? null : (localId("ApiKey", actor) ?? NIL_UUID),
    from: from ?? null,
    to: to ?? null,
  };
}

type EventArgs = PageArgs & { readonly filter?: typeof EventFilter.$inferInput | null | undefined };

/**
 * Reads a list of events.
 * @param of what the list is about. @param parent its id.
 */
async function readEvents(
  context: Context,
  { filter, ...page }: EventArgs,
  of: Parameters<typeof eventListing>[2],
  parent: string,
) {
  const listing = eventListing(getScope(context.actor), await getConditions(context, filter), of);
  await holdFrontier(context);
  return readConnection(context, page, listing, parent, eventLoader(context), COUNT_TO);
}

const eventArgs = {
  ...pageArgs,
  ...builder.args((t) => ({ filter: t.field({ type: EventFilter, description: "The filter." }) })),
};

builder.queryField("events", (t) =>
  t.field({
    type: EventConnection,
    nullable: true,
    description: "The account's events, newest first.",
    complexity: pageComplexity,
    args: eventArgs,
    resolve: (_root, args, context) => readEvents(context, args, "account", context.actor.accountId),
  }),
);

for (const [name, parent] of [
  ["Token", "token"],
  ["User", "user"],
  ["Resource", "resource"],
] as const) {
  builder.objectField(name, "events", (t) =>
    t.field({
      type: EventConnection,
      description: `Events about the ${parent}, newest first.`,
      complexity: pageComplexity,
      args: eventArgs,
      resolve: ({ id }, args, context) => readEvents(context, args, parent, id),
    }),
  );
}
