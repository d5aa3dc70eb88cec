import {
  channelCreate,
  channelDelete,
  channelResume,
  channelUpdate,
} from "../../channels/channel-mutations.js";
import { globalId } from "../../global-id.js";
import { bounded } from "../input-bounds.js";
import { loadReturned } from "../loader.js";
import { type InputBuilder, mutation, type PayloadBuilder } from "../mutation.js";
import { ChannelRef } from "./channel-ref.js";
import { ChannelDriverInput } from "./driver-input.js";
import { channelLoader } from "./channel-loader.js";

function theChannel(description: string) {
  return (t: PayloadBuilder<{ channelId: string }>) => ({
    channel: t.field({
      type: "Channel",
      description,
      resolve: ({ payload }, _args, context) => loadReturned(channelLoader(context), payload.channelId),
    }),
  });
}

function whichChannel(t: InputBuilder) {
  return t.field({ type: ChannelRef, required: true, description: "The channel." });
}

mutation(channelCreate, {
  description:
    "Creates a channel, by which codes are sent. An account has at most 50. Send a test with `channelTest` before people rely on it.",
  input: (t) => ({
    name: t.string({ required: true, description: "Its name: 1 to 50 characters, unique in the account." }),
    driver: t.field({
      type: ChannelDriverInput,
      required: true,
      description:
        "Its driver and the settings. The driver decides what is sent: SMS, e-mails, or messages of a bot.",
    }),
    priority: t.int({
      defaultValue: 100,
      description:
        "If there are several channels of one kind, the one with the lowest number is tried first: 1 to 1,000.",
    }),
    enabled: t.boolean({
      defaultValue: true,
      description: "Whether it is enabled. A disabled channel sends nothing.",
    }),
    allowedCountries: t.stringList({
      ...bounded({ longest: 10, most: 300 }),
      description:
        "Countries (ISO 3166-1 alpha-2, as in DE) that SMS may be sent to. Required for SMS, refused for other kinds.",
    }),
    hourlyLimit: t.int({
      description:
        "How many messages it sends in an hour at most, 1 to 1,000,000; by default it has no limit of its own. Links and notices use at most half of it.",
    }),
  }),
  payload: theChannel("The new channel."),
});

mutation(channelUpdate, {
  description: "Changes a channel. An absent field keeps its value.",
  input: (t) => ({
    channel: whichChannel(t),
    name: t.string({ description: "New name: 1 to 50 characters, unique in the account." }),
    driver: t.field({
      type: ChannelDriverInput,
      description:
        "New settings; they replace all previous ones. Another driver is possible if it sends the same: SMS, e-mails, or messages of a bot. It then needs its secrets.",
    }),
    priority: t.int({ description: "The one with the lowest number is tried first: 1 to 1,000." }),
    enabled: t.boolean({ description: "Whether it is enabled. A disabled channel sends nothing." }),
    allowedCountries: t.stringList({
      ...bounded({ longest: 10, most: 300 }),
      description: "Countries that SMS may be sent to; they replace the previous ones.",
    }),
    hourlyLimit: t.int({
      description:
        "How many messages it sends in an hour at most, 1 to 1,000,000; null for no limit of its own. Links and notices use at most half of it.",
    }),
  }),
  payload: theChannel("The channel as it is now."),
});

mutation(channelDelete, {
  description:
    "Deletes a channel permanently, with its secrets. It is refused while tokens get their codes by this channel. Events about it stay.",
  input: (t) => ({ channel: whichChannel(t) }),
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id that the channel had.",
      resolve: ({ payload }) => globalId("Channel", payload.channelId),
    }),
  }),
});

mutation(channelResume, {
  description:
    "Lets a channel send again to a country for which it was suspended. First find out why the codes were not used: somebody may earn money with SMS to expensive numbers.",
  input: (t) => ({
    channel: whichChannel(t),
    country: t.string({ required: true, description: "The country (ISO 3166-1 alpha-2), as in DE." }),
  }),
  payload: theChannel("The channel as it is now."),
});
