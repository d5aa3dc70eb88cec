import { getScope } from "../../actions/scope.js";
import { readMessages } from "../../messages/message-store.js";
import { loader } from "../loader.js";

/** Messages by id. */
export const messageLoader = loader(({ services, actor }, ids) =>
  readMessages(services.database, getScope(actor), ids),
);
