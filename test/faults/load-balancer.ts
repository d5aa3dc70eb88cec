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

/** The headers that are not about one connection. */
function endToEnd(headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== "connection" && name !== "keep-alive"),
  );
}

/**
 * A balancer of HTTP and WebSockets before several servers, which forgives them nothing. It asks for `/health/ready`, as HAProxy does,
 * and does not send a request again that it has sent once.
 */
export class LoadBalancer {
  /** What clients were answered because a server did not: what happened, and to what. */
  readonly failures: string[] = [];
  readonly #backends: readonly Backend[];
  readonly #server: http.Server;
  readonly #tunnels = new Set<net.Socket>();
  readonly #timer: NodeJS.Timeout;
  #turn = 0;

  private constructor(urls: readonly string[]) {
    this.#backends = urls.map((url) => ({
      url,
      agent: new http.Agent({ keepAlive: true, scheduling: "lifo", maxFreeSockets: 2 }),
      isUp: true,
    }));
    this.#server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.once("end", () => this.#forward(request, Buffer.concat(parts), response));
    });
    this.#server.on("upgrade", (request, socket, head) => {
      assert.ok(socket instanceof net.Socket);
      this.#tunnel(request, socket, head);
    });
    this.#timer = setInterval(() => {
      for (const backend of this.#backends) void this.#check(backend);
    }, CHECKED_EVERY);
  }

  /** @param urls of the servers, all of which are up. */
  static open(urls: readonly string[]): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(urls);
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

  /** The server whose turn it is, of those that are up. */
  #next(): Backend | undefined {
    const up = this.#backends.filter(({ isUp }) => isUp);
    this.#turn += 1;
    return up[this.#turn % up.length];
  }

  #fail(response: http.ServerResponse, why: string): void {
    this.failures.push(why);
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  }

  #forward(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse): void {
    const backend = this.#next();
    if (backend === undefined) {
      this.#fail(response, "no server is up");
      return;
    }
    const headers = endToEnd(request.headers);
    const { method = "GET", url = "/" } = request;
    const what = `${method} ${url} at ${backend.url}`;
    const forwarded = http.request(`${backend.url}${url}`, { method, headers, agent: backend.agent });
    forwarded.once("error", (error) => {
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

  #tunnel(request: http.IncomingMessage, near: net.Socket, head: Buffer): void {
    const backend = this.#next();
    near.on("error", () => {});
    if (backend === undefined) {
      near.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n");
      return;
    }
    const { port, hostname } = new URL(backend.url);
    const far = net.connect(Number(port), hostname);
    far.on("error", () => near.destroy());
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
