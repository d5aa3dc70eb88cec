/** Codes of errors that are about a request or the server, not about an object that the request names. */
export type RequestErrorCode =
  | "UNAUTHENTICATED"
  | "SIGN_IN_REFUSED"
  | "ATTEMPT_EXPIRED"
  | "STEP_UP_REQUIRED"
  | "LAST_WAY_IN"
  | "FORBIDDEN"
  | "RATE_LIMITED"
  | "OVERLOADED"
  | "SUBSCRIPTION_LAGGED"
  | "CURSOR_EXPIRED";

/**
 * An error that ends a request: nothing was done. Each door reports it in its own way; GraphQL as an error at the
 * top level.
 */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: RequestErrorCode;
  /** The fields that programs get besides the code. */
  readonly more: Readonly<Record<string, string>>;

  /** @param message one sentence that says what to do. */
  constructor(code: RequestErrorCode, message: string, more: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }
}
