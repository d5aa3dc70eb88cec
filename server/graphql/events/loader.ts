import { scopeOf } from "../../actions/scope.js";
import { readEvents } from "../../events/store.js";
import { loader } from "../loader.js";

/** Events by id. */
export const eventLoader = loader(({ services, actor }, ids) =>
  readEvents(services.database, scopeOf(actor), ids),
);
