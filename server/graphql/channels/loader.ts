import { scopeOf } from "../../actions/scope.js";
import { readChannels } from "../../channels/store.js";
import { loader } from "../loader.js";

/** Channels by id. */
export const channelLoader = loader(({ services, actor }, ids) =>
  readChannels(services.database, scopeOf(actor), ids),
);
