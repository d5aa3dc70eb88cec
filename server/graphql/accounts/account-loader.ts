import { readAccounts } from "../../accounts/account-store.js";
import { loader } from "../loader.js";

/** Accounts by id. */
export const accountLoader = loader(({ services, actor }, ids) =>
  readAccounts(services.database, actor, ids),
);
