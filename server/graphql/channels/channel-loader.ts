import { getScope } from "../../actions/scope.js";
import { readChannels } from "../../channels/channel-store.js";
import { loader } from "../loader.js";

/** Channels by id. */
export const channelLoader = loader(({ services, actor }, ids) =>
  readChannels(services.database, getScope(actor), ids),
);
