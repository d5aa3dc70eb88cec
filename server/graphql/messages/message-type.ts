import { LONGEST_PARTS } from "../../delivery/texts/override.js";
import { type KeptMessage, MAX_KEPT } from "../../messages/memory.js";
import type { MessageState as State } from "../../messages/message-states.js";
import { messageListing, type MessageRow } from "../../messages/message-store.js";
import { builder } from "../builder.js";
import { ChannelRef } from "../channels/channel-ref.js";
import { CHANNEL_KINDS, ChannelKind, MessagePurpose, PURPOSES } from "../channels/delivery-kind.js";
import { channelLoader } from "../channels/channel-loader.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { topLevelError } from "../errors.js";
import { loadValid, nodeName } from "../nodes.js";
import { seenChannel, seenToken } from "../seen.js";
import { textCost } from "../text-cost.js";
import { tokenLoader } from "../tokens/token-loader.js";
import { TokenRef } from "../tokens/token-ref.js";
import { userLoader } from "../users/user-loader.js";
import { messageLoader } from "./message-loader.js";

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
  UNKNOWN: { description: "It is not known whether it was sent. It is not sent again." },
  EXPIRED: { description: "It could not be sent in time." },
  CANCELLED: {
    description:
      "It was not sent: its code or its link had become void, its token was disabled or taken from its user, or its user was deleted or disabled.",
  },
  SUPPRESSED: {
    description: "It was not sent, because of a limit or a missing channel; `failure` says which.",
  },
} as const satisfies Readonly<Record<State, object>>;

const MessageState = builder.enumType("MessageState", {
  description: "The state of a message. Each message is sent once or not at all.",
  values: STATES,
});

const RECEIPTS = {
  ON_THE_WAY: { description: "The gateway has passed it on." },
  DELIVERED: { description: "It reached the phone." },
  FAILED: { description: "It did not reach the phone." },
} as const;

const MessageReceipt = builder.enumType("MessageReceipt", {
  description: "The receipt that the gateway reported later.",
  values: RECEIPTS,
});

function isKeyOf<Values extends object>(values: Values, text: PropertyKey): text is keyof Values {
  return Object.hasOwn(values, text);
}

/** The value of a column that a constraint of the database limits to these. */
function getKey<Values extends object>(values: Values, text: string): keyof Values {
  if (!isKeyOf(values, text)) throw new TypeError(`unknown value ${text}`);
  return text;
}

export const Message = builder.node(nodeName("Message"), {
  description:
    "A message with a code, a mail to a person, a message that wakes a phone, or a test of a channel: its kind, where it went, and whether it was sent. The text, the code and the link are not kept. It is deleted after 30 days.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => messageLoader(context).loadMany(uuids)),
  fields: (t) => ({
    kind: t.field({
      type: ChannelKind,
      description: "How it is sent.",
      resolve: ({ kind }) => getKey(CHANNEL_KINDS, kind),
    }),
    purpose: t.field({
      type: MessagePurpose,
      description: "Its purpose.",
      resolve: ({ purpose }) => getKey(PURPOSES, purpose),
    }),
    state: t.field({
      type: MessageState,
      description: "Its state.",
      resolve: ({ state }) => getKey(STATES, state),
    }),
    sentTo: t.exposeString("maskedTarget", {
      description:
        "Where it goes, masked. For a phone that is woken, it is the beginning of the fingerprint of its key, as in phone 3f2a9c01.",
    }),
    country: t.exposeString("country", {
      nullable: true,
      description: "The country of the phone number (ISO 3166-1 alpha-2); null for other kinds.",
    }),
    channel: t.field({
      type: "Channel",
      nullable: true,
      description:
        "The channel that sent it, or that tried last; null when it was no channel of the account.",
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
        "The recipient of a mail to a person; null for other messages, and when the user was deleted.",
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
      description: "The receipt that the gateway reported later; null when it reported none.",
      resolve: ({ receipt }) => (receipt === null ? null : getKey(RECEIPTS, receipt)),
    }),
    used: t.exposeBoolean("used", {
      description:
        "Whether its code was used: a code for a token, for a new contact of a user, or for a sign-in to a portal.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was requested." }),
    settledAt: t.expose("settledAt", {
      type: "DateTime",
      nullable: true,
      description: "When its state became final; null while it is PENDING or SENDING.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "When its code or its link expires; for a notice, until when it is sent.",
    }),
  }),
});

const MessageConnection = connectionType(Message, "Message");

const MessageFilter = builder.inputType("MessageFilter", {
  description: "Filters messages; all given conditions must be true.",
  fields: (t) => ({
    kind: t.field({ type: ChannelKind, description: "Only messages of this kind." }),
    states: t.field({ type: [MessageState], description: "Only messages in one of these states." }),
    purposes: t.field({ type: [MessagePurpose], description: "Only messages for one of these purposes." }),
    token: t.field({ type: TokenRef, description: "Only messages with codes for this token." }),
    channel: t.field({ type: ChannelRef, description: "Only messages of this channel." }),
    from: t.field({
      type: "DateTime",
      description: "Only messages that were requested at this moment or later.",
    }),
    to: t.field({ type: "DateTime", description: "Only messages that were requested before this moment." }),
  }),
});

const OutboxMessage = builder.objectRef<KeptMessage>("OutboxMessage").implement({
  description:
    "A message that this server kept in memory instead of sending it. It is for evaluation and tests.",
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
    args: { ...pageArgs, filter: t.arg({ type: MessageFilter, description: "The filter." }) },
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
      "Messages that this server kept in memory instead of sending them, newest first, at most 200. Only a server that listens on loopback and has neither TOKENPLANE_PUBLIC_URL nor a mail server keeps them: they are for evaluation and tests, not for production.",
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
