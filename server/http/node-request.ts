import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { JsonExcess, parseJson } from "../bounded-json.js";
import { demandBounded, excessError } from "./json-excess.js";

/** The path of a request, without its query. */
export function getPath({ url = "/" }: IncomingMessage): string {
  return url.split("?")[0] ?? "/";
}

/** Whether a request says that its body has at most so many bytes. A body in chunks says nothing, and has no end. */
export function saysAtMost({ headers }: IncomingMessage, bytes: number): boolean {
  return headers["transfer-encoding"] === undefined && Number(headers["content-length"]) <= bytes;
}

/** The client ended the connection before its request was read, whether all of it had arrived or not. */
export class RequestGone extends Error {
  override name = "RequestGone";

  constructor() {
    super("The client ended the connection.");
  }
}

/**
 * A body, whole. Node.js delivers no more than its Content-Length; see `saysAtMost`.
 * @throws RequestGone when the client ends the connection before the body is read.
 */
export function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new RequestGone());
    // A request that was aborted already has no more events.
    if (request.destroyed) gone();
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.once("end", () => resolve(Buffer.concat(parts)));
    request.once("error", gone);
  });
}

/** A body as text, whole. @throws RequestGone when the client ends the connection before the body is read. */
export async function readText(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString();
}

/** The part of a request that Yoga and its plugins read. */
class NodeRequest implements Pick<Request, "method" | "url" | "text" | "json"> {
  readonly method: string;
  /** Relative to the host. */
  readonly url: string;
  readonly headers: Pick<Headers, "get">;
  readonly #incoming: IncomingMessage;

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming;
    this.method = incoming.method ?? "GET";
    this.url = incoming.url ?? "/";
    this.headers = {
      get(name) {
        const value = incoming.headers[name.toLowerCase()];
        return (Array.isArray(value) ? value.join(", ") : value) ?? null;
      },
    };
  }

  /** A document, or a form with JSON in it. @throws GraphQLError when this JSON has too many levels or values. */
  async text(): Promise<string> {
    const text = await readText(this.#incoming);
    demandBounded(text);
    return text;
  }

  /** @throws GraphQLError when the JSON has too many levels or values. */
  async json(): Promise<unknown> {
    try {
      return parseJson(await readText(this.#incoming));
    } catch (error) {
      throw error instanceof JsonExcess ? excessError(error) : error;
    }
  }
}

// If a later version of Yoga reads another property, it gets an error at once, and not undefined.
for (const name of Object.getOwnPropertyNames(Request.prototype)) {
  if (name in NodeRequest.prototype || ["method", "url", "headers"].includes(name)) continue;
  Object.defineProperty(NodeRequest.prototype, name, {
    get() {
      throw new TypeError(`Requests to the endpoint have no ${name}.`);
    },
  });
}

/**
 * A request of Node.js as Yoga takes one. The classes of the Fetch API that Yoga would make of it cost as much as the
 * rest of a short request.
 */
export function asFetched(incoming: IncomingMessage): Request {
  // The loop above makes the cast safe: what is not here throws.
  return new NodeRequest(incoming) as unknown as Request;
}

/** The response that Yoga makes in the place of the Fetch API's class. */
export class NodeResponse {
  readonly #status: number;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #body: string | AsyncIterable<Uint8Array>;

  /** @param body as a stream where the client accepts only a media type of streams. */
  constructor(
    body: string | AsyncIterable<Uint8Array> | null,
    init: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    this.#body = body ?? "";
    this.#status = init.status ?? 200;
    this.#headers = init.headers ?? {};
  }

  /** Writes it, with the headers that are set already. */
  async write(response: ServerResponse): Promise<void> {
    if (typeof this.#body === "string") {
      response.writeHead(this.#status, {
        ...this.#headers,
        "content-length": Buffer.byteLength(this.#body),
      });
      response.end(this.#body);
      return;
    }
    response.writeHead(this.#status, this.#headers);
    await pipeline(this.#body, response);
  }
}
