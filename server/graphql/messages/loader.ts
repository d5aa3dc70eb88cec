import { scopeOf } from "../../actions/scope.js";
import { readMessages } from "../../messages/store.js";
import { loader } from "../loader.js";

/** Messages by id. */
export const messageLoader = loader(({ services, actor }, ids) =>
  readMessages(services.database, scopeOf(actor), ids),
);
