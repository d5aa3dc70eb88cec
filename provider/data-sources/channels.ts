import { computed, nestedList } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { DescribeChannels } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { channelFilter, channelFilterAttributes } from "./channel-filter.js";
import { channelFields, channelRow } from "./channel.js";

export const channelsDataSource = defineDataSource<Tokenplane>()({
  description: "The account's channels, or those that match all given arguments.",
  attributes: {
    ...channelFilterAttributes,
    channels: computed(
      nestedList({
        id: computed(string, { description: "The channel's id." }),
        name: computed(string, { description: "The name." }),
        ...channelFields,
      }),
      { description: "The channels, the oldest first." },
    ),
  },
  async read(config, { client: { client } }) {
    const rows = await readPages(
      client,
      DescribeChannels,
      { filter: channelFilter(config) },
      ({ channels }) => channels,
    );
    return { ...config, channels: rows.map(channelRow) };
  },
});
