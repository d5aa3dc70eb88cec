import { isAllowed } from "../../actions/permissions.js";
import { encodeCursor } from "../../database/listing.js";
import type { SealKey } from "../../events/seal/seal-key.js";
import type { Erasure, FieldProof, Proof } from "../../events/seal/sealed-event.js";
import { MAX_EVENTS } from "../../events/seal/sealer.js";
import {
  findHorizon,
  type HorizonRow,
  sealable,
  sealListing,
  type SealRow,
} from "../../events/seal/seal-store.js";
import { type EventRow, NEWEST_FIRST } from "../../events/event-store.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { textCost } from "../text-cost.js";
import { coveringSeal, sealLoader } from "./seal-loader.js";

/** Characters of 32 bytes in Base64. */
const LONGEST_HASH = 44;

/** Characters of the search words of an event: those of its summary and of the names in it, as a whole and in parts. */
const LONGEST_WORDS = 2_000;

const EventSeal = builder.objectRef<SealRow>("EventSeal").implement({
  description:
    "A link of the chain that makes tampering with the event log evident. It covers the events after the previous seal. docs/events.md says how to check it.",
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1, 2, 3 and so on, without a gap." }),
    previousHash: t.exposeString("previousHash", {
      description: "Hash of the previous seal, in hexadecimal; zeros for the first.",
    }),
    count: t.exposeInt("count", { description: "How many events it covers, at most 1,000." }),
    eventsHash: t.exposeString("eventsHash", {
      description: "SHA-256 of the hashes of its events in the order of the feed, in hexadecimal.",
    }),
    eventHashes: t.exposeString("eventHashes", {
      nullable: true,
      description:
        "The hashes of its events, 32 bytes each, one after the other, in Base64; null when the events have expired.",
      complexity: textCost(MAX_EVENTS * LONGEST_HASH),
    }),
    oldestAt: t.expose("oldestAt", { type: "DateTime", description: "When its earliest event occurred." }),
    newestAt: t.expose("newestAt", { type: "DateTime", description: "When its latest event occurred." }),
    sealedAt: t.expose("sealedAt", { type: "DateTime", description: "When the seal was made." }),
    keyId: t.exposeString("keyId", { description: "Which key signed it." }),
    format: t.exposeInt("format", {
      nullable: true,
      description:
        "By which rules it is verified: docs/event-format.md has a list. Null for a seal from before seals had this number.",
    }),
    hash: t.exposeString("hash", { description: "SHA-256 of the seal's contents, in hexadecimal." }),
    signature: t.exposeString("signature", { description: "Ed25519 signature of the hash, in Base64." }),
  }),
});

/** For an account whose events are all kept. */
const NOTHING_EXPIRED = { through: 0, expiredAt: null, signature: null, place: null };

const EventSealConnection = connectionType(EventSeal, "EventSeal");

const EventFieldProof = builder.objectRef<FieldProof>("EventFieldProof").implement({
  description: "Replaces one field of an event of which a value was erased.",
  fields: (t) => ({
    field: t.exposeString("field", { description: "The name of the field." }),
    hash: t.exposeString("hash", {
      nullable: true,
      description: "The hash of the erased value; null when this value was not erased.",
    }),
    salt: t.exposeString("salt", {
      nullable: true,
      description: "The salt of the value; null when the value was erased.",
    }),
  }),
});

const EventErasure = builder.objectRef<Erasure>("EventErasure").implement({
  description: "Records that the server erased values of an event; signed with the key of the seals.",
  fields: (t) => ({
    event: t.exposeID("event", { description: "Global id of the USER_ERASED event that reports it." }),
    fields: t.exposeStringList("fields", { description: "The fields whose values were erased." }),
    words: t.exposeString("words", {
      description: "Hash of the event's search words after the erasure, in hexadecimal.",
    }),
    format: t.exposeInt("format", {
      nullable: true,
      description: "By which rules its signature is verified, as for a seal. Null for one from before.",
    }),
    signature: t.exposeString("signature", { description: "Ed25519 signature of this record, in Base64." }),
  }),
});

const EventProof = builder.objectRef<Proof>("EventProof").implement({
  description: "The values that are needed, besides an event, to compute its hash and to check its seal.",
  fields: (t) => ({
    salt: t.exposeString("salt", {
      nullable: true,
      description:
        "The salts of its fields are computed from this; null when a value of the event was erased.",
    }),
    fields: t.field({
      type: [EventFieldProof],
      description: "One entry for each field, when a value of the event was erased; otherwise empty.",
      resolve: ({ fields }) => [...fields],
    }),
    words: t.stringList({
      description:
        "Its search words. If a value was erased, these are the remaining words, which the last erasure signs.",
      complexity: textCost(LONGEST_WORDS),
      resolve: ({ words }) => [...words],
    }),
    erasures: t.field({
      type: [EventErasure],
      description: "The erasures of its values, oldest first; usually none.",
      resolve: ({ erasures }) => [...erasures],
    }),
  }),
});

/** The seal and the proof of an event, for those who may read seals. */
builder.objectFields("Event", (t) => ({
  seal: t.field({
    type: EventSeal,
    nullable: true,
    description:
      "The seal that covers it; null for about ten seconds, until the seal is created, and for keys that may not read seals.",
    resolve: async (event, _args, context) => {
      if (!isAllowed(context.actor, "eventSeals")) return null;
      const number = await coveringSeal(context).load(JSON.stringify(event.cursorKey));
      return number === null ? null : sealLoader(context).load(String(number));
    },
  }),
  proof: t.field({
    type: EventProof,
    nullable: true,
    description: "The values that are needed to check its seal; null for keys that may not read seals.",
    resolve: (event: EventRow, _args, context) =>
      isAllowed(context.actor, "eventSeals") ? sealable(event).proof : null,
  }),
}));

builder.queryField("eventSeals", (t) =>
  t.field({
    type: EventSealConnection,
    nullable: true,
    description: "The seals over the account's events, oldest first.",
    complexity: pageComplexity,
    args: {
      ...pageArgs,
      ...builder.args((args) => ({ from: args.int({ description: "Only seals from this number on." }) })),
    },
    resolve: (_root, { from, ...page }, context) =>
      readConnection(context, page, sealListing(from ?? 1), context.actor.accountId, sealLoader(context)),
  }),
);

const EventSealKey = builder.objectRef<SealKey>("EventSealKey").implement({
  description: "The public half of the key that signs seals.",
  fields: (t) => ({
    id: t.exposeString("keyId", { description: "The key's id in seals." }),
    algorithm: t.string({ description: "Ed25519 (RFC 8032).", resolve: () => "Ed25519" }),
    publicKey: t.exposeString("publicKey", {
      description:
        "Its 32 bytes in Base64. Keep a copy elsewhere: somebody who can change this server can change it here.",
    }),
  }),
});

builder.queryField("eventSealKey", (t) =>
  t.field({
    type: EventSealKey,
    nullable: true,
    description: "The key that signs seals.",
    resolve: (_root, _args, { services }) => services.sealKey,
  }),
);

const EventHorizon = builder.objectRef<HorizonRow | typeof NOTHING_EXPIRED>("EventHorizon").implement({
  description: "The record of the last seal whose events have expired, signed with the key of the seals.",
  fields: (t) => ({
    through: t.exposeInt("through", {
      description: "Number of the last seal whose events were removed; 0 while all are kept.",
    }),
    expiredAt: t.expose("expiredAt", {
      type: "DateTime",
      nullable: true,
      description: "When the last of them expired; null while all are kept.",
    }),
    oldestCursor: t.field({
      type: "Cursor",
      nullable: true,
      description: "The oldest cursor after which every event still exists; null while all are kept.",
      resolve: ({ place }) => (place === null ? null : encodeCursor(NEWEST_FIRST, place)),
    }),
    signature: t.exposeString("signature", {
      nullable: true,
      description: "Ed25519 signature of this record, in Base64; null while all are kept.",
    }),
  }),
});

builder.queryField("eventHorizon", (t) =>
  t.field({
    type: EventHorizon,
    nullable: true,
    description: "The record of the last seal whose events have expired.",
    resolve: async (_root, _args, { services, actor }) =>
      (await findHorizon(services.database, actor.accountId)) ?? NOTHING_EXPIRED,
  }),
);
