import { createServer, type ServerResponse } from "node:http";
import { listen } from "../http/listen.js";
import { getPath } from "../http/node-request.js";

/** The only path that there is. */
const PATH = "/metrics";

/** How many connections there may be: a few servers of Prometheus, and people who look. */
const MAX_CONNECTIONS = 100;

/** How long a client may take to send its request, in milliseconds. */
const REQUEST_TIMEOUT = 5_000;

/** Where metrics are read. */
export interface MetricsListener {
  /** As in http://127.0.0.1:9464/metrics. */
  readonly url: string;
  stop(): Promise<void>;
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: object = {},
): void {
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
}

/**
 * Serves metrics at a port of their own. The server's port is open to everybody who signs in; the numbers of an installation
 * are nothing for them.
 * @param read gives the metrics; who asks while they are read gets the same.
 * @throws StartError when it cannot listen.
 */
export async function serveMetrics(
  { host, port }: { readonly host: string; readonly port: number },
  read: () => Promise<string>,
  type: string,
): Promise<MetricsListener> {
  const PLAIN = "text/plain; charset=utf-8";
  let reading: Promise<string> | undefined;
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT, headersTimeout: REQUEST_TIMEOUT },
    (request, response) => {
      if (getPath(request) !== PATH) {
        answer(response, 404, PLAIN, `There is nothing here. The metrics are at ${PATH}.\n`);
        return;
      }
      if (request.method !== "GET" && request.method !== "HEAD") {
        answer(response, 405, PLAIN, "Send GET.\n", { allow: "GET, HEAD" });
        return;
      }
      reading ??= read().finally(() => {
        reading = undefined;
      });
      reading.then(
        (text) => answer(response, 200, type, text),
        () => answer(response, 500, PLAIN, "The metrics could not be read.\n"),
      );
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  const url = await listen(server, {
    host,
    port,
    hostSetting: "TOKENPLANE_METRICS_HOST",
    portSetting: "TOKENPLANE_METRICS_PORT",
  });
  return {
    url: `${url}${PATH}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
