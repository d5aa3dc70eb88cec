import { type ExecutionArgs, type ExecutionResult, GraphQLError } from "graphql";
import { CloseCode, makeServer } from "graphql-ws";
import { jsonExcess } from "../bounded-json.js";
import { newId } from "../database/new-id.js";
import { isUnreachable } from "../database/unreachable.js";
import { schema } from "../graphql/schema.js";
import { observeFailure } from "./request-observer.js";
import type { SocketConnection, SocketDoor } from "./socket-connection.js";
import { keepAlive, messageLimit, refuseUnread } from "./socket-limits.js";
import { connect, start, TRY_AGAIN_LATER, whyNoMore } from "./socket-start.js";
import { warnRarely } from "../warn-rarely.js";

/** How long a client may take to authenticate, in milliseconds. */
const INITIAL_WAIT = 5_000;

/** Closes a socket after an error, with the code that says whether its client comes again. */
function fail(
  { services, admission, observer }: SocketDoor,
  { socket }: SocketConnection,
  error: unknown,
): void {
  if (isUnreachable(error)) {
    admission.countUnreachable(error);
    socket.close(TRY_AGAIN_LATER, "The database cannot be reached.");
    return;
  }
  const correlationId = newId(services.clock());
  services.log.error({ err: error, correlationId }, "a WebSocket message could not be handled");
  // An error of GraphQL is the answer of a subscription, which was counted.
  if (observer !== undefined && !(error instanceof GraphQLError)) observeFailure(observer, error);
  socket.close(
    CloseCode.InternalServerError,
    `Something failed in the server (correlation id ${correlationId}).`,
  );
}

/** Speaks graphql-transport-ws on each socket, only for subscriptions. @returns what is called with a socket that is open. */
export function socketProtocol(door: SocketDoor): (connection: SocketConnection) => void {
  const { bounds, log } = door.services;
  // No key is needed to send messages.
  const tooMany = warnRarely(log, "WebSockets were closed: they sent too many messages");
  const follows = new WeakMap<ExecutionArgs, () => AsyncIterable<ExecutionResult>>();
  const server = makeServer<Record<string, unknown>, SocketConnection>({
    connectionInitWaitTimeout: INITIAL_WAIT,
    onConnect: ({ extra, connectionParams }) => connect(door, extra, connectionParams),
    async onSubscribe({ extra: connection, subscriptions }, id, asked) {
      const refusal = whyNoMore(door, connection, id, Object.keys(subscriptions).length);
      if (refusal !== undefined) return [refusal];
      const { beginning } = connection;
      beginning.add(id);
      const started = await start(door, connection, asked).finally(() => beginning.delete(id));
      if (!("answers" in started)) return started;
      const { document, operationName } = started.subscription;
      const args: ExecutionArgs = { schema, document, operationName };
      follows.set(args, () => connection.follow(started.answers));
      return args;
    },
    subscribe(args) {
      const follow = follows.get(args);
      if (follow === undefined) throw new TypeError("a subscription was not started");
      return follow();
    },
  });
  return (connection) => {
    const { socket } = connection;
    keepAlive(socket);
    // The close code says what is wrong with a frame; the client must correct it.
    socket.on("error", (error) => {
      if (Reflect.get(error, "code") === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") bounds.reached("request_bytes");
    });
    const isInTime = messageLimit(socket, () => {
      bounds.reached("socket_messages");
      tooMany();
    });
    // The library answers pings; a flood of them is work, too.
    socket.on("ping", isInTime);
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (message) => connection.send(message),
        onPing: (payload) => connection.pong(payload),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on("message", (message: Buffer) => {
            if (!isInTime()) return;
            const text = message.toString();
            const excess = jsonExcess(text);
            if (excess === undefined) {
              receive(text).catch((error: unknown) => fail(door, connection, error));
              return;
            }
            bounds.reached("operation_size");
            refuseUnread(socket, text, excess);
          }),
      },
      connection,
    );
    socket.once("close", (code, reason) => void closed(code, reason.toString()));
  };
}
