import assert from "node:assert/strict";
import http from "node:http";
import net from "node:net";

/** How often a balancer asks for the health of its servers, in milliseconds. */
const CHECKED_EVERY = 500;

interface Backend {
  readonly url: string;
  /** Keeps a few connections, as balancers do, and uses the last one first; it opens others when it needs more at once. */
  readonly agent: http.Agent;
  isUp: boolean;
}

/** How a balancer finds out which servers it may use. */
interface Finding {
  /**
   * Whether it asks for `/health/ready`, as HAProxy does. Otherwise it is like nginx: it learns that a server is gone when a
   * connection is refused, and takes the next one then. Neither sends a request again that it has sent once.
   */
  readonly checks: boolean;
}

/** The headers that are not about one connection. */
function endToEnd(headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== "connection" && name !== "keep-alive"),
  );
}

/** A balancer of HTTP and WebSockets before several servers, which forgives them nothing. */
export class LoadBalancer {
  /** What clients were answered because a server did not: what happened, and to what. */
  readonly failures: string[] = [];
  readonly #backends: readonly Backend[];
  readonly #checks: boolean;
  readonly #server: http.Server;
  readonly #tunnels = new Set<net.Socket>();
  readonly #timer: NodeJS.Timeout;
  #turn = 0;

  private constructor(urls: readonly string[], { checks }: Finding) {
    this.#checks = checks;
    this.#backends = urls.map((url) => ({
      url,
      agent: new http.Agent({ keepAlive: true, scheduling: "lifo", maxFreeSockets: 2 }),
      isUp: true,
    }));
    this.#server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.once("end", () => this.#forward(request, Buffer.concat(parts), response, this.#order()));
    });
    this.#server.on("upgrade", (request, socket, head) => {
      assert.ok(socket instanceof net.Socket);
      this.#tunnel(request, socket, head, this.#order());
    });
    this.#timer = setInterval(() => {
      if (checks) for (const backend of this.#backends) void this.#check(backend);
    }, CHECKED_EVERY);
  }

  /** @param urls of the servers, all of which are up. */
  static open(urls: readonly string[], finding: Finding): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(urls, finding);
    return new Promise((resolve) => balancer.#server.listen(0, "127.0.0.1", () => resolve(balancer)));
  }

  get url(): string {
    const address = this.#server.address();
    assert.ok(typeof address === "object" && address !== null);
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const { agent } of this.#backends) agent.destroy();
    for (const socket of this.#tunnels) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #check(backend: Backend): Promise<void> {
    const status = await new Promise<number | undefined>((resolve) => {
      http
        .get(`${backend.url}/health/ready`, { agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
        .once("error", () => resolve(undefined));
    });
    backend.isUp = status === 200;
  }

  /** The servers that are up, the one whose turn it is first. */
  #order(): Backend[] {
    const up = this.#backends.filter(({ isUp }) => isUp);
    this.#turn += 1;
    const first = this.#turn % Math.max(up.length, 1);
    return [...up.slice(first), ...up.slice(0, first)];
  }

  /** Whether the next server may be taken: nothing was sent to this one. */
  #mayGoOn(error: NodeJS.ErrnoException): boolean {
    return !this.#checks && error.code === "ECONNREFUSED";
  }

  #fail(response: http.ServerResponse, why: string): void {
    this.failures.push(why);
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  }

  #forward(
    request: http.IncomingMessage,
    body: Buffer,
    response: http.ServerResponse,
    [backend, ...others]: readonly Backend[],
  ): void {
    if (backend === undefined) {
      this.#fail(response, "no server is up");
      return;
    }
    const headers = endToEnd(request.headers);
    const { method = "GET", url = "/" } = request;
    const what = `${method} ${url} at ${backend.url}`;
    const forwarded = http.request(`${backend.url}${url}`, { method, headers, agent: backend.agent });
    forwarded.once("error", (error) => {
      if (this.#mayGoOn(error)) this.#forward(request, body, response, others);
      else
        this.#fail(
          response,
          `${what}: ${error.message} (connection ${forwarded.reusedSocket ? "kept" : "new"})`,
        );
    });
    forwarded.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      answer.once("error", (error) => this.#fail(response, `${what}: ${error.message}`));
      answer.pipe(response);
    });
    forwarded.end(body);
  }

  #tunnel(
    request: http.IncomingMessage,
    near: net.Socket,
    head: Buffer,
    [backend, ...others]: readonly Backend[],
  ): void {
    near.on("error", () => {});
    if (backend === undefined) {
      near.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n");
      return;
    }
    const { port, hostname } = new URL(backend.url);
    const far = net.connect(Number(port), hostname);
    far.on("error", (error) => {
      if (this.#mayGoOn(error)) this.#tunnel(request, near, head, others);
      else near.destroy();
    });
    far.once("connect", () => {
      const lines: string[] = [];
      for (let at = 0; at < request.rawHeaders.length; at += 2) {
        lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
      }
      far.write(`GET ${request.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      far.write(head);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#tunnels.add(socket);
        socket.pipe(other);
        socket.once("close", () => {
          this.#tunnels.delete(socket);
          other.end();
        });
      }
    });
  }
}
