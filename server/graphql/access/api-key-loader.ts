import { getScope } from "../../actions/scope.js";
import { readApiKeys } from "../../access/api-key-store.js";
import { loader } from "../loader.js";

/** API keys by id. */
export const apiKeyLoader = loader(({ services, actor }, ids) =>
  readApiKeys(services.database, getScope(actor), ids),
);
