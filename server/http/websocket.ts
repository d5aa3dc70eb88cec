import { type ExecutionArgs, type ExecutionResult, GraphQLError } from "graphql";
import { CloseCode, handleProtocols, makeServer, MessageType, type SubscribePayload } from "graphql-ws";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { z } from "zod";
import { whyEnded } from "../access/credentials.js";
import type { OpenStream } from "../access/open-streams.js";
import { jsonExcess } from "../bounded-json.js";
import type { Config } from "../config.js";
import { newId } from "../database/new-id.js";
import { isUnreachable } from "../database/unreachable.js";
import { INTERNAL, type TopLevelCode, topLevelError, UNAVAILABLE } from "../graphql/errors.js";
import { schema } from "../graphql/schema.js";
import { compare, getCursor } from "../events/feed/position.js";
import type { ServerServices } from "../services.js";
import type { Caller } from "../admission/caller.js";
import { closeWith, type HttpError } from "./close-with.js";
import { sessionOfSocket } from "./console-request.js";
import { readSubscription } from "./documents.js";
import { countTooLarge } from "./json-excess.js";
import type { Admitted } from "../admission/admission.js";
import type { Admission } from "./admission.js";
import type { PersistedDocuments } from "./persisted-documents.js";
import type { Answers, Subscriptions } from "./subscriptions.js";
import { observeFailure, type RequestObserver } from "./request-observer.js";
import { TokenBuckets } from "../admission/token-buckets.js";
import { warnRarely } from "../warn-rarely.js";

/** The maximum size of a client's message, in bytes. */
const LARGEST_MESSAGE = 100_000;

/** How long a client may take to authenticate, in milliseconds. */
const INITIAL_WAIT = 5_000;

/**
 * The time between two heartbeats, in milliseconds. A heartbeat without an answer until the next one ends the socket.
 */
const HEARTBEAT = 12_000;

/** How many subscriptions a socket may have. */
const MAX_SUBSCRIPTIONS = 50;

/**
 * How many messages and pings per second a socket may send, averaged over ten seconds: enough to start and end fifty
 * subscriptions many times.
 */
const MESSAGE_RATE = 50;
const BURST = 10;

/**
 * How many bytes may wait for a client. Answers wait for each other when some are unread; so only a client that sends
 * requests without reading reaches this.
 */
const MAX_UNREAD = 4_000_000;

/** Up to so many bytes, a client need not have read an answer before it is sent the next. */
const FEW_UNREAD = 64_000;

/** graphql-transport-ws reserves 4400 to 4499 for HTTP's status codes: "Too Many Requests". */
const TOO_MANY = 4429;

/** RFC 6455 §7.4.1 and its registry: after "Service Restart", clients reconnect. */
const SERVICE_RESTART = 1012;

/** The same registry: "Try Again Later". */
const TRY_AGAIN_LATER = 1013;

/** RFC 6455 §5.5.1: what a close frame has room for beside its code, in bytes. */
const LONGEST_REASON = 123;

/** A message as the reason of a close; only its first sentence where it is too long. */
function getReason(message: string): string {
  return Buffer.byteLength(message) <= LONGEST_REASON ? message : message.slice(0, message.indexOf(".") + 1);
}

/** How long clients may take to close their side, in milliseconds. */
const CLOSING = 1_000;

/** The placeholder of a payload that is one text for many subscribers, at the end of a message; that text replaces it. */
const SHARED = "shared";
const END_OF_SHARED = `${JSON.stringify(SHARED)}}`;

interface Extra {
  readonly socket: WebSocket;
  readonly connection: Duplex;
  readonly caller: Caller;
  authorization: string | null;
  /** The console's cookie, which was checked before the socket was opened; null for a program. */
  readonly session: string | null;
  /** The person before the console, once the socket is open; null for a program. */
  person: Admitted | null;
  /** Subscriptions that have not started yet, including those that were completed meanwhile. */
  readonly beginning: Set<string>;
  /** The answers of its subscriptions. */
  readonly following: Set<Answers>;
}

/**
 * The answer to a ping. It says up to where nothing was missed: a client that gets it has got all events before that cursor. A payload
 * of the client's own is given back.
 */
function pong({ following, beginning }: Extra, payload: unknown): string {
  if (payload !== undefined) return JSON.stringify({ type: MessageType.Pong, payload });
  const places = [...following].map((answers) => answers.progress());
  const known = places.filter((place) => place !== undefined).toSorted(compare);
  const [least] = known;
  if (least === undefined || known.length < places.length || beginning.size > 0)
    return JSON.stringify({ type: MessageType.Pong });
  return JSON.stringify({ type: MessageType.Pong, payload: { cursor: getCursor(least) } });
}

/** The maximum length of an Authorization header, and of a subscription's id. */
const LONGEST_AUTHORIZATION = 1_000;
const LONGEST_ID = 100;

const Params = z.object({ authorization: z.string().max(LONGEST_AUTHORIZATION).optional() });

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

/** Closes a socket whose client does not answer heartbeats. */
function keepAlive(socket: WebSocket): void {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  const beat = () => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  };
  const timer = setInterval(beat, HEARTBEAT);
  timer.unref();
  socket.once("close", () => clearInterval(timer));
}

/**
 * Counts the messages of a socket, and closes it when there are too many. @returns whether the next message is
 * processed. @param onExceeded is called when it is closed.
 */
function messageLimit(socket: WebSocket, onExceeded: () => void): () => boolean {
  const buckets = new TokenBuckets(MESSAGE_RATE, MESSAGE_RATE * BURST, 1);
  return () => {
    if (socket.readyState !== socket.OPEN) return false;
    if (buckets.take("", performance.now()) === 0) return true;
    onExceeded();
    socket.close(
      TOO_MANY,
      `At most ${MESSAGE_RATE} messages per second are accepted. Connect again, and send more slowly.`,
    );
    return false;
  };
}

/** The id of a subscription, at the beginning of the message that asks for it. */
const ID = /^\s*\{(?:\s*"type"\s*:\s*"subscribe"\s*,)?\s*"id"\s*:\s*"([^"\\]{1,100})"/;

/** Refuses a message that is not parsed: as the error of its subscription where it begins with its id, else the socket is closed. */
function refuseUnread(socket: WebSocket, text: string, excess: string): void {
  const [, id] = ID.exec(text) ?? [];
  if (id === undefined) {
    socket.close(CloseCode.BadRequest, excess);
    return;
  }
  const payload = [topLevelError("COST_LIMIT_EXCEEDED", excess)];
  socket.send(JSON.stringify({ id, type: MessageType.Error, payload }));
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
  const { streams, log, clock, bounds } = services;
  // No key is needed to send messages.
  const tooMany = warnRarely(log, "WebSockets were closed: they sent too many messages");
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
    handleProtocols,
  });
  const answersFor = new WeakMap<ExecutionArgs, { readonly answers: Answers; readonly extra: Extra }>();
  /**
   * The shared payload of the message that is serialised now; undefined when it has its own. `send` is called
   * synchronously after it, and takes it: so no other message is taken for one with a shared payload, whatever its
   * client wrote into it.
   */
  let shared: string | undefined;
  let isStopping = false;
  /** Those whose session is being checked. */
  const entering = new Set<Duplex>();

  /** The answers as execution results, each of which puts its own text into the message. */
  function results(answers: Answers, { following }: Extra): AsyncIterable<ExecutionResult> {
    following.add(answers);
    const end = () => following.delete(answers);
    const stream: AsyncIterableIterator<ExecutionResult> = {
      async next() {
        const one = await answers.next().catch((error: unknown) => {
          end();
          throw error;
        });
        if (one.done === true) {
          end();
          return { done: true, value: undefined };
        }
        const { text } = one.value;
        const value: ExecutionResult & { toJSON(): string } = {
          toJSON() {
            shared = text;
            return SHARED;
          },
        };
        return { done: false, value };
      },
      async return() {
        end();
        await answers.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => stream,
    };
    return stream;
  }

  /** @returns when the next message may be sent: at once, while the client reads what it gets. */
  function send(socket: WebSocket, connection: Duplex, message: string): Promise<void> | undefined {
    const text = shared === undefined ? message : `${message.slice(0, -END_OF_SHARED.length)}${shared}}`;
    shared = undefined;
    if (socket.readyState !== socket.OPEN) return undefined;
    if (socket.bufferedAmount > MAX_UNREAD) {
      bounds.reached("socket_unread");
      socket.terminate();
    }
    // Everything that a client gets in one turn of the event loop is one write.
    if (connection.writableCorked === 0) {
      connection.cork();
      setImmediate(() => connection.uncork());
    }
    if (socket.bufferedAmount < FEW_UNREAD) {
      socket.send(text);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      socket.send(text, (error) => (error == null ? resolve() : reject(error)));
    });
  }

  /** Starts a client's subscription. @returns what is subscribed to, or why not. */
  async function begin(
    extra: Extra,
    asked: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { caller, authorization, person } = extra;
    // A subscription is authenticated and counted like a request. A person's cookie may be another one by now; the socket is
    // closed when the session ends.
    const admitted =
      person === null
        ? await admission.admit(caller, {
            authorization,
            session: null,
            portalSession: null,
            isPage: false,
            isBackground: true,
          })
        : admission.letInAgain(person);
    if ("code" in admitted) return [topLevelError(admitted.code, admitted.message)];
    const subscription = readSubscription(
      { ...asked, documentId: Reflect.get(asked, "documentId") },
      admitted.actor,
      documents,
    );
    if (!("document" in subscription)) {
      countTooLarge(bounds, subscription);
      return subscription;
    }
    const answers = await subscriptions.run(subscription, admitted);
    if (!("next" in answers)) {
      countTooLarge(bounds, answers);
      return answers;
    }
    const { document, operationName } = subscription;
    const args: ExecutionArgs = { schema, document, operationName };
    answersFor.set(args, { answers, extra });
    return args;
  }

  const server = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: INITIAL_WAIT,
    async onConnect({ extra, connectionParams }) {
      const { socket, caller } = extra;
      // Clients come again after the code of what passes, as they do after HTTP's 429; after the other one they give up.
      const refuse = (code: TopLevelCode, message: string) => {
        socket.close(code === "RATE_LIMITED" ? TRY_AGAIN_LATER : CloseCode.Forbidden, getReason(message));
        return false;
      };
      const { session } = extra;
      const params = Params.safeParse(connectionParams ?? {}).data;
      extra.authorization = session === null ? (params?.authorization ?? null) : null;
      const admitted = await admission.admit(caller, {
        authorization: extra.authorization,
        session,
        portalSession: null,
        isPage: session !== null,
        isBackground: true,
      });
      if ("code" in admitted) return refuse(admitted.code, admitted.message);
      if (socket.readyState !== socket.OPEN) return false;
      if (session !== null) extra.person = admitted;
      const { actor } = admitted;
      if (streams.getCount(actor) >= config.streamsPerKey) {
        const { streamsPerKey } = config;
        bounds.reached("streams");
        return refuse(
          "RATE_LIMITED",
          `One API key or session can have at most ${streamsPerKey} open streams. Close one first.`,
        );
      }
      keep(extra.connection);
      const stream: OpenStream = {
        actor,
        close: () => socket.close(CloseCode.Forbidden, whyEnded(actor)),
      };
      streams.add(stream);
      socket.once("close", () => streams.remove(stream));
      // A client that loses the connection before the first event continues from here, and misses nothing.
      return { cursor: getCursor(await services.feed.highWaterMark()) };
    },
    async onSubscribe({ extra, subscriptions: running }, id, asked) {
      const { socket, beginning } = extra;
      const end = (code: number, reason: string) => {
        socket.close(code, reason);
        return [topLevelError("BAD_USER_INPUT", reason)];
      };
      if (id.length > LONGEST_ID) {
        return end(CloseCode.BadRequest, `The id of a subscription has at most ${LONGEST_ID} characters.`);
      }
      // The library forgets a subscription that is completed before it has started; it would mistake a second one with
      // the same id for it.
      if (beginning.has(id)) {
        return end(CloseCode.SubscriberAlreadyExists, "A subscription with this id is still starting.");
      }
      // All subscriptions that arrived are counted, including those that are not processed yet.
      if (Object.keys(running).length > MAX_SUBSCRIPTIONS) {
        bounds.reached("socket_subscriptions");
        return [
          topLevelError("COST_LIMIT_EXCEEDED", `A WebSocket has at most ${MAX_SUBSCRIPTIONS} subscriptions.`),
        ];
      }
      // Subscriptions that were completed before they started are not in that number, but are work, too.
      if (beginning.size >= MAX_SUBSCRIPTIONS) {
        bounds.reached("socket_subscriptions");
        return end(TOO_MANY, "Too many subscriptions start at once. Connect again, and send more slowly.");
      }
      beginning.add(id);
      return begin(extra, asked).finally(() => beginning.delete(id));
    },
    subscribe(args) {
      const run = answersFor.get(args);
      if (run === undefined) throw new TypeError("a subscription was not run");
      return results(run.answers, run.extra);
    },
  });

  function open(socket: WebSocket, connection: Duplex, caller: Caller, session: string | null): void {
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
    const extra: Extra = {
      socket,
      connection,
      caller,
      authorization: null,
      session,
      person: null,
      beginning: new Set(),
      following: new Set(),
    };
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (message) => send(socket, connection, message),
        onPing: (payload) => send(socket, connection, pong(extra, payload)),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on("message", (message: Buffer) => {
            if (!isInTime()) return;
            const text = message.toString();
            const excess = jsonExcess(text);
            if (excess !== undefined) {
              bounds.reached("operation_size");
              refuseUnread(socket, text, excess);
              return;
            }
            receive(text).catch((error: unknown) => {
              // Clients reconnect after this code, but not after the other one.
              if (isUnreachable(error)) {
                admission.countUnreachable(error);
                socket.close(TRY_AGAIN_LATER, "The database cannot be reached.");
                return;
              }
              const correlationId = newId(clock());
              log.error({ err: error, correlationId }, "a WebSocket message could not be handled");
              // An error of GraphQL is the answer of a subscription, which was counted.
              if (observer !== undefined && !(error instanceof GraphQLError)) observeFailure(observer, error);
              socket.close(
                CloseCode.InternalServerError,
                `Something failed in the server (correlation id ${correlationId}).`,
              );
            });
          }),
      },
      extra,
    );
    socket.once("close", (code, reason) => void closed(code, reason.toString()));
  }

  /** Why a session opens no socket; null when it opens one. It is asked before the socket is open (RFC 6455 §10.2). */
  async function letIn(caller: Caller, session: string): Promise<HttpError | null> {
    try {
      const admitted = await admission.admit(caller, {
        authorization: null,
        session,
        portalSession: null,
        isPage: true,
        // The console opens it again by itself whenever it is lost.
        isBackground: true,
      });
      return "code" in admitted ? { status: 429, ...admitted } : null;
    } catch (error) {
      if (isUnreachable(error)) {
        admission.countUnreachable(error);
        return UNAVAILABLE;
      }
      const correlationId = newId(clock());
      log.error({ err: error, correlationId }, "a WebSocket could not be opened");
      if (observer !== undefined) observeFailure(observer, error);
      return { ...INTERNAL, correlationId };
    }
  }

  return {
    upgrade(request, socket, head) {
      if (isStopping) {
        socket.destroy();
        return;
      }
      if (!isAllowedOrigin(request, config.allowedOrigins)) {
        closeWith(socket, {
          status: 403,
          code: "FORBIDDEN",
          message: "Pages of this origin may not connect. TOKENPLANE_ALLOWED_ORIGINS says which may.",
        });
        return;
      }
      const caller = admission.arrive(request);
      if ("code" in caller) {
        closeWith(socket, { status: 429, ...caller });
        return;
      }
      const session = sessionOfSocket(request, services.console.url);
      // The library takes no offer of several protocols, of which this one is chosen (RFC 9110 §7.8).
      request.headers.upgrade = "websocket";
      const accept = () => {
        if (isStopping) socket.destroy();
        else
          sockets.handleUpgrade(request, socket, head, (webSocket) =>
            open(webSocket, socket, caller, session),
          );
      };
      if (session === null) {
        accept();
        return;
      }
      entering.add(socket);
      void letIn(caller, session).then((denial) => {
        entering.delete(socket);
        if (denial === null) accept();
        else closeWith(socket, denial);
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
