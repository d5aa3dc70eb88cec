import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Config } from "../config.js";
import { Prisma } from "../database/generated/client.js";
import type { Services } from "../services.js";
import { StartError } from "../start-error.js";
import { createEndpoint } from "./yoga.js";

/** Time to send a request's headers, and all of it, in milliseconds. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;

export interface HttpServer {
  /** Where it listens, as in http://127.0.0.1:4000. */
  readonly url: string;
  /** Takes no more requests, and resolves when those in flight are answered or their time is over. */
  stop(): Promise<void>;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Whether the database answers. */
async function isReady({ database }: Services): Promise<boolean> {
  return database.query(Prisma.sql`SELECT 1 AS ready`).then(
    () => true,
    () => false,
  );
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        reject(
          new StartError(
            `Port ${port} on ${host} is in use. Set PORT to another one, or to 0 for any that is free.`,
          ),
        );
      } else {
        reject(
          new StartError(
            `Listening on ${host}:${port} is not possible (${error.code}). Check HOST and PORT.`,
          ),
        );
      }
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      const named = host.includes(":") ? `[${host}]` : host;
      resolve(`http://${named}:${actual}`);
    });
  });
}

/** Serves the API, GraphiQL and the health checks. @throws StartError when it cannot listen. */
export async function serve(services: Services, config: Config): Promise<HttpServer> {
  const endpoint = createEndpoint(services, config.trustedProxies);
  let stopping = false;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader("x-content-type-options", "nosniff");
    if (stopping) response.setHeader("connection", "close");
    const [path] = (request.url ?? "/").split("?");
    if (path === "/health/live") answer(response, 200, { status: "live" });
    else if (path === "/health/ready") {
      const ready = !stopping && (await isReady(services));
      answer(response, ready ? 200 : 503, {
        status: ready ? "ready" : stopping ? "stopping" : "database unreachable",
      });
    } else if (path === "/") {
      response.writeHead(302, { location: "/graphql" }).end();
    } else if (path === "/graphql") {
      await endpoint(request, response);
    } else answer(response, 404, { errors: [{ message: "There is nothing here. The API is at /graphql." }] });
  };
  const server = createServer((request, response) => {
    // A connection that its client would keep must not keep a server that stops.
    response.once("close", () => {
      if (stopping) server.closeIdleConnections();
    });
    handle(request, response).catch((error: unknown) => {
      services.log.error({ err: error }, "a request failed");
      if (!response.headersSent) answer(response, 500, { errors: [{ message: "Something failed here." }] });
      else response.destroy();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT;
  server.requestTimeout = REQUEST_TIMEOUT;
  const url = await listen(server, config);
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        const grace = setTimeout(() => server.closeAllConnections(), config.shutdownSeconds * 1_000);
        server.close(() => {
          clearTimeout(grace);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
