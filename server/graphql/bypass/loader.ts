import { scopeOf } from "../../actions/scope.js";
import { readBypasses } from "../../bypass/store.js";
import { readHonoured } from "../../bypass/honoured.js";
import { loader } from "../loader.js";

/** Bypasses by id. */
export const bypassLoader = loader(({ services, actor }, ids) =>
  readBypasses(services.database, scopeOf(actor), ids),
);

/** The linked resources at which a bypass works now, by the id of the bypass. */
export const honouredLoader = loader(({ services, actor }, ids) =>
  readHonoured(services.database, scopeOf(actor), ids, services.clock()),
);
