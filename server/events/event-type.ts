import { isAllowed } from "../access/permissions.js";
import { encodeCursor } from "../database/page.js";
import { builder } from "../graphql/builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { loadValid, localId, NOTHING } from "../graphql/global-id.js";
import { resourceKey, ResourceRef } from "../resources/resource-ref.js";
import { findResource, resourceLoader } from "../resources/store.js";
import { TokenRef, tokenKey } from "../tokens/token-ref.js";
import { findToken, tokenLoader } from "../tokens/store.js";
import { userKey, UserRef } from "../users/user-ref.js";
import { findUser, userLoader } from "../users/store.js";
import { EVENT_TYPES, REASONS } from "./event-types.js";
import type { Change } from "./record.js";
import { eventListing, eventLoader, NEWEST_FIRST, type EventConditions, type EventRow } from "./store.js";

/** Lists of events are counted no further than this. */
const COUNT_TO = 10_000;

const EventType = builder.enumType("EventType", {
  description: "What happened.",
  values: EVENT_TYPES,
});

export const Reason = builder.enumType("DenialReason", {
  description: "Why an attempt was denied.",
  values: REASONS,
});

const Outcome = builder.enumType("EventOutcome", {
  description: "How an attempt ended.",
  values: {
    GRANTED: { description: "A sign-in was granted." },
    DENIED: { description: "A sign-in was denied." },
    VALID: { description: "A checked code was valid." },
    INVALID: { description: "A checked code was not valid." },
  } as const,
});

const ActorKind = builder.enumType("ActorKind", {
  description: "What kind of actor did it.",
  values: {
    API_KEY: { description: "A program, with an API key." },
    SYSTEM: { description: "The server itself, or someone at its command line." },
  } as const,
});

const ActorType = builder.objectRef<EventRow>("Actor").implement({
  description: "Who did it.",
  fields: (t) => ({
    kind: t.field({
      type: ActorKind,
      description: "What kind of actor.",
      resolve: ({ actorKind }) => (actorKind === "API_KEY" ? "API_KEY" : "SYSTEM"),
    }),
    name: t.exposeString("actorName", { description: "Its name as it was then." }),
  }),
});

const FieldChange = builder.objectRef<Change>("FieldChange").implement({
  description: "A field that changed. Secrets and codes are never told.",
  fields: (t) => ({
    field: t.exposeString("field", { description: "Which field." }),
    from: t.exposeString("from", {
      nullable: true,
      description: "Its value before, as text; null when it had none.",
    }),
    to: t.exposeString("to", {
      nullable: true,
      description: "Its value after, as text; null when it has none.",
    }),
  }),
});

function isOneOf<Name extends string>(
  names: Readonly<Record<Name, object>>,
  text: string | null,
): text is Name {
  return text !== null && Object.hasOwn(names, text);
}

export const Event = builder.node("Event", {
  description: "A fact: something happened. Events are never changed, and outlive what they tell of.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) =>
    isAllowed(context.actor, "events")
      ? loadValid(ids, (uuids) => eventLoader(context).loadMany(uuids))
      : ids.map(() => null),
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Where it stands in the feed.",
      resolve: ({ cursorKey }) => encodeCursor(NEWEST_FIRST, cursorKey),
    }),
    type: t.field({
      type: EventType,
      description: "What happened.",
      resolve: ({ type }) => {
        if (!isOneOf(EVENT_TYPES, type)) throw new TypeError("unknown event type");
        return type;
      },
    }),
    occurredAt: t.expose("occurredAt", { type: "DateTime", description: "When it happened." }),
    actor: t.field({ type: ActorType, description: "Who did it.", resolve: (event) => event }),
    token: t.field({
      type: "Token",
      nullable: true,
      description: "The token it is about; null when there is none, or when it was deleted since.",
      resolve: ({ tokenId }, _args, context) =>
        tokenId === null ? null : tokenLoader(context).load(tokenId),
    }),
    user: t.field({
      type: "User",
      nullable: true,
      description: "The user it is about; null when there is none, or when it was deleted since.",
      resolve: ({ userId }, _args, context) => (userId === null ? null : userLoader(context).load(userId)),
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The resource it is about; null when there is none, or when it was deleted since.",
      resolve: ({ resourceId }, _args, context) =>
        resourceId === null ? null : resourceLoader(context).load(resourceId),
    }),
    tokenName: t.exposeString("tokenName", {
      nullable: true,
      description: "The token's name as it was then.",
    }),
    userLogin: t.exposeString("userLogin", {
      nullable: true,
      description: "The user's login as it was then.",
    }),
    resourceName: t.exposeString("resourceName", {
      nullable: true,
      description: "The resource's name as it was then.",
    }),
    outcome: t.field({
      type: Outcome,
      nullable: true,
      description: "How an attempt ended; null for what is not an attempt.",
      resolve: ({ outcome }) =>
        outcome === "GRANTED" || outcome === "DENIED" || outcome === "VALID" || outcome === "INVALID"
          ? outcome
          : null,
    }),
    reason: t.field({
      type: Reason,
      nullable: true,
      description: "Why an attempt was denied; null when it was not.",
      resolve: ({ reason }) => (isOneOf(REASONS, reason) ? reason : null),
    }),
    subjectHmac: t.exposeString("subjectHmac", {
      nullable: true,
      description:
        "In place of a login or token that nobody has, an HMAC of it: the same text gives the same HMAC. People type passwords there.",
    }),
    clientAddress: t.exposeString("clientAddress", {
      nullable: true,
      description: "Address of the person's device, as the authenticator stated it.",
    }),
    callerAddress: t.exposeString("callerAddress", {
      nullable: true,
      description: "Address of the program that called Tokenplane.",
    }),
    correlationId: t.exposeString("correlationId", {
      description: "The same for all events of one request.",
    }),
    changes: t.field({
      type: [FieldChange],
      description: "What changed, field by field.",
      resolve: ({ changes }) => [...changes],
    }),
    summary: t.exposeString("summary", { description: "What happened, as a sentence." }),
  }),
});

const EventConnection = connectionType(Event, "Event", COUNT_TO);

const EventFilter = builder.inputType("EventFilter", {
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

async function conditionsOf(
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
