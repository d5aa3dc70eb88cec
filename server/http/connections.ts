import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type { Log } from "../log.js";
import { warnRarely } from "./warn-rarely.js";

/** Requests that one connection may send without waiting for answers. */
const MAX_PIPELINED = 100;

/** Bytes of answers, over all connections, that their clients have not taken yet. */
const MAX_UNREAD = 128_000_000;

/** How often slow readers are looked for, in milliseconds. */
const LOOK_EVERY = 1_000;

interface Held {
  readonly socket: Socket;
  /** Requests that came, until their answers are out. */
  readonly responses: Set<ServerResponse>;
  /** How many requests have begun to come, and the last of them. */
  begun: number;
  last: IncomingMessage | undefined;
  /** Whether it has a right to wait: its client said who it is, and follows what happens. */
  isKept: boolean;
  /** Bytes that the client had taken when it last took any, and when that was. */
  taken: number;
  takenAt: number;
}

/** Time to read what the system's buffers hold, in milliseconds. */
const A_MOMENT = 1_000;

/**
 * Whether the server is waiting for the client: to send a request or the rest of one, or to read an answer.
 */
function waitsForClient({ responses, isKept }: Held): boolean {
  if (isKept) return false;
  for (const { req, writableEnded } of responses) if (req.complete && !writableEnded) return false;
  return true;
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
  readonly #tell: (last?: string) => void;
  #requests = 0;

  /** @param most connections, and requests at once. @param patience with slow readers, in milliseconds. */
  constructor(most: number, patience: number, log: Log) {
    this.#most = most;
    this.#patience = patience;
    this.#tell = warnRarely(log, "connections are closed: there are too many, or their clients do not read");
    this.#timer = setInterval(() => this.#look(performance.now()), LOOK_EVERY);
    this.#timer.unref();
  }

  /** Takes a new connection. */
  add(socket: Socket): void {
    const responses = new Set<ServerResponse>();
    this.#held.set(socket, {
      socket,
      responses,
      begun: 0,
      last: undefined,
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

  /** Lets a connection be, however long nothing comes. */
  keep(socket: Duplex): void {
    const held = this.#held.get(socket);
    if (held !== undefined) held.isKept = true;
  }

  /** Takes a new request. @returns false when there are too many at once. */
  begin(response: ServerResponse): boolean {
    const { socket } = response.req;
    const held = this.#held.get(socket);
    if (held === undefined) return false;
    held.begun += 1;
    held.last = response.req;
    const { responses } = held;
    if (responses.size >= MAX_PIPELINED) {
      this.#close(socket);
      return false;
    }
    responses.add(response);
    this.#requests += 1;
    response.once("close", () => {
      if (responses.delete(response)) this.#requests -= 1;
    });
    return this.#requests <= this.#most;
  }

  /**
   * Whether a request whose time is over has not come a moment later, either. While the server did nothing else for
   * long (the embedded database works in its thread), what clients sent in time waits in the system's buffers, and Node
   * looks at the clock before it reads them.
   */
  async isStillComing(socket: Duplex): Promise<boolean> {
    const held = this.#held.get(socket);
    if (held === undefined) return false;
    const number = held.last?.complete === false ? held.begun : held.begun + 1;
    await setTimeout(A_MOMENT, undefined, { ref: false });
    return held.begun < number || (held.begun === number && held.last?.complete === false);
  }

  /** Whether part of an answer is out, so that nothing else may be written. */
  isAnswering(socket: Duplex): boolean {
    for (const { headersSent } of this.#held.get(socket)?.responses ?? []) if (headersSent) return true;
    return false;
  }

  /** Ends looking for slow readers. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #close(socket: Socket): void {
    this.#held.delete(socket);
    socket.destroy();
    this.#tell(socket.remoteAddress);
  }

  /** Closes connections whose clients take nothing, and the oldest when all together leave too much. */
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
    for (const [socket, bytes] of behind) {
      if (unread <= MAX_UNREAD) return;
      this.#close(socket);
      unread -= bytes;
    }
  }
}
