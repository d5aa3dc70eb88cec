import { readAdministrators } from "../../administrators/administrator-store.js";
import { loader } from "../loader.js";

/** Administrators by their users' ids. */
export const administratorLoader = loader(({ services, actor }, ids) =>
  readAdministrators(services.database, actor.accountId, ids),
);
