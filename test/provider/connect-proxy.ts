import http from "node:http";
import net from "node:net";

/**
 * A proxy on this machine that accepts CONNECT requests for any host, and connects all of them to one local port.
 */
export class ConnectProxy {
  /** The targets of the requests, such as `mfa.example.test:443`, with their credentials. */
  readonly asked: { readonly target: string; readonly credentials: string | undefined }[] = [];
  readonly #sockets = new Set<net.Socket>();

  private constructor(private readonly server: http.Server) {}

  /** @param port the target of all connections. @param status other than 200: it refuses. */
  static async open(port: number, status = 200): Promise<ConnectProxy> {
    const server = http.createServer((_request, response) => void response.writeHead(501).end());
    const proxy = new ConnectProxy(server);
    server.on("connect", (request, client: net.Socket, head: Buffer) => {
      proxy.asked.push({ target: request.url ?? "", credentials: request.headers["proxy-authorization"] });
      proxy.#sockets.add(client);
      client.on("error", () => client.destroy());
      if (status !== 200) {
        client.end(`HTTP/1.1 ${status} Refused\r\n\r\n`);
        return;
      }
      const far = net.connect(port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        far.write(head);
        far.pipe(client).pipe(far);
      });
      proxy.#sockets.add(far);
      far.on("error", () => client.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get address(): string {
    const address = this.server.address();
    if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
    return `127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
