import { either } from "@tokenplane/rules/either";
import {
  computed,
  nestedList,
  nestedObject,
  nullableObject,
  optionalComputed,
  type NestedAttributes,
} from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, integer, list, nullable, string } from "../framework/types.js";
import { DescribeChannel, type ChannelFactsFragment } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { DECLARED, driverState, ofEachDriver, settingAttributes } from "../resources/channel-drivers.js";
import { secretNames } from "../resources/channel-secrets.js";
import { channelRef, exactlyOne, getName, noSuch } from "./naming.js";

/** The settings that a resource takes, as values that are only read. */
function shown(attributes: NestedAttributes): NestedAttributes {
  const entries = Object.entries(attributes).map(([name, { type, options }]) => {
    const description = options.description.replace(/ Default: .*$/, "");
    return [name, computed(nullable(type), { description })] as const;
  });
  return Object.fromEntries(entries);
}

/** The attributes that both data sources of channels have. */
export const channelFields = {
  kind: computed(string, { description: "What it sends: `SMS`, `EMAIL`, `BOT` or `PUSH`." }),
  driver: computed(string, {
    description: `The driver: ${either(Object.values(DECLARED).map(({ name }) => `\`${name}\``))}.`,
  }),
  priority: computed(integer, {
    description: "If there are several channels of one kind, the one with the lowest number is tried first.",
  }),
  enabled: computed(boolean, { description: "Whether the channel is used." }),
  allowed_countries: computed(nullable(list(string)), {
    description: "The countries that SMS may be sent to; null for other kinds.",
  }),
  hourly_limit: computed(nullable(integer), {
    description: "The maximum number of messages that it sends in an hour; null if the channel has no limit.",
  }),
  ...ofEachDriver(({ name }, attribute) =>
    computed(nullableObject(nestedObject(shown(settingAttributes[attribute]))), {
      description: `The settings of \`${name}\`; null for other drivers.`,
    }),
  ),
  secrets_set: computed(list(string), { description: "The names of the secrets that the server has." }),
  suspensions: computed(
    nestedList({
      country: computed(string, { description: "The country, such as `DE`." }),
      since: computed(string, { description: "When it was suspended." }),
    }),
    {
      description:
        "Countries to which it does not send for now, because almost none of the codes that were sent there were used.",
    },
  ),
  created_at: computed(string, { description: "When the channel was created." }),
  updated_at: computed(string, { description: "When the channel last changed." }),
};

export function channelRow(row: ChannelFactsFragment) {
  const drivers = driverState(row);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    driver: row.driver,
    priority: row.priority,
    enabled: row.enabled,
    allowed_countries: row.allowedCountries,
    hourly_limit: row.hourlyLimit,
    ...drivers,
    secrets_set: secretNames(drivers, row.secretsSet),
    suspensions: row.suspensions.map(({ country, since }) => ({ country, since })),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

export const channelDataSource = defineDataSource<Tokenplane>()({
  description: "A channel, by id or name. Its secrets are never shown.",
  attributes: {
    id: optionalComputed(string, { description: "The channel's id. Write this, or `name`." }),
    name: optionalComputed(string, { description: "The name. Write this, or `id`." }),
    ...channelFields,
  },
  validate: ({ id, name }) => exactlyOne({ id, name }),
  async read({ id, name }, { client: { client } }) {
    const { channel } = await client.ask(DescribeChannel, { by: channelRef(id, name) });
    if (channel === null) throw noSuch("channel", getName({ id, name }));
    return channelRow(channel);
  },
});
