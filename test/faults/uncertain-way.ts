// A way to a server on which the answers to changes get lost. Each change is done, or is at least sent: its client does not know.
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** An answer in the place of the server's. */
interface Instead {
  readonly status: number;
  readonly body: string;
}

const errorBody = (code: string, message: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });

/** What a client gets after the server has done a change. */
const AFTER = {
  /** The connection is cut before the answer. */
  CUT: undefined,
  /** The connection is cut within the answer. */
  CUT_WITHIN: undefined,
  /** A proxy has waited too long. */
  TIMED_OUT: { status: 504, body: "<h1>504 Gateway Time-out</h1>" },
  /** The result of a commit is not known. */
  UNAVAILABLE: { status: 503, body: errorBody("UNAVAILABLE", "The database cannot be reached.") },
} as const satisfies Readonly<Record<string, Instead | undefined>>;

/** What a client gets of a server that does nothing. */
const BEFORE = {
  RATE_LIMITED: { status: 429, body: errorBody("RATE_LIMITED", "Too many requests.") },
  REVOKED: { status: 401, body: errorBody("UNAUTHENTICATED", "The API key was revoked.") },
} as const satisfies Readonly<Record<string, Instead>>;

/** What happens to a change on the way. */
export type Mishap = keyof typeof AFTER | keyof typeof BEFORE;

function isBefore(mishap: Mishap | undefined): mishap is keyof typeof BEFORE {
  return mishap !== undefined && Object.hasOwn(BEFORE, mishap);
}

function answer(response: http.ServerResponse, { status, body }: Instead): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}

export class UncertainWay {
  /** What happens to the next changes, one after the other; what comes then arrives. */
  mishaps: Mishap[] = [];
  /** What happens to queries, always. */
  ofQueries: Mishap | undefined;
  /** The idempotency key of each change so far. */
  readonly keys: (string | undefined)[] = [];
  /** Queries so far. */
  queries = 0;
  readonly #target: string;
  readonly #server: http.Server;

  private constructor(target: string) {
    this.#target = target;
    this.#server = http.createServer((request, response) => {
      this.#pass(request, response).catch(() => request.socket.destroy());
    });
  }

  static async open(target: string): Promise<UncertainWay> {
    const way = new UncertainWay(target);
    await once(way.#server.listen(0, "127.0.0.1"), "listening");
    return way;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Counts a request. @returns what happens to it. */
  #mishapOf(body: string): Mishap | undefined {
    if (!/"query":"mutation\b/.test(body)) {
      this.queries += 1;
      return this.ofQueries;
    }
    this.keys.push(/"idempotencyKey":"([^"]+)"/.exec(body)?.[1]);
    return this.mishaps.shift();
  }

  async #pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await buffer(request);
    const mishap = this.#mishapOf(body.toString("latin1"));
    if (isBefore(mishap)) {
      answer(response, BEFORE[mishap]);
      return;
    }
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && !["host", "connection", "transfer-encoding"].includes(name)
        ? [[name, value]]
        : [],
    );
    const answered = await fetch(`${this.#target}/graphql`, { method: "POST", headers, body });
    const text = await answered.text();
    if (mishap === undefined) answer(response, { status: answered.status, body: text });
    else if (mishap === "CUT") request.socket.destroy();
    else if (mishap === "CUT_WITHIN") {
      response.writeHead(200, { "content-type": "application/json", "content-length": text.length + 1 });
      response.write(text, () => request.socket.destroy());
    } else answer(response, AFTER[mishap]);
  }
}
