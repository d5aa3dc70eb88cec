// A proxy between a GraphQL client and its server. It sees every request, and behaves like a bad network.
import assert from "node:assert/strict";
import http from "node:http";
import { text } from "node:stream/consumers";
import { KEEP_ALIVE } from "./keep-alive.js";

/** A request that passes through. */
export interface Asked {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The behaviour of the proxy for requests and answers. */
export interface Manners {
  /** Runs before a request is forwarded. A promise delays it. */
  readonly before?: (asked: Asked) => Promise<unknown> | undefined;
  /** The answer in the server's place: a status, and a body that is sent as JSON. */
  readonly instead?: (asked: Asked) => { readonly status: number; readonly body: unknown } | undefined;
  /** Whether the connection is cut after the server's answer, so that the client never gets it. */
  readonly cuts?: (asked: Asked) => boolean;
}

/** How many changes a request asks for: a bulk mutation asks for as many as it has items. */
export function changesIn({ variables: { input } }: Asked): number {
  if (input === undefined) return 0;
  const { items } = input as { readonly items?: readonly unknown[] };
  return items?.length ?? 1;
}

export class Middleman {
  /** Every request so far. */
  readonly asked: Asked[] = [];
  /** The highest number of requests at the same time. */
  maxAtOnce = 0;
  #now = 0;
  readonly #server: http.Server;

  private constructor(
    /** The target of requests. */
    public target: string,
    /** May be changed at any time. */
    public manners: Manners,
  ) {
    this.#server = http.createServer({ keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
      this.#now += 1;
      this.maxAtOnce = Math.max(this.maxAtOnce, this.#now);
      this.#pass(request, response)
        // If the server closes its connection, the client's is closed, too.
        .catch(() => request.socket.destroy())
        .finally(() => {
          this.#now -= 1;
        });
    });
  }

  static open(target: string, manners: Manners = {}): Promise<Middleman> {
    const middleman = new Middleman(target, manners);
    return new Promise((resolve) => middleman.#server.listen(0, "127.0.0.1", () => resolve(middleman)));
  }

  get url(): string {
    const address = this.#server.address();
    assert.ok(typeof address === "object" && address !== null);
    return `http://127.0.0.1:${address.port}`;
  }

  /** How many requests are pending: delayed here, or at the server. */
  get underway(): number {
    return this.#now;
  }

  /** How often each operation was requested. */
  counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.asked) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  /** Clears the requests so far. */
  forget(): void {
    this.asked.length = 0;
    this.maxAtOnce = 0;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await text(request);
    const { operationName, variables = {} } = JSON.parse(body) as {
      operationName: string;
      variables?: Readonly<Record<string, unknown>>;
    };
    const asked = { operation: operationName, variables };
    this.asked.push(asked);
    await this.manners.before?.(asked);
    const instead = this.manners.instead?.(asked);
    if (instead !== undefined) {
      response.writeHead(instead.status, { "content-type": "application/json" });
      response.end(JSON.stringify(instead.body));
      return;
    }
    const { authorization = "", accept = "" } = request.headers;
    const answer = await fetch(`${this.target}${request.url}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization, accept },
      body,
    });
    const answered = await answer.text();
    if (this.manners.cuts?.(asked) === true) throw new Error("cut");
    response.writeHead(answer.status, {
      "content-type": answer.headers.get("content-type") ?? "",
      ...(answer.headers.has("retry-after")
        ? { "retry-after": answer.headers.get("retry-after") ?? "" }
        : {}),
    });
    response.end(answered);
  }
}
