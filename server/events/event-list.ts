import { builder } from "../graphql/builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { localId, NOTHING } from "../graphql/global-id.js";
import { resourceKey, ResourceRef } from "../resources/resource-ref.js";
import { findResource } from "../resources/store.js";
import { TokenRef, tokenKey } from "../tokens/token-ref.js";
import { findToken } from "../tokens/store.js";
import { userKey, UserRef } from "../users/user-ref.js";
import { findUser } from "../users/store.js";
import { Event, EventType } from "./event-type.js";
import { eventListing, eventLoader, type EventConditions } from "./store.js";

/** Lists of events are counted no further than this. */
const COUNT_TO = 10_000;

const EventConnection = connectionType(Event, "Event", COUNT_TO);

export const EventFilter = builder.inputType("EventFilter", {
  description: "Which events; every given field must hold.",
  fields: (t) => ({
    text: t.string({
      description:
        "Every word begins a word of the summary, the token's name or serial number, the login or the resource.",
    }),
    types: t.field({ type: [EventType], description: "Only these types." }),
    token: t.field({
      type: TokenRef,
      description: "Only about this token. One that was deleted is named by its id.",
    }),
    user: t.field({
      type: UserRef,
      description: "Only about this user. One that was deleted is named by its id.",
    }),
    resource: t.field({
      type: ResourceRef,
      description: "Only about this resource. One that was deleted is named by its id.",
    }),
    actor: t.id({ description: "Only by the API key with this global id." }),
    from: t.field({ type: "DateTime", description: "Only from this moment on." }),
    to: t.field({ type: "DateTime", description: "Only before this moment." }),
  }),
});

async function idOf(
  key: { id: string } | object | null,
  find: () => Promise<{ id: string } | null>,
): Promise<string> {
  if (key === null) return NOTHING;
  // An id is taken as it is: the events of what was deleted are still there.
  if ("id" in key) return key.id;
  return (await find())?.id ?? NOTHING;
}

/** What a filter asks for, with names looked up. */
export async function conditionsOf(
  context: Context,
  filter: typeof EventFilter.$inferInput | null | undefined,
): Promise<EventConditions> {
  const { prisma } = context.services.database;
  const { accountId } = context.actor;
  const { text, types, token, user, resource, actor, from, to } = filter ?? {};
  const tokenNamed = token == null ? undefined : tokenKey(token);
  const userNamed = user == null ? undefined : userKey(user);
  const resourceNamed = resource == null ? undefined : resourceKey(resource);
  return {
    text: text ?? null,
    types: types ?? null,
    tokenId:
      tokenNamed === undefined
        ? null
        : await idOf(tokenNamed, async () =>
            tokenNamed === null ? null : findToken(prisma, accountId, tokenNamed),
          ),
    userId:
      userNamed === undefined
        ? null
        : await idOf(userNamed, async () =>
            userNamed === null ? null : findUser(prisma, accountId, userNamed),
          ),
    resourceId:
      resourceNamed === undefined
        ? null
        : await idOf(resourceNamed, async () =>
            resourceNamed === null ? null : findResource(prisma, accountId, resourceNamed),
          ),
    actorId: actor == null ? null : (localId("ApiKey", actor) ?? NOTHING),
    from: from ?? null,
    to: to ?? null,
  };
}

const eventArgs = {
  ...pageArgs,
  ...builder.args((t) => ({ filter: t.field({ type: EventFilter, description: "Which ones." }) })),
};

builder.queryField("events", (t) =>
  t.field({
    type: EventConnection,
    nullable: true,
    description: "The account's events, newest first.",
    complexity: pageComplexity,
    args: eventArgs,
    resolve: async (_root, { filter, ...page }, context) => {
      const listing = eventListing(context, await conditionsOf(context, filter), "account");
      return readConnection(context, page, listing, context.actor.accountId, eventLoader(context), COUNT_TO);
    },
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
      resolve: async ({ id }, { filter, ...page }, context) => {
        const listing = eventListing(context, await conditionsOf(context, filter), parent);
        return readConnection(context, page, listing, id, eventLoader(context), COUNT_TO);
      },
    }),
  );
}
