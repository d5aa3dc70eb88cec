import type { GraphQLError } from "graphql";
import { isAllowed } from "../../actions/permissions.js";
import { EVENT_TYPES, isActorKind, isMethod, METHODS, REASONS } from "../../events/event-types.js";
import type { Change } from "../../events/record.js";
import { getActorId, type EventRow } from "../../events/event-store.js";
import { isLanguage, type Language, LANGUAGES } from "../../events/words/language.js";
import { type SaidEvent, summaryOf } from "../../events/words/summary.js";
import { globalIdOr } from "../../global-id.js";
import { accountLoader } from "../accounts/account-loader.js";
import { ActorKind } from "../actor-kind.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { topLevelError } from "../errors.js";
import { loadValid, nodeName } from "../nodes.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { tokenLoader } from "../tokens/token-loader.js";
import { userLoader } from "../users/user-loader.js";
import { eventLoader } from "./event-loader.js";
import { holdFrontier, resumableCursor } from "./resumable.js";

declare module "../objects.js" {
  interface Objects {
    Event: EventRow;
  }
}

export const EventType = builder.enumType("EventType", {
  description: "The type of an event.",
  values: EVENT_TYPES,
});

export const AuthenticationMethod = builder.enumType("AuthenticationMethod", {
  description: "Why a sign-in was granted.",
  values: METHODS,
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

const ActorType = builder.objectRef<EventRow>("Actor").implement({
  description: "The actor of an event: who caused it.",
  fields: (t) => ({
    kind: t.field({
      type: ActorKind,
      description: "The kind of actor.",
      resolve: ({ actorKind }) => (isActorKind(actorKind) ? actorKind : "SYSTEM"),
    }),
    id: t.id({
      nullable: true,
      description:
        "Global id of the API key, also when it was revoked later, or of the person; null for the server itself.",
      resolve: getActorId,
    }),
    name: t.exposeString("actorName", { description: "Its name at that time." }),
  }),
});

/** The cost of the changes of an event. The longest are those of a template: its headers, body and URL. */
const CHANGES_COST = { field: 1, multiplier: 20 };

const FieldChange = builder.objectRef<Change>("FieldChange").implement({
  description: "A field that changed. Secrets and codes are never included.",
  fields: (t) => ({
    field: t.exposeString("field", { description: "The name of the field." }),
    from: t.exposeString("from", {
      nullable: true,
      description: "Its previous value, as text; null when it had none.",
    }),
    to: t.exposeString("to", {
      nullable: true,
      description: "Its new value, as text; null when it has none.",
    }),
  }),
});

/** The cost of the parameters of an event. */
const PARAMS_COST = { field: 1, multiplier: 10 };

const EventParam = builder
  .objectRef<{ readonly name: string; readonly value: string }>("EventParam")
  .implement({
    description: "One thing that the summary of an event says.",
    fields: (t) => ({
      name: t.exposeString("name", { description: "Its name. docs/events.md says which a type has." }),
      value: t.exposeString("value", {
        description: "Its value, as text: numbers with digits, moments as in RFC 3339.",
      }),
    }),
  });

const EventLanguage = builder.enumType("EventLanguage", {
  description: "A language in which events are said.",
  values: Object.fromEntries(
    Object.entries(LANGUAGES).map(([language, about]) => [
      language.toUpperCase(),
      { ...about, value: language },
    ]),
  ) as Record<string, { description: string; value: Language }>,
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function noSuchTimeZone(name: string): GraphQLError {
  return topLevelError("BAD_USER_INPUT", `There is no time zone ${name}. Give one as in Europe/Berlin.`);
}

/** What its sentence is made of. */
function said(event: EventRow): SaidEvent {
  return {
    ...event,
    erased: (event.erasure?.fields ?? []).flatMap(({ field, hash }) => (hash === null ? [] : [field])),
  };
}

/** The language in which an event is said: what was asked for, else that of the reader, else that of the account. */
async function getLanguage(
  { params }: EventRow,
  asked: Language | null | undefined,
  context: Context,
): Promise<Language> {
  const known = asked ?? context.language;
  if (known !== undefined) return known;
  // A stored sentence is in one language.
  if (params === null) return "en";
  const account = await accountLoader(context).load(context.actor.accountId);
  return account !== null && isLanguage(account.locale) ? account.locale : "en";
}

function isOneOf<Name extends string>(
  names: Readonly<Record<Name, object>>,
  text: string | null,
): text is Name {
  return text !== null && Object.hasOwn(names, text);
}

export const Event = builder.node(nodeName("Event"), {
  description:
    "A record of something that happened. An event never changes, and stays when the objects it is about are deleted.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  async loadManyWithoutCache(ids, context) {
    if (!isAllowed(context.actor, "events")) return ids.map(() => null);
    await holdFrontier(context);
    return loadValid(ids, (uuids) => eventLoader(context).loadMany(uuids));
  },
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description:
        "Its cursor in the feed. To continue from this event, subscribe with the cursor as `after`. For a very recent event, the cursor may be one of an earlier place in the feed. So you miss no event that was being recorded while the list was read, but may get some events twice.",
      resolve: ({ cursorKey }, _args, context) => resumableCursor(context, cursorKey),
    }),
    type: t.field({
      type: EventType,
      description: "Its type: what happened.",
      resolve: ({ type }) => {
        if (!isOneOf(EVENT_TYPES, type)) throw new TypeError("unknown event type");
        return type;
      },
    }),
    occurredAt: t.expose("occurredAt", { type: "DateTime", description: "When it happened." }),
    actor: t.field({ type: ActorType, description: "The actor: who caused it.", resolve: (event) => event }),
    token: t.field({
      type: "Token",
      nullable: true,
      description: "The token it is about; null when there is none, or when it was deleted later.",
      resolve: ({ tokenId }, _args, context) =>
        tokenId === null ? null : tokenLoader(context).load(tokenId),
    }),
    user: t.field({
      type: "User",
      nullable: true,
      description: "The user it is about; null when there is none, or when it was deleted later.",
      resolve: ({ userId }, _args, context) => (userId === null ? null : userLoader(context).load(userId)),
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The resource it is about; null when there is none, or when it was deleted later.",
      resolve: ({ resourceId }, _args, context) =>
        resourceId === null ? null : resourceLoader(context).load(resourceId),
    }),
    tokenId: t.id({
      nullable: true,
      description: "Global id of the token it is about, also when it was deleted later.",
      resolve: ({ tokenId }) => globalIdOr("Token", tokenId),
    }),
    tokenName: t.exposeString("tokenName", {
      nullable: true,
      description: "The token's name at that time.",
    }),
    userId: t.id({
      nullable: true,
      description: "Global id of the user it is about, also when it was deleted later.",
      resolve: ({ userId }) => globalIdOr("User", userId),
    }),
    userLogin: t.exposeString("userLogin", {
      nullable: true,
      description: "The user's login at that time.",
    }),
    resourceId: t.id({
      nullable: true,
      description: "Global id of the resource it is about, also when it was deleted later.",
      resolve: ({ resourceId }) => globalIdOr("Resource", resourceId),
    }),
    resourceName: t.exposeString("resourceName", {
      nullable: true,
      description: "The resource's name at that time.",
    }),
    outcome: t.field({
      type: Outcome,
      nullable: true,
      description: "How an attempt ended; null when the event is not about an attempt.",
      resolve: ({ outcome }) =>
        outcome === "GRANTED" || outcome === "DENIED" || outcome === "VALID" || outcome === "INVALID"
          ? outcome
          : null,
    }),
    method: t.field({
      type: AuthenticationMethod,
      nullable: true,
      description: "Why a sign-in was granted; null when the event is not about a granted sign-in.",
      resolve: ({ method }) => (isMethod(method) ? method : null),
    }),
    reason: t.field({
      type: Reason,
      nullable: true,
      description: "Why an attempt was denied; null when it was not denied.",
      resolve: ({ reason }) => (isOneOf(REASONS, reason) ? reason : null),
    }),
    subjectHmac: t.exposeString("subjectHmac", {
      nullable: true,
      description:
        "For a login or a token that does not exist: an HMAC of the text instead of the text itself, because people sometimes type a password there. The same text always gives the same HMAC.",
    }),
    clientAddress: t.exposeString("clientAddress", {
      nullable: true,
      description: "Address of the person's device, as the caller reported it.",
    }),
    callerAddress: t.exposeString("callerAddress", {
      nullable: true,
      description: "Address of the program that called Tokenplane.",
    }),
    correlationId: t.exposeString("correlationId", {
      description: "An id that all events of one request share.",
    }),
    changes: t.field({
      type: [FieldChange],
      description: "The changes, field by field.",
      complexity: CHANGES_COST,
      resolve: ({ changes }) => [...changes],
    }),
    params: t.field({
      type: [EventParam],
      nullable: true,
      description:
        "What the summary says besides the objects that are named, in the order of the names; null for an event of a type, or of an earlier version, whose summary is stored as one English sentence.",
      complexity: PARAMS_COST,
      resolve: ({ params }) =>
        params === null
          ? null
          : Object.entries(params)
              .map(([name, value]) => ({ name, value }))
              .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    }),
    summary: t.string({
      description:
        "A sentence that says what happened. It is made when it is read; sentences that are stored (`params` is null) are English.",
      args: {
        language: t.arg({
          type: EventLanguage,
          description:
            "The language of the sentence. Without it, the language of the header Accept-Language, then the account's, then English.",
        }),
        timeZone: t.arg.string({
          description: "The time zone of moments in the sentence, as in `Europe/Berlin`; without it, UTC.",
        }),
      },
      resolve: async (event, { language, timeZone }, context) => {
        const zone = timeZone ?? null;
        if (zone !== null && !isTimeZone(zone)) throw noSuchTimeZone(zone);
        return summaryOf(said(event), await getLanguage(event, language, context), zone);
      },
    }),
  }),
});
