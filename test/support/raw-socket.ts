import { WebSocket } from "ws";

/** A message of graphql-transport-ws, as it is. */
export type Message = Readonly<Record<string, unknown>>;

/** A WebSocket on which the protocol is spoken by hand, and as badly as a test likes. */
export class RawSocket {
  readonly socket: WebSocket;
  readonly received: Message[] = [];
  /** The close code and its reason. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** The HTTP status with which the upgrade was refused; undefined when it was not. */
  readonly opened: Promise<number | undefined>;
  #changed: (() => void) | undefined;
  #isClosed = false;

  constructor(
    url: string,
    {
      protocol = "graphql-transport-ws",
      ...options
    }: { protocol?: string; headers?: Record<string, string> } = {},
  ) {
    this.socket = new WebSocket(
      `${url.replace("http", "ws")}/graphql`,
      protocol === "" ? [] : protocol,
      options,
    );
    this.socket.on("message", (message: Buffer) => {
      this.received.push(JSON.parse(message.toString()) as Message);
      this.#changed?.();
    });
    this.socket.on("error", () => {});
    this.opened = new Promise((resolve) => {
      this.socket.once("open", () => resolve(undefined));
      this.socket.once("unexpected-response", (_request, response) => {
        resolve(response.statusCode);
        response.destroy();
      });
    });
    this.closed = new Promise((resolve) => {
      this.socket.once("close", (code, reason) => {
        this.#isClosed = true;
        this.#changed?.();
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Waits for a message that has these fields. */
  async gets(wanted: Message): Promise<Message> {
    for (;;) {
      const found = this.received.find((message) =>
        Object.entries(wanted).every(([name, value]) => message[name] === value),
      );
      if (found !== undefined) return found;
      if (this.#isClosed) throw new Error(`closed before ${JSON.stringify(wanted)} came`);
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  /** Opens, and says whose key it has. */
  async signIn(key: string): Promise<Message> {
    await this.opened;
    this.send({ type: "connection_init", payload: { authorization: `Bearer ${key}` } });
    return this.gets({ type: "connection_ack" });
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: "subscribe", payload: { query, variables } });
  }

  close(): void {
    this.socket.terminate();
  }
}
