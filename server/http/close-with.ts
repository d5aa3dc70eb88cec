import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { TopLevelCode } from "../graphql/errors.js";
import { errorBody } from "./error-body.js";
import { SECURITY_HEADERS } from "./security-headers.js";

/** An error and its HTTP status. */
export interface HttpError {
  readonly status: number;
  readonly code: TopLevelCode;
  readonly message: string;
  /** After how many seconds it may be sent again; nothing when that is not the reason. */
  readonly retryAfter?: number;
  /** Under which the log has it; nothing when it is in no log. */
  readonly correlationId?: string;
}

export const OVERLOADED: HttpError = {
  status: 503,
  code: "OVERLOADED",
  message: "The server is overloaded. Send this again in a second.",
  retryAfter: 1,
};

/** Sends an error outside of any answer, and closes the connection. No answer may have begun there. */
export function closeWith(
  socket: Duplex,
  { status, code, message, retryAfter, correlationId }: HttpError,
): void {
  const body = errorBody(code, message, correlationId);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
    ...(retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]),
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
