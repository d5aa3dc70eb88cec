import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";
import type { Certificate } from "./certificates.js";

/** A receiver of syslog over TLS, which takes frames apart by their lengths (RFC 5425) as bytes arrive. */
export class SyslogListener {
  /** The messages of connections that were ended, or are open. */
  readonly messages: string[] = [];
  connections = 0;
  /** The received bytes that are no frame. */
  readonly garbage: string[] = [];
  /** The handler of a new connection, instead of reading from it. */
  onConnection: ((socket: TLSSocket) => void) | undefined;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => {}).on("close", () => this.#sockets.delete(socket));
    });
    server.on("tlsClientError", () => {});
    server.on("secureConnection", (socket) => {
      socket.on("error", () => {});
      this.connections += 1;
      if (this.onConnection === undefined) this.read(socket);
      else this.onConnection(socket);
    });
  }

  static async open(
    { certFile, keyFile }: Certificate,
    port = 0,
    {
      clientCa,
      maxVersion = "TLSv1.3",
    }: { clientCa?: Certificate; maxVersion?: "TLSv1.1" | "TLSv1.2" | "TLSv1.3" } = {},
  ): Promise<SyslogListener> {
    const server = createServer({
      cert: readFileSync(certFile),
      key: readFileSync(keyFile),
      maxVersion,
      ...(maxVersion === "TLSv1.1" ? { minVersion: "TLSv1", ciphers: "ALL@SECLEVEL=0" } : {}),
      ...(clientCa === undefined ? {} : { ca: readFileSync(clientCa.certFile), requestCert: true }),
    });
    const listener = new SyslogListener(server);
    await once(server.listen(port, "127.0.0.1"), "listening");
    return listener;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("it does not listen");
    return address.port;
  }

  /** Reads the messages of a connection. */
  read(socket: TLSSocket): void {
    let rest = Buffer.alloc(0);
    socket.on("data", (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const space = rest.indexOf(" ");
        if (space < 0) break;
        const length = rest.subarray(0, space).toString();
        if (!/^[1-9]\d{0,5}$/.test(length)) {
          this.garbage.push(rest.toString());
          socket.destroy();
          return;
        }
        const end = space + 1 + Number(length);
        if (rest.length < end) break;
        this.messages.push(rest.subarray(space + 1, end).toString());
        rest = rest.subarray(end);
      }
    });
  }

  /** Cuts all connections at once, as when the machine dies. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Cuts all, and listens no more. */
  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
