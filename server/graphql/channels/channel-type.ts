import { LONGEST_SECRET_NAME, MAX_SECRETS } from "@tokenplane/rules/channel";
import { COUNTRIES } from "@tokenplane/rules/countries";
import { declarationOf } from "@tokenplane/rules/drivers/drivers";
import { channelKey } from "../../channels/channel-ref.js";
import { driverSettings } from "../../channels/setup.js";
import { channelListing, type ChannelRow, findChannel } from "../../channels/channel-store.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { loadValid, nodeName } from "../nodes.js";
import { textListCost } from "../text-cost.js";
import { ChannelRef } from "./channel-ref.js";
import { ChannelKind } from "./delivery-kind.js";
import { channelLoader } from "./channel-loader.js";
import { ChannelDriver, ChannelSettings } from "./settings-type.js";

declare module "../objects.js" {
  interface Objects {
    Channel: ChannelRow;
  }
}

const ChannelSuspension = builder
  .objectRef<ChannelRow["suspensions"][number]>("ChannelSuspension")
  .implement({
    description:
      "A country to which a channel does not send for now, because almost none of the codes that were sent there were used.",
    fields: (t) => ({
      country: t.exposeString("country", { description: "The country (ISO 3166-1 alpha-2), as in DE." }),
      since: t.expose("since", { type: "DateTime", description: "When it was suspended." }),
    }),
  });

export const Channel = builder.node(nodeName("Channel"), {
  description:
    "A mail server, an SMS gateway, or a bot in a messenger, by which an account sends codes. Or a push service, by which it wakes phones.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => channelLoader(context).loadMany(uuids)),
  fields: (t) => ({
    name: t.exposeString("name", {
      description: "Its name; unique in the account. It is in Unicode normalization form NFC.",
    }),
    kind: t.field({
      type: ChannelKind,
      description: "Its kind: how its messages are sent.",
      resolve: (channel) => declarationOf(driverSettings(channel).driver).kind,
    }),
    driver: t.field({
      type: ChannelDriver,
      description: "Its driver: the gateway that it uses.",
      resolve: (channel) => driverSettings(channel).driver,
    }),
    priority: t.exposeInt("priority", {
      description:
        "If there are several channels of one kind, the one with the lowest number is tried first: 1 to 1,000.",
    }),
    enabled: t.exposeBoolean("enabled", {
      description: "Whether it is enabled. A disabled channel sends nothing.",
    }),
    allowedCountries: t.field({
      type: ["String"],
      nullable: true,
      description: "Countries (ISO 3166-1 alpha-2) that SMS may be sent to; null for other kinds.",
      complexity: textListCost(COUNTRIES.size, "DE".length),
      resolve: ({ kind, allowedCountries }) => (kind === "SMS" ? allowedCountries : null),
    }),
    hourlyLimit: t.exposeInt("hourlyLimit", {
      nullable: true,
      description:
        "How many messages it sends in an hour at most; null when it has no limit of its own. Links and notices use at most half of it.",
    }),
    settings: t.field({
      type: ChannelSettings,
      description: "The settings of its driver, without secrets.",
      resolve: (channel) => channel,
    }),
    secretsSet: t.exposeStringList("secretNames", {
      description: "The names of the secrets that are stored. Their values are never shown.",
      complexity: textListCost(MAX_SECRETS, LONGEST_SECRET_NAME),
    }),
    suspensions: t.field({
      type: [ChannelSuspension],
      description: "Countries to which it does not send for now. `channelResume` ends that.",
      resolve: ({ suspensions }) => suspensions,
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the channel was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When the channel last changed." }),
  }),
});

const ChannelConnection = connectionType(Channel, "Channel");

const ChannelFilter = builder.inputType("ChannelFilter", {
  description: "Filters channels; all given conditions must be true.",
  fields: (t) => ({
    text: t.string({
      description:
        "Every word of this text must be the beginning of a word in the name. A text without a letter or digit finds nothing.",
    }),
    kind: t.field({ type: ChannelKind, description: "Only channels of this kind." }),
    enabled: t.boolean({ description: "Only enabled or only disabled ones." }),
  }),
});

const ChannelOrderField = builder.enumType("ChannelOrderField", {
  description: "The fields that channels can be ordered by.",
  values: {
    CREATED_AT: { description: "When they were created." },
    NAME: { description: "Their name." },
    PRIORITY: {
      description: "Their priority, and then when they were created: the order in which they are tried.",
    },
  } as const,
});

const ChannelOrder = builder.inputType("ChannelOrder", {
  description: "The order of a list of channels.",
  fields: (t) => ({
    field: t.field({ type: ChannelOrderField, required: true, description: "The field to order by." }),
    descending: t.boolean({ defaultValue: false, description: "Descending order." }),
  }),
});

builder.queryFields((t) => ({
  channel: t.field({
    type: Channel,
    nullable: true,
    description: "One channel; null when it does not exist.",
    args: { by: t.arg({ type: ChannelRef, required: true, description: "The channel." }) },
    resolve: (_root, { by }, { services, actor }) => {
      const key = channelKey(by);
      return key === null ? null : findChannel(services.database.prisma, actor.accountId, key);
    },
  }),
  channels: t.field({
    type: ChannelConnection,
    nullable: true,
    description: "The account's channels.",
    complexity: pageComplexity,
    args: {
      ...pageArgs,
      filter: t.arg({ type: ChannelFilter, description: "The filter." }),
      orderBy: t.arg({ type: ChannelOrder, description: "The order; by default, oldest first." }),
    },
    resolve: async (_root, { filter, orderBy, ...page }, context) => {
      const { accountId } = context.actor;
      const listing = await channelListing(
        context.services.database,
        accountId,
        { text: filter?.text ?? null, kind: filter?.kind ?? null, enabled: filter?.enabled ?? null },
        orderBy?.field ?? "CREATED_AT",
        orderBy?.descending ?? false,
      );
      return readConnection(context, page, listing, accountId, channelLoader(context));
    },
  }),
}));
