import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Config, isForThisMachine, localOrigin } from "../config.js";
import { newId } from "../database/new-id.js";
import { isUnreachable } from "../database/unreachable.js";
import { PUSH_PATH } from "../push/door-address.js";
import { INTERNAL, UNAVAILABLE } from "../graphql/errors.js";
import { RECEIPTS_PATH } from "../messages/receipt-address.js";
import type { ServerServices } from "../services.js";
import { answerClientError } from "./client-errors.js";
import { OVERLOADED } from "./close-with.js";
import { Connections } from "./connections.js";
import { errorBody } from "./error-body.js";
import { makeAdmission } from "./admission.js";
import type { Caller } from "../admission/caller.js";
import { graphiqlPage, wantsPage } from "./graphiql-page.js";
import { listen } from "./listen.js";
import { manifestDoor, wantsManifest } from "./manifest.js";
import { getPath } from "./node-request.js";
import type { PersistedDocuments } from "./persisted-documents.js";
import { pushDoor } from "./push-door.js";
import { readiness } from "./readiness.js";
import { SECURITY_HEADERS } from "./security-headers.js";
import type { Limited } from "../admission/rate-limits.js";
import { receiptDoor } from "./receipts.js";
import {
  isCutOff,
  observeFailure,
  observeRequest,
  type RequestObserver,
  type RouteName,
} from "./request-observer.js";
import { consolePages, wantsConsole } from "./pages.js";
import { PORTAL_PATHS, portalDoor } from "./portal-door.js";
import { isForDoor, SIGN_IN_PATHS, signInDoor } from "./sign-in-door.js";
import { eventStreams, wantsEvents } from "./sse.js";
import { Subscriptions } from "./subscriptions.js";
import { HttpRequest, IgnoredOffers } from "./upgrade-offer.js";
import { webSockets } from "./websocket.js";
import { createEndpoint } from "./yoga.js";

/** How long a client may take to send a request's headers, in milliseconds. */
const HEADERS_TIMEOUT = 10_000;

/**
 * How often requests are searched that have not arrived in time, in milliseconds. (Node's default: half a minute.)
 */
const TIMEOUTS_EVERY = 1_000;

/** How long a connection is kept for a next request, in milliseconds: longer than proxies keep theirs. */
const KEEP_ALIVE = 65_000;

export interface HttpServer {
  /** Where it listens, as in http://127.0.0.1:4000. */
  readonly url: string;
  /** How many connections are open. */
  connections(): number;
  /** The start is finished: from now on, `/health/ready` may say that the server is ready. */
  open(): void;
  /**
   * Accepts no more connections, and resolves when the running requests are answered or their time limit has passed.
   * @param drainSeconds how long everything is answered before, while `/health/ready` says that the server stops; 0 for who
   * has no process to tell.
   */
  stop(drainSeconds: number): Promise<void>;
}

/** The state that `/health/ready` reports. Other requests are answered in each phase. */
type Phase = "STARTING" | "SERVING" | "STOPPING";

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** The route that answers requests for a path. */
interface Route {
  readonly name: RouteName;
  readonly path: string;
  /** Whether the route answers all paths that begin so. */
  readonly below?: boolean;
  /** Only requests like these; the others go to the next route of the path. */
  readonly when?: (request: IncomingMessage) => boolean;
  /** Whether the route answers also while there are too many requests. */
  readonly always?: boolean;
  readonly handle: Handler;
}

const LIVE = '{"status":"live"}\n';
const NOTHING_HERE = "There is nothing here. The API is at /graphql.";

/** Whether browsers get GraphiQL. */
function hasGraphiql(config: Pick<Config, "graphiql" | "host" | "publicUrl">): boolean {
  return config.graphiql === "yes" || (config.graphiql === "auto" && isForThisMachine(config));
}

function answer(response: ServerResponse, status: number, body: string, headers: object = {}): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(body);
}

/** A handler of requests that were counted. */
function counted(count: (request: IncomingMessage) => Caller | Limited, handle: Handler): Handler {
  return (request, response) => {
    const caller = count(request);
    if (!("code" in caller)) return handle(request, response);
    const { code, message, retryAfter } = caller;
    answer(response, 429, errorBody(code, message), { "retry-after": retryAfter });
    return undefined;
  };
}

/**
 * Serves the API, the console and its sign-in, GraphiQL, the doors of phones and gateways, and the health checks.
 * @param documents that clients may name by their ids.
 * @param health what `/health/ready` reports besides whether the database accepts writes, and whether the master keys fit.
 * @param observer who counts requests, if anybody does.
 * @throws StartError when it cannot listen. @throws UsageError when its address is wrong.
 */
export async function serve(
  services: ServerServices,
  config: Config,
  documents: PersistedDocuments,
  health: () => object,
  observer?: RequestObserver,
): Promise<HttpServer> {
  const { log, tracer } = services;
  const requestTimeout = config.requestSeconds * 1_000;
  const admission = makeAdmission(services, config, observer);
  const endpoint = createEndpoint(services, admission, documents, observer);
  const isReady = readiness(services);
  const connections = new Connections(config.connections, requestTimeout, log, () =>
    services.bounds.reached("connections"),
  );
  const subscriptions = new Subscriptions(services, observer);
  const sse = eventStreams(services, admission, config, documents, subscriptions);
  const webSocket = webSockets(
    services,
    admission,
    config,
    documents,
    subscriptions,
    (socket) => connections.keep(socket),
    observer,
  );
  let phase: Phase = "STARTING";
  const statusNow = async () => {
    if (phase === "STARTING") return "starting";
    if (phase !== "SERVING") return "stopping";
    return services.masterKeys.problem ?? (await isReady());
  };
  const ready: Handler = async (_request, response) => {
    const status = await statusNow();
    answer(response, status === "ready" ? 200 : 503, `${JSON.stringify({ status, ...health() })}\n`);
  };
  const graphiql = counted((request) => admission.visit(request), graphiqlPage());
  const pages = counted(
    (request) => admission.arrive(request),
    consolePages(services, config.publicUrl !== undefined),
  );
  const door = signInDoor(services, admission);
  const portal = portalDoor(services, admission);
  // The first that fits. Health checks are answered however much there is to do.
  const routes: readonly Route[] = [
    {
      name: "health",
      path: "/health/live",
      always: true,
      handle: (_request, response) => answer(response, 200, LIVE),
    },
    { name: "health", path: "/health/ready", always: true, handle: ready },
    ...(hasGraphiql(config)
      ? [{ name: "graphiql" as const, path: "/graphql", when: wantsPage, handle: graphiql }]
      : []),
    {
      name: "events",
      path: "/graphql",
      when: wantsEvents,
      handle: (request, response) => sse.serve(request, response),
    },
    { name: "graphql", path: "/graphql", handle: (request, response) => endpoint(request, response) },
    { name: "push", path: PUSH_PATH, below: true, handle: pushDoor(services, admission) },
    { name: "receipts", path: RECEIPTS_PATH, below: true, handle: receiptDoor(services, admission, config) },
    ...SIGN_IN_PATHS.map((path) => ({ name: "sign_in" as const, path, when: isForDoor, handle: door })),
    ...PORTAL_PATHS.map((path) => ({ name: "portal" as const, path, handle: portal })),
    {
      name: "portal",
      path: "/s/",
      below: true,
      when: wantsManifest,
      handle: manifestDoor(services, admission),
    },
    { name: "console", path: "/", below: true, when: wantsConsole, handle: pages },
    {
      name: "console",
      path: "/",
      handle: (_request, response) => response.writeHead(302, { location: "/graphql" }).end(),
    },
  ];
  // Health checks come all the time, and event streams never end.
  const traced = async (route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (tracer === undefined || route.name === "health" || route.name === "events")
      return void (await route.handle(request, response));
    const about = { method: request.method ?? "", route: route.path, headers: request.headers };
    await tracer.request(about, async (answered) => {
      response.once("close", () => answered(response.headersSent ? response.statusCode : null));
      await route.handle(request, response);
    });
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const isTooMuch = !connections.begin(response);
    const path = getPath(request);
    const route = routes.find(
      (one) =>
        (one.below === true ? path.startsWith(one.path) : one.path === path) && one.when?.(request) !== false,
    );
    if (observer !== undefined) observeRequest(observer, route?.name ?? "none", response);
    if (isTooMuch && route?.always !== true) {
      const { status, code, message } = OVERLOADED;
      answer(response, status, errorBody(code, message), { "retry-after": "1" });
    } else if (route === undefined) answer(response, 404, errorBody("NOT_FOUND", NOTHING_HERE));
    else await traced(route, request, response);
  };
  const ignoredOffers = new IgnoredOffers();
  const server = createServer(
    {
      requestTimeout,
      headersTimeout: Math.min(HEADERS_TIMEOUT, requestTimeout),
      keepAliveTimeout: KEEP_ALIVE,
      connectionsCheckingInterval: TIMEOUTS_EVERY,
      IncomingMessage: HttpRequest,
    },
    (request, response) => {
      if (!ignoredOffers.take(request, response)) return;
      handle(request, response).catch((error: unknown) => {
        if (isCutOff(request, error)) return void response.destroy();
        const correlationId = newId(services.clock());
        log.error({ err: error, correlationId }, "a request failed");
        if (observer !== undefined) observeFailure(observer, error);
        if (response.headersSent) response.destroy();
        else if (isUnreachable(error)) {
          const { status, code, message, retryAfter } = UNAVAILABLE;
          answer(response, status, errorBody(code, message, correlationId), {
            "retry-after": String(retryAfter),
          });
        } else answer(response, INTERNAL.status, errorBody(INTERNAL.code, INTERNAL.message, correlationId));
      });
    },
  );
  server.on("connection", (socket) => connections.add(socket));
  server.on("upgrade", (request, socket, head) => {
    // Node.js listens to it no more, and no other listener does yet: a reset in between would end the process.
    socket.on("error", () => {});
    webSocket.upgrade(request, socket, head);
  });
  server.on("clientError", (error, socket) => {
    answerClientError(error, socket, connections, config.requestSeconds, services.bounds);
  });
  // Called by `close`. The function of Node.js cuts answers that are still being sent, and leaves connections without any request.
  server.closeIdleConnections = () => connections.endIdle();
  const { host, port } = config;
  const url = await listen(server, { host, port, hostSetting: "HOST", portSetting: "PORT" });
  // With the port 0, the port is known only now.
  if (config.publicUrl === undefined) services.console.url = localOrigin(url);
  return {
    url,
    connections: () => connections.count,
    open() {
      phase = "SERVING";
    },
    async stop(drainSeconds) {
      phase = "STOPPING";
      if (drainSeconds > 0) await pause(drainSeconds * 1_000);
      // This ends idle connections, too.
      const closed = new Promise((resolve) => server.close(resolve));
      // Now, so that who connects again at once comes to another server.
      sse.stop();
      void webSocket.stop();
      const late = setTimeout(() => server.closeAllConnections(), config.shutdownSeconds * 1_000);
      await closed;
      clearTimeout(late);
      connections.stop();
    },
  };
}
