// The common part of the gateways of tests: an HTTP server that keeps the messages it accepted, and fails when it is asked to.
import http, { type IncomingHttpHeaders } from "node:http";

/** How a gateway fails a request. */
export type Failure =
  /** It answers this, and accepts nothing. An object is sent as JSON. */
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** It accepts the message, and never answers. */
  | "STALL"
  /** It accepts the message, and cuts the connection. */
  | "CUT";

/** A gateway that runs on 127.0.0.1. */
export interface Gateway<Sent> {
  readonly url: string;
  /** The messages that it accepted, in order. */
  readonly sent: readonly Sent[];
  /** Fails the next requests. */
  readonly failNext: (failure: Failure, times?: number) => void;
  /** A signal that comes when a request stalls: the gateway has accepted the message, and will not answer. */
  readonly untilStall: () => AbortSignal;
  readonly close: () => Promise<void>;
}

export interface GatewayRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface GatewayAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The way in which a gateway handles a request: it refuses it, or accepts what was sent. */
export type Handling<Sent> =
  | { readonly refuse: GatewayAnswer }
  /** It accepted the same before, and recognises that. */
  | { readonly repeated: GatewayAnswer }
  | { readonly accept: Sent; readonly answer: GatewayAnswer };

/** Starts a gateway. @param handle as the vendor does it; @param count of what was accepted before. */
export async function startGateway<Sent>(
  handle: (request: GatewayRequest, count: number) => Handling<Sent>,
): Promise<Gateway<Sent>> {
  const sent: Sent[] = [];
  const failures: Failure[] = [];
  let stall = new AbortController();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const failure = failures.shift();
      if (typeof failure === "object") {
        write(response, { body: "", ...failure });
        return;
      }
      const handling = handle(
        {
          method: request.method ?? "",
          path: request.url ?? "",
          headers: request.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        },
        sent.length,
      );
      if ("refuse" in handling) {
        write(response, handling.refuse);
        return;
      }
      if ("accept" in handling) sent.push(handling.accept);
      if (failure === "CUT") request.socket.destroy();
      else if (failure === undefined) {
        write(response, "accept" in handling ? handling.answer : handling.repeated);
      } else {
        stall.abort();
        stall = new AbortController();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
  return {
    url: `http://127.0.0.1:${address.port}`,
    sent,
    failNext(failure, times = 1) {
      for (let n = 0; n < times; n += 1) failures.push(failure);
    },
    untilStall: () => stall.signal,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function write(response: http.ServerResponse, { status, body, headers }: GatewayAnswer): void {
  const isText = typeof body === "string";
  const type = isText ? "text/plain; charset=utf-8" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

/** The fields of a form, or null when the request has none. */
export function getForm({ headers, body }: GatewayRequest): URLSearchParams | null {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  return isForm ? new URLSearchParams(body) : null;
}

/** The texts of a JSON object, or null when the request has none. */
export function jsonTexts({ headers, body }: GatewayRequest): ReadonlyMap<string, string> | null {
  if (headers["content-type"]?.startsWith("application/json") !== true) return null;
  try {
    const read: unknown = JSON.parse(body);
    if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
    const texts = new Map<string, string>();
    for (const [name, value] of Object.entries(read)) if (typeof value === "string") texts.set(name, value);
    return texts;
  } catch {
    return null;
  }
}

/** Whether a request has this token in its Authorization header. */
export function hasBearer({ headers }: GatewayRequest, token: string): boolean {
  return headers.authorization === `Bearer ${token}`;
}
