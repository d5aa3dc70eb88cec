import type { Rejection } from "./credential.js";

/** The response to a request without a valid credential. */
export interface Denied {
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN";
  readonly message: string;
}

function unauthenticated(message: string): Denied {
  return { code: "UNAUTHENTICATED", message };
}

/** Why somebody is not let in, for its reader. */
export const DENIALS: Readonly<Record<Rejection, Denied>> = {
  MISSING: unauthenticated("Sign in with an API key: Authorization: Bearer tp_…"),
  NO_COOKIE: unauthenticated(
    "You are not signed in, or this browser blocks cookies for this page. Allow cookies, and sign in again.",
  ),
  MALFORMED: unauthenticated(
    "The Authorization header contains no valid API key. Send it as: Authorization: Bearer tp_…",
  ),
  UNKNOWN: unauthenticated("There is no such API key."),
  REVOKED: unauthenticated("The API key was revoked."),
  EXPIRED: unauthenticated("The API key has expired."),
  SESSION_ENDED: unauthenticated("The session has ended. Sign in again."),
  LEVEL_TOO_LOW: unauthenticated("Enrol a token first: this session can only enrol a token."),
  ACCOUNT_DISABLED: {
    code: "FORBIDDEN",
    message: "The account is disabled. The operator of this server can enable it.",
  },
};
