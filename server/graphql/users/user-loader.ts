import { getScope } from "../../actions/scope.js";
import { readRecoveryCodeDates } from "../../recovery-codes/recovery-code-store.js";
import { readUsers } from "../../users/user-store.js";
import { loader } from "../loader.js";

/** Users by id. */
export const userLoader = loader(({ services, actor }, ids) =>
  readUsers(services.database, getScope(actor), ids),
);

/** When the recovery codes of users were made, by their ids. */
export const recoveryCodeLoader = loader(({ services, actor }, ids) =>
  readRecoveryCodeDates(services.database, actor.accountId, ids),
);
