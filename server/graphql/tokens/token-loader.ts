import { getScope } from "../../actions/scope.js";
import { readDevices, readEnrolments, readIdsOfSerialNumbers, readTokens } from "../../tokens/token-store.js";
import { loader } from "../loader.js";

/** Tokens by id. */
export const tokenLoader = loader(({ services, actor }, ids) =>
  readTokens(services.database, getScope(actor), ids),
);

/** The ids of the account's tokens, by serial number, whether or not the caller sees them. */
export const serialNumberLoader = loader(({ services, actor }, serialNumbers) =>
  readIdsOfSerialNumbers(services.database, actor.accountId, serialNumbers),
);

/** Open enrolments, by the id of their token. */
export const enrolmentLoader = loader(({ services, actor }, ids) =>
  readEnrolments(services.database, getScope(actor), ids, services.clock()),
);

/** The phones in use of tokens. */
export const deviceLoader = loader(({ services, actor }, ids) =>
  readDevices(services.database, getScope(actor), ids),
);
