import { getScope } from "../../actions/scope.js";
import { readResources } from "../../resources/resource-store.js";
import { loader } from "../loader.js";

/** Resources by id. */
export const resourceLoader = loader(({ services, actor }, ids) =>
  readResources(services.database, getScope(actor), ids),
);
