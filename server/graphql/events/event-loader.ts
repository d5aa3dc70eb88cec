import { getScope } from "../../actions/scope.js";
import { readEvents } from "../../events/event-store.js";
import { loader } from "../loader.js";

/** Events by id. */
export const eventLoader = loader(({ services, actor }, ids) =>
  readEvents(services.database, getScope(actor), ids),
);
