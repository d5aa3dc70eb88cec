import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Log } from "../log.js";
import { warnRarely } from "../warn-rarely.js";

/** How many requests one connection may send without waiting for answers. */
const MAX_PIPELINED = 100;

/** How many bytes of answers, over all connections, may be unread by their clients. */
const MAX_UNREAD = 128_000_000;

/** How often slow readers are searched, in milliseconds. */
const LOOK_EVERY = 1_000;

interface Held {
  readonly socket: Socket;
  /** Of its client: a socket that is closed does not know it any more. */
  readonly address: string | undefined;
  /** The requests without a complete answer. */
  readonly responses: Set<ServerResponse>;
  /** How many bytes had arrived when the last request was answered. */
  answeredAt: number;
  /** Whether the connection may wait: its client is authenticated, and follows events. */
  isKept: boolean;
  /** How many bytes the client had read when it last read any, and when that was. */
  taken: number;
  takenAt: number;
}

/**
 * Whether the server is waiting for the client: to send a request or the rest of one, or to read an answer.
 */
function waitsForClient({ responses, isKept }: Held): boolean {
  if (isKept) return false;
  for (const { req, writableEnded } of responses) if (req.complete && !writableEnded) return false;
  return true;
}

/** Whether nothing has arrived since the last answer was sent whole, not even a part of a request. */
function isIdle({ socket, responses, answeredAt }: Held): boolean {
  return responses.size === 0 && socket.bytesRead === answeredAt;
}

function unreadBytes({ socket, responses }: Held): number {
  let bytes = 0;
  for (const response of responses) bytes += response.writableLength;
  return Math.max(bytes, socket.writableLength);
}

/**
 * Limits the connections of a server. A new connection is always accepted; otherwise clients that keep
 * connections, send slowly or do not read could lock out others, and health checks. To make room, the server
 * closes the oldest connection whose client it is waiting for.
 */
export class Connections {
  readonly #held = new Map<Duplex, Held>();
  readonly #most: number;
  readonly #patience: number;
  readonly #timer: NodeJS.Timeout;
  readonly #warn: (last?: string) => void;
  readonly #onReached: () => void;
  #requests = 0;
  #isEnding = false;

  /**
   * @param most how many connections, and requests at the same time. @param patience with slow readers, in
   * milliseconds. @param onReached is called for each connection that is closed, and each request that is too many.
   */
  constructor(most: number, patience: number, log: Log, onReached: () => void = () => {}) {
    this.#most = most;
    this.#patience = patience;
    this.#onReached = onReached;
    this.#warn = warnRarely(log, "connections are closed: there are too many, or their clients do not read");
    this.#timer = setInterval(() => this.#look(performance.now()), LOOK_EVERY);
    this.#timer.unref();
  }

  /** How many connections are open. */
  get count(): number {
    return this.#held.size;
  }

  /** Adds a new connection. */
  add(socket: Socket): void {
    const responses = new Set<ServerResponse>();
    this.#held.set(socket, {
      socket,
      address: socket.remoteAddress,
      responses,
      answeredAt: 0,
      isKept: false,
      taken: 0,
      takenAt: 0,
    });
    socket.once("close", () => {
      this.#held.delete(socket);
      // Answers that were still waiting for their turn get no event "close".
      this.#requests -= responses.size;
      responses.clear();
    });
    if (this.#held.size <= this.#most) return;
    for (const held of this.#held.values()) {
      if (!waitsForClient(held)) continue;
      this.#close(held.socket);
      return;
    }
  }

  /** Keeps a connection open, however long nothing arrives. */
  keep(socket: Duplex): void {
    const held = this.#held.get(socket);
    if (held !== undefined) held.isKept = true;
  }

  /** Adds a new request. @returns false when there are too many at once. */
  begin(response: ServerResponse): boolean {
    const { socket } = response.req;
    const held = this.#held.get(socket);
    if (held === undefined) return false;
    const { responses } = held;
    if (responses.size >= MAX_PIPELINED) {
      this.#close(socket);
      return false;
    }
    responses.add(response);
    this.#requests += 1;
    response.once("close", () => {
      if (responses.delete(response)) this.#requests -= 1;
      if (responses.size === 0) held.answeredAt = socket.bytesRead;
      if (this.#isEnding && isIdle(held)) socket.destroy();
    });
    if (this.#requests <= this.#most) return true;
    this.#onReached();
    return false;
  }

  /** Whether part of an answer was sent, so that nothing else may be written. */
  isAnswering(socket: Duplex): boolean {
    for (const { headersSent } of this.#held.get(socket)?.responses ?? []) if (headersSent) return true;
    return false;
  }

  /**
   * Ends connections on which nothing is asked, now and as soon as they are so: a connection that its client wants to keep
   * must not delay a server that stops.
   */
  endIdle(): void {
    this.#isEnding = true;
    for (const held of this.#held.values()) if (isIdle(held)) held.socket.destroy();
  }

  /** Stops the search for slow readers. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #close(socket: Socket): void {
    const address = this.#held.get(socket)?.address;
    this.#held.delete(socket);
    socket.destroy();
    this.#warn(address);
    this.#onReached();
  }

  /**
   * Closes connections whose clients read nothing. When all together leave too much unread, closes those first that leave the
   * most: not those of others, which may have been open for longer.
   */
  #look(now: number): void {
    let unread = 0;
    const behind: [Socket, number][] = [];
    for (const held of this.#held.values()) {
      const { socket } = held;
      const bytes = unreadBytes(held);
      const taken = socket.bytesWritten - bytes;
      if (bytes === 0 || taken !== held.taken || held.takenAt === 0) {
        held.taken = taken;
        held.takenAt = now;
      }
      if (bytes === 0) continue;
      if (now - held.takenAt >= this.#patience) {
        this.#close(socket);
        continue;
      }
      unread += bytes;
      behind.push([socket, bytes]);
    }
    for (const [socket, bytes] of behind.toSorted(([, one], [, other]) => other - one)) {
      if (unread <= MAX_UNREAD) return;
      this.#close(socket);
      unread -= bytes;
    }
  }
}
