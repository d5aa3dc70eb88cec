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
  /** Under which the log has it; nothing when it is in no log. */
  readonly correlationId?: string;
}

export const OVERLOADED: HttpError = {
  status: 503,
  code: "OVERLOADED",
  message: "The server is overloaded. Send this again in a second.",
};

/** Sends an error outside of any answer, and closes the connection. No answer may have begun there. */
export function closeWith(socket: Duplex, { status, code, message, correlationId }: HttpError): void {
  const body = errorBody(code, message, correlationId);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
