import { defineListResource } from "../framework/list-resource.js";
import { Channels } from "../client/operations.js";
import { readRows } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { channelFilter, channelFilterAttributes } from "../data-sources/channel-filter.js";
import { channelAttributes, channelState } from "../resources/channel.js";

export const channels = defineListResource<Tokenplane>()({
  description: "Finds the account's channels, or those that match all given arguments.",
  attributes: channelFilterAttributes,
  finds: channelAttributes,
  async *list(config, { client: { client } }) {
    const filter = channelFilter(config);
    for await (const row of readRows(client, Channels, { filter }, ({ channels: page }) => page)) {
      yield { displayName: row.name, state: channelState(row, { secrets_wo_version: null }) };
    }
  },
});
