import type { Duplex } from "node:stream";
import type { BoundCounts } from "../bounds.js";
import { closeWith, type HttpError } from "./close-with.js";
import type { Connections } from "./connections.js";

const HEADER_OVERFLOW = "HPE_HEADER_OVERFLOW";
const REQUEST_TIMEOUT = "ERR_HTTP_REQUEST_TIMEOUT";

function getHttpError(code: string | undefined, requestSeconds: number): HttpError {
  if (code === HEADER_OVERFLOW) {
    return {
      status: 431,
      code: "REQUEST_HEADERS_TOO_LARGE",
      message: "The headers have more than 16 kilobytes; send long data in the body.",
    };
  }
  if (code === REQUEST_TIMEOUT) {
    return {
      status: 408,
      code: "REQUEST_TIMEOUT",
      message: `The request did not arrive within ${requestSeconds} seconds. Send it again, faster.`,
    };
  }
  return { status: 400, code: "BAD_REQUEST", message: "This is not a valid HTTP request." };
}

/**
 * Answers a client whose request could not be parsed, and closes the connection.
 * @param error from Node's `clientError`.
 * @param connections knows what is pending on this connection.
 */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  connections: Connections,
  requestSeconds: number,
  bounds: BoundCounts,
): void {
  if (error.code === REQUEST_TIMEOUT) bounds.reached("request_seconds");
  if (error.code === HEADER_OVERFLOW) bounds.reached("request_headers");
  if (!socket.writable || connections.isAnswering(socket) || error.code === "ECONNRESET") socket.destroy();
  else closeWith(socket, getHttpError(error.code, requestSeconds));
}
