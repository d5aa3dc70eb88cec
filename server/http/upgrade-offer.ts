import { IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { getPath } from "./node-request.js";

/** Whether a request is one for a WebSocket at the API (RFC 6455 §4.1). It may offer other protocols besides. */
function isForWebSocket(request: IncomingMessage): boolean {
  const offered = (request.headers.upgrade ?? "").split(",").map((protocol) => protocol.trim().toLowerCase());
  return request.method === "GET" && getPath(request) === "/graphql" && offered.includes("websocket");
}

/**
 * A request that leaves HTTP for a WebSocket only. Other offers, as of HTTP/2, which clients make with an ordinary request, are
 * ignored, and the request is answered as usual (RFC 9110 §7.8). Node.js would give all of them to the listener of `upgrade`; its
 * `shouldUpgradeCallback` does the same as this class, but is only in versions 22.21 and 24.9 and later.
 */
export class HttpRequest extends IncomingMessage {
  // Without a value here: the class above sets `upgrade` before fields of this one would be made.
  declare private offersUpgrade: boolean | undefined;

  /** Whether Node.js shall stop reading HTTP after the head of this request. Node.js sets first whether it offers an upgrade. */
  get upgrade(): boolean {
    return this.offersUpgrade === true && (this.method === "CONNECT" || isForWebSocket(this));
  }

  set upgrade(isOffered: boolean | null) {
    this.offersUpgrade = isOffered === true;
  }

  /** Whether the request offered an upgrade that is ignored. */
  get hasIgnoredOffer(): boolean {
    return this.offersUpgrade === true && !this.upgrade;
  }
}

/** How many bytes a request has from its first to its last one, as clients write it. */
function getSize({ method = "", url = "", rawHeaders, headers }: IncomingMessage): number {
  const line = `${method} ${url} HTTP/1.1\r\n`.length;
  // Of a pair, the name has ": " behind it, and the value the end of the line.
  const fields = rawHeaders.reduce((bytes, text) => bytes + text.length + 2, 0);
  return line + fields + 2 + Number(headers["content-length"] ?? 0);
}

/**
 * Decides whether connections continue after a request with an ignored offer. Of what arrives in one piece with the end of such a
 * request, Node.js drops the rest, so that what comes next could be read from its middle. The connection continues where nothing
 * can have been dropped; elsewhere it ends with the answer, and nothing more is read from it.
 */
export class IgnoredOffers {
  readonly #answers = new WeakMap<Duplex, ServerResponse>();

  /** Notes a request that has just begun to arrive. @returns false when it must not be answered, because its connection ends. */
  take(request: HttpRequest, response: ServerResponse): boolean {
    const { socket } = request;
    if (this.#answers.get(socket)?.shouldKeepAlive === false) return false;
    if (!request.hasIgnoredOffer) return true;
    this.#answers.set(socket, response);
    if (!response.shouldKeepAlive) return true;
    // All that came on this connection is this request: also of clients that reuse it, the first request has the offer.
    const decide = () => {
      if (response.headersSent) return;
      response.shouldKeepAlive = socket.bytesRead === getSize(request);
    };
    decide();
    if (!response.shouldKeepAlive) request.once("end", decide);
    return true;
  }
}
