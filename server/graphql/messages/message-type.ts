import { LONGEST_PARTS } from "../../delivery/texts/override.js";
import { type KeptMessage, MAX_KEPT } from "../../messages/memory.js";
import { messageListing, type MessageRow } from "../../messages/store.js";
import { builder } from "../builder.js";
import { ChannelRef } from "../channels/channel-ref.js";
import { CHANNEL_KINDS, ChannelKind, MessagePurpose, PURPOSES } from "../channels/delivery-kind.js";
import { channelLoader } from "../channels/loader.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { topLevelError } from "../errors.js";
import { loadValid, nodeName } from "../nodes.js";
import { seenChannel, seenToken } from "../seen.js";
import { textCost } from "../text-cost.js";
import { tokenLoader } from "../tokens/loader.js";
import { TokenRef } from "../tokens/token-ref.js";
import { userLoader } from "../users/loader.js";
import { messageLoader } from "./loader.js";

declare module "../objects.js" {
  interface Objects {
    Message: MessageRow;
  }
}

const STATES = {
  PENDING: { description: "It waits to be sent, or to be tried again." },
  SENDING: { description: "A server sends it now." },
  ACCEPTED: { description: "The gateway took it." },
  REFUSED: { description: "No channel sent it; `failure` says why." },
  UNKNOWN: { description: "Nobody knows whether it was sent. It is not sent again." },
  EXPIRED: { description: "It could not be sent in time." },
  CANCELLED: {
    description:
      "It was not sent: its code or its link was void by then, its token was disabled or taken from its user, or its user was deleted or disabled.",
  },
  SUPPRESSED: {
    description: "It was not sent, because of a limit or a missing channel; `failure` says which.",
  },
} as const;

const MessageState = builder.enumType("MessageState", {
  description: "What became of a message. Each is sent once or not at all.",
  values: STATES,
});

const RECEIPTS = {
  ON_THE_WAY: { description: "The gateway has passed it on." },
  DELIVERED: { description: "It reached the phone." },
  FAILED: { description: "It did not reach the phone." },
} as const;

const MessageReceipt = builder.enumType("MessageReceipt", {
  description: "What the gateway reported later.",
  values: RECEIPTS,
});

function isKeyOf<Values extends object>(values: Values, text: PropertyKey): text is keyof Values {
  return Object.hasOwn(values, text);
}

/** The value of a column that a constraint of the database limits to these. */
function keyOf<Values extends object>(values: Values, text: string): keyof Values {
  if (!isKeyOf(values, text)) throw new TypeError(`unknown value ${text}`);
  return text;
}

export const Message = builder.node(nodeName("Message"), {
  description:
    "A message with a code, a mail to a person, what woke a phone, or a test of a channel: what was sent, where, and what came of it. Neither the text nor its code or link is kept. It is deleted after 30 days.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => messageLoader(context).loadMany(uuids)),
  fields: (t) => ({
    kind: t.field({
      type: ChannelKind,
      description: "How it is sent.",
      resolve: ({ kind }) => keyOf(CHANNEL_KINDS, kind),
    }),
    purpose: t.field({
      type: MessagePurpose,
      description: "What it is for.",
      resolve: ({ purpose }) => keyOf(PURPOSES, purpose),
    }),
    state: t.field({
      type: MessageState,
      description: "What became of it.",
      resolve: ({ state }) => keyOf(STATES, state),
    }),
    sentTo: t.exposeString("maskedTarget", {
      description:
        "Where it goes, masked; a phone that is woken, by the beginning of its key's fingerprint, as in phone 3f2a9c01.",
    }),
    country: t.exposeString("country", {
      nullable: true,
      description: "The country of the phone number (ISO 3166-1 alpha-2); null for other kinds.",
    }),
    channel: t.field({
      type: "Channel",
      nullable: true,
      description: "The channel that sent it, or tried last; null when none of the account did.",
      resolve: ({ channelId }, _args, context) =>
        channelId === null ? null : channelLoader(context).load(channelId),
    }),
    token: t.field({
      type: "Token",
      nullable: true,
      description:
        "The token that gets the code; null for a test, a mail to a person, and when the token was deleted.",
      resolve: ({ tokenId }, _args, context) =>
        tokenId === null ? null : tokenLoader(context).load(tokenId),
    }),
    user: t.field({
      type: "User",
      nullable: true,
      description:
        "The person that a mail to a person is for; null for other messages, and when the user was deleted.",
      resolve: ({ userId }, _args, context) => (userId === null ? null : userLoader(context).load(userId)),
    }),
    attempts: t.exposeInt("attempts", { description: "How often a server tried to send it." }),
    failure: t.exposeString("failure", {
      nullable: true,
      description: "Why it was not sent, or not yet; null when nothing went wrong.",
    }),
    receipt: t.field({
      type: MessageReceipt,
      nullable: true,
      description: "What the gateway reported later; null when it reported nothing.",
      resolve: ({ receipt }) => (receipt === null ? null : keyOf(RECEIPTS, receipt)),
    }),
    used: t.exposeBoolean("used", {
      description:
        "Whether its code was typed in rightly: a code for a token, or for a new contact of a user. A code that is mailed for a sign-in to a portal is not followed: false.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was asked for." }),
    settledAt: t.expose("settledAt", {
      type: "DateTime",
      nullable: true,
      description: "When its state became final; null while it is PENDING or SENDING.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "When its code or its link ends, and until when a notice is sent.",
    }),
  }),
});

const MessageConnection = connectionType(Message, "Message");

const MessageFilter = builder.inputType("MessageFilter", {
  description: "Filters messages; all given conditions must be true.",
  fields: (t) => ({
    kind: t.field({ type: ChannelKind, description: "Only those that are sent so." }),
    states: t.field({ type: [MessageState], description: "Only those in one of these states." }),
    purposes: t.field({ type: [MessagePurpose], description: "Only those for one of these purposes." }),
    token: t.field({ type: TokenRef, description: "Only those with codes for this token." }),
    channel: t.field({ type: ChannelRef, description: "Only those of this channel." }),
    from: t.field({
      type: "DateTime",
      description: "Only those that were asked for at this moment or later.",
    }),
    to: t.field({ type: "DateTime", description: "Only those that were asked for before this moment." }),
  }),
});

const OutboxMessage = builder.objectRef<KeptMessage>("OutboxMessage").implement({
  description: "A message that this server kept in memory instead of sending it. For trying things out.",
  fields: (t) => ({
    kind: t.field({ type: ChannelKind, description: "How it would be sent.", resolve: ({ kind }) => kind }),
    to: t.string({ description: "Where it would be sent.", resolve: ({ message }) => message.to }),
    subject: t.string({
      nullable: true,
      description: "The subject of an e-mail; null for other kinds.",
      resolve: ({ message }) => (message.subject === "" ? null : message.subject),
    }),
    text: t.string({
      description: "Its text, with the code or the link.",
      complexity: textCost(LONGEST_PARTS.text),
      resolve: ({ message }) => message.text,
    }),
    html: t.string({
      nullable: true,
      description: "The HTML text of an e-mail; null for an e-mail without one, and for other kinds.",
      complexity: textCost(LONGEST_PARTS.html),
      resolve: ({ message }) => message.html,
    }),
    at: t.expose("at", { type: "DateTime", description: "When it would be sent." }),
  }),
});

builder.queryFields((t) => ({
  messages: t.field({
    type: MessageConnection,
    nullable: true,
    description: "The account's messages of the last 30 days, newest first.",
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: MessageFilter, description: "Which ones." }) },
    resolve: async (_root, { filter, ...page }, context) => {
      const listing = messageListing({
        kind: filter?.kind ?? null,
        states: filter?.states ?? null,
        purposes: filter?.purposes ?? null,
        tokenId: await seenToken(context, filter?.token),
        channelId: await seenChannel(context, filter?.channel),
        from: filter?.from ?? null,
        to: filter?.to ?? null,
      });
      return readConnection(context, page, listing, context.actor.accountId, messageLoader(context));
    },
  }),
  outbox: t.field({
    type: [OutboxMessage],
    nullable: true,
    description:
      "Messages that this server kept in memory instead of sending them, newest first, at most 200. Only a server that listens on loopback and has neither TOKENPLANE_PUBLIC_URL nor a mail server keeps them: it is for trying things out, not for production.",
    complexity: { field: 1, multiplier: MAX_KEPT },
    resolve: (_root, _args, { services, actor }) => {
      const { memory } = services;
      if (memory === null) {
        throw topLevelError(
          "BAD_USER_INPUT",
          "This server sends messages and keeps none. It keeps them only if it listens on loopback and neither TOKENPLANE_PUBLIC_URL nor TOKENPLANE_SMTP_URL is set.",
        );
      }
      return memory.of(actor.accountId);
    },
  }),
}));
