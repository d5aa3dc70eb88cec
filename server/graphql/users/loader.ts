import { scopeOf } from "../../actions/scope.js";
import { readUsers } from "../../users/store.js";
import { loader } from "../loader.js";

/** Users by id. */
export const userLoader = loader(({ services, actor }, ids) =>
  readUsers(services.database, scopeOf(actor), ids),
);
