import type { Duplex } from "node:stream";
import { closeWith, type HttpError } from "./close-with.js";
import type { Connections } from "./connections.js";

const REQUEST_TIMEOUT = "ERR_HTTP_REQUEST_TIMEOUT";

function httpErrorOf(code: string | undefined, requestSeconds: number): HttpError {
  if (code === "HPE_HEADER_OVERFLOW") {
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
export async function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  connections: Connections,
  requestSeconds: number,
): Promise<void> {
  if (error.code === REQUEST_TIMEOUT && !(await connections.isStillComing(socket))) return;
  if (!socket.writable || connections.isAnswering(socket) || error.code === "ECONNRESET") socket.destroy();
  else closeWith(socket, httpErrorOf(error.code, requestSeconds));
}
