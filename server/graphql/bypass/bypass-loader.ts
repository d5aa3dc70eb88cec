import { getScope } from "../../actions/scope.js";
import { readBypasses } from "../../bypass/bypass-store.js";
import { readHonoured } from "../../bypass/honoured.js";
import { loader } from "../loader.js";

/** Bypasses by id. */
export const bypassLoader = loader(({ services, actor }, ids) =>
  readBypasses(services.database, getScope(actor), ids),
);

/** The linked resources at which a bypass works now, by the id of the bypass. */
export const honouredLoader = loader(({ services, actor }, ids) =>
  readHonoured(services.database, getScope(actor), ids, services.clock()),
);
