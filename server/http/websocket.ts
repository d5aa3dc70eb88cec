import { handleProtocols } from "graphql-ws";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Presented } from "../access/credential.js";
import type { Config } from "../config.js";
import { newId } from "../database/new-id.js";
import { isUnreachable } from "../database/unreachable.js";
import { INTERNAL, UNAVAILABLE } from "../graphql/errors.js";
import type { ServerServices } from "../services.js";
import type { Admission } from "./admission.js";
import type { Caller } from "../admission/caller.js";
import { closeWith, type HttpError } from "./close-with.js";
import type { PersistedDocuments } from "./persisted-documents.js";
import { presentedAtSocket } from "./presented.js";
import { observeFailure, type RequestObserver } from "./request-observer.js";
import { SocketConnection, type SocketDoor } from "./socket-connection.js";
import { socketProtocol } from "./socket-protocol.js";
import type { Subscriptions } from "./subscriptions.js";

/** The maximum size of a client's message, in bytes. */
const LARGEST_MESSAGE = 100_000;

/** RFC 6455 §7.4.1 and its registry: after "Service Restart", clients reconnect. */
const SERVICE_RESTART = 1012;

/** How long clients may take to close their side, in milliseconds. */
const CLOSING = 1_000;

/** The WebSocket part of the endpoint: graphql-transport-ws, only for subscriptions. */
export interface WebSockets {
  /**
   * Accepts a connection that requests a WebSocket. After `stop` it closes the connection.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes all sockets, so that their clients connect to another server. */
  stop(): Promise<void>;
}

/**
 * Whether a page may open a socket; pages of other sites may not. Programs that are not pages send no Origin.
 */
function isAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Why a session opens no socket; null when it opens one. It is asked before the socket is open (RFC 6455 §10.2). */
async function whyNotOpened(
  { services, admission, observer }: SocketDoor,
  caller: Caller,
  session: Presented,
): Promise<HttpError | null> {
  try {
    const admitted = await admission.admit(caller, session);
    return "code" in admitted ? { status: 429, ...admitted } : null;
  } catch (error) {
    if (isUnreachable(error)) {
      admission.countUnreachable(error);
      return UNAVAILABLE;
    }
    const correlationId = newId(services.clock());
    services.log.error({ err: error, correlationId }, "a WebSocket could not be opened");
    if (observer !== undefined) observeFailure(observer, error);
    return { ...INTERNAL, correlationId };
  }
}

/**
 * Creates the WebSocket part of the endpoint.
 * @param keep is called with the connection of a client that is authenticated.
 * @param observer who counts failures, if anybody does.
 */
export function webSockets(
  services: ServerServices,
  admission: Admission,
  config: Config,
  documents: PersistedDocuments,
  subscriptions: Subscriptions,
  keep: (connection: Duplex) => void,
  observer?: RequestObserver,
): WebSockets {
  const door: SocketDoor = { services, admission, config, documents, subscriptions, keep, observer };
  const open = socketProtocol(door);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
    handleProtocols,
  });
  let isStopping = false;
  /** Those whose session is being checked. */
  const entering = new Set<Duplex>();

  return {
    upgrade(request, wire, head) {
      if (isStopping) {
        wire.destroy();
        return;
      }
      if (!isAllowedOrigin(request, config.allowedOrigins)) {
        closeWith(wire, {
          status: 403,
          code: "FORBIDDEN",
          message: "Pages of this origin may not connect. TOKENPLANE_ALLOWED_ORIGINS says which may.",
        });
        return;
      }
      const caller = admission.arrive(request);
      if ("code" in caller) {
        closeWith(wire, { status: 429, ...caller });
        return;
      }
      const session = presentedAtSocket(request, services.console.url);
      // The library takes no offer of several protocols, of which this one is chosen (RFC 9110 §7.8).
      request.headers.upgrade = "websocket";
      const accept = () => {
        if (isStopping) wire.destroy();
        else
          sockets.handleUpgrade(request, wire, head, (socket) =>
            open(new SocketConnection(socket, wire, caller, session, services.bounds)),
          );
      };
      if (session === null) {
        accept();
        return;
      }
      entering.add(wire);
      void whyNotOpened(door, caller, session).then((denial) => {
        entering.delete(wire);
        if (denial === null) accept();
        else closeWith(wire, denial);
        return undefined;
      });
    },
    async stop() {
      const { clients } = sockets;
      isStopping = true;
      sockets.close();
      // Their session is being checked, for as long as the database takes: nothing else knows of them.
      for (const socket of entering) socket.destroy();
      const all = [...clients].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
      for (const socket of clients) socket.close(SERVICE_RESTART, "The server restarts. Connect again.");
      const late = setTimeout(() => {
        for (const socket of clients) socket.terminate();
      }, CLOSING);
      await Promise.all(all);
      clearTimeout(late);
    },
  };
}
