import { GraphQLError } from "graphql";
import type { RequestErrorCode } from "../request-error.js";

/**
 * Codes of errors at the top level of a response. They are about the request or the server, not about the
 * objects.
 */
export type TopLevelCode =
  | RequestErrorCode
  | "NOT_FOUND"
  | "BAD_REQUEST"
  | "BAD_USER_INPUT"
  | "GONE"
  | "COST_LIMIT_EXCEEDED"
  | "PERSISTED_DOCUMENT_NOT_FOUND"
  | "PERSISTED_QUERY_NOT_SUPPORTED"
  | "METHOD_NOT_ALLOWED"
  | "UNAVAILABLE"
  | "LENGTH_REQUIRED"
  | "REQUEST_ENTITY_TOO_LARGE"
  | "REQUEST_HEADERS_TOO_LARGE"
  | "REQUEST_TIMEOUT"
  | "INTERNAL";

/**
 * An error for the top level of the response; it is no refusal.
 * @param status HTTP status, if not 200.
 * @param more what programs get besides the code.
 */
export function topLevelError(
  code: TopLevelCode,
  message: string,
  status?: number,
  more: Readonly<Record<string, string>> = {},
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, ...more, ...(status === undefined ? {} : { http: { status } }) },
  });
}

/**
 * The response while the database cannot be reached, or accepts no writes. It is not known whether unfinished work
 * was done.
 */
export const UNAVAILABLE = {
  status: 503,
  code: "UNAVAILABLE",
  message:
    "The database cannot be reached, or does not answer in time. Send this again in a moment; a mutation with the same idempotencyKey.",
  /** In seconds. */
  retryAfter: 1,
} as const;

/** The response to a failure of the server itself, which the log has under a correlation id. */
export const INTERNAL = {
  status: 500,
  code: "INTERNAL",
  message: "Something failed in the server. Send the operator this correlation id.",
} as const;
