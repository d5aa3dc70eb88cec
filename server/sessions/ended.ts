import { RequestError } from "../request-error.js";

/** The answer to a client that continues in a session that was ended. */
export function sessionEnded(): RequestError {
  return new RequestError("UNAUTHENTICATED", "The session has ended. Sign in again.");
}
