import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** An event with all that `events tail` asks for; nothing happened in it. */
const NIL_UUID = {
  id: "event",
  type: "USER_CREATED",
  occurredAt: "2026-11-25T12:00:00.000Z",
  summary: "User anna was created.",
  outcome: null,
  method: null,
  reason: null,
  tokenId: null,
  tokenName: null,
  userId: null,
  userLogin: null,
  resourceId: null,
  resourceName: null,
  subjectHmac: null,
  clientAddress: null,
  callerAddress: null,
  correlationId: "request",
  actor: { kind: "API_KEY", id: "key", name: "Test" },
  changes: [],
};

/** The messages of the protocol graphql-transport-ws; a test defines their payloads. */
interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** The message of a follower. */
interface Asked {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly variables?: { readonly after?: unknown } };
}

/** A server whose event feed says what a test wants, when the test wants it. It knows no more than `events tail` needs. */
export class FakeFeed {
  /** After which cursors subscriptions were asked for. */
  readonly afters: unknown[] = [];
  /** Why it refuses each subscription; undefined if it accepts them. */
  refusal: string | undefined;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  #follower: { readonly socket: WebSocket; readonly connection: Duplex; readonly id: string } | undefined;
  #pongs = 0;

  private constructor() {
    const viewer = JSON.stringify({ data: { viewer: { account: { id: "account" } } } });
    this.#server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { "content-type": "application/json" }).end(viewer);
    });
    this.#server.on("upgrade", (request, socket, head) =>
      this.#sockets.handleUpgrade(request, socket, head, (accepted) => this.#accept(accepted, socket)),
    );
  }

  static async open(): Promise<FakeFeed> {
    const feed = new FakeFeed();
    await new Promise<void>((resolve) => feed.#server.listen(0, "127.0.0.1", resolve));
    return feed;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("it does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  /** How many subscriptions were asked for. */
  get subscriptions(): number {
    return this.afters.length;
  }

  #accept(socket: WebSocket, connection: Duplex): void {
    const say = (message: Message) => socket.send(JSON.stringify(message));
    socket.on("message", (data: Buffer) => {
      const { type, id = "", payload } = JSON.parse(data.toString()) as Asked;
      if (type === "connection_init") say({ type: "connection_ack", payload: { cursor: "begin" } });
      if (type === "pong") this.#pongs += 1;
      if (type !== "subscribe") return;
      this.afters.push(payload?.variables?.after);
      if (this.refusal === undefined) this.#follower = { socket, connection, id };
      else
        say({
          type: "error",
          id,
          payload: [{ message: this.refusal, extensions: { code: "UNAVAILABLE" } }],
        });
    });
  }

  /** Bytes that the follower has not read, besides what the operating system keeps for it. */
  get unread(): number {
    return this.#follower?.socket.bufferedAmount ?? 0;
  }

  #say(message: Message): void {
    if (this.#follower === undefined) throw new Error("nobody follows");
    this.#follower.socket.send(JSON.stringify(message));
  }

  /** An event happens. @param fields what it has beside those of an event in which nothing happened. */
  emit(cursor: string, fields: Partial<typeof NIL_UUID> = {}): void {
    const events = { cursor, event: { ...NIL_UUID, ...fields } };
    this.#say({ type: "next", id: this.#follower?.id ?? "", payload: { data: { events } } });
  }

  /** An event could not be read. */
  fail(message: string): void {
    const errors = [{ message, extensions: { code: "UNAVAILABLE" } }];
    this.#say({ type: "next", id: this.#follower?.id ?? "", payload: { data: null, errors } });
  }

  /** Says several things in one packet. */
  atOnce(say: () => void): void {
    this.#follower?.connection.cork();
    say();
    this.#follower?.connection.uncork();
  }

  /** Says up to where nothing was missed, as the server does when it is asked. */
  pass(cursor: string): void {
    this.#say({ type: "pong", payload: { cursor } });
  }

  /** Resolves when the follower has read everything that was said. */
  async isHeard(): Promise<void> {
    const before = this.#pongs;
    this.#say({ type: "ping" });
    while (this.#pongs === before) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Cuts the connection of the follower. */
  cut(): void {
    this.#follower?.socket.terminate();
    this.#follower = undefined;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
