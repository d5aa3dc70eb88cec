import { scopeOf } from "../../actions/scope.js";
import { readResources } from "../../resources/store.js";
import { loader } from "../loader.js";

/** Resources by id. */
export const resourceLoader = loader(({ services, actor }, ids) =>
  readResources(services.database, scopeOf(actor), ids),
);
