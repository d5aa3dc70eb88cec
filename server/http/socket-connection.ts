import type { ExecutionResult } from "graphql";
import { MessageType } from "graphql-ws";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Presented, Rejection } from "../access/credential.js";
import type { Config } from "../config.js";
import { compare, getCursor } from "../events/feed/position.js";
import type { ServerServices } from "../services.js";
import type { Admitted } from "../admission/admission.js";
import type { Admission } from "./admission.js";
import type { Caller } from "../admission/caller.js";
import type { PersistedDocuments } from "./persisted-documents.js";
import type { RequestObserver } from "./request-observer.js";
import type { Answers, Subscriptions } from "./subscriptions.js";

/**
 * How many bytes may wait for a client. Answers wait for each other when some are unread; so only a client that sends
 * requests without reading reaches this.
 */
const MAX_UNREAD = 4_000_000;

/** Up to so many bytes, a client need not have read an answer before it is sent the next. */
const FEW_UNREAD = 64_000;

/** What all sockets of a server share. */
export interface SocketDoor {
  readonly services: ServerServices;
  readonly admission: Admission;
  readonly config: Config;
  readonly documents: PersistedDocuments;
  readonly subscriptions: Subscriptions;
  /** Is called with the connection of a client that is authenticated. */
  readonly keep: (connection: Duplex) => void;
  /** The counter of failures, if anybody counts. */
  readonly observer: RequestObserver | undefined;
}

/** One WebSocket: who opened it, what it follows, and how frames are sent to it. */
export class SocketConnection {
  /** The credential of its client, or why there is none. A program sends it after the socket is open. */
  presented: Presented | Rejection = "MISSING";
  /** The person before the console, once the socket is open; null for a program. */
  person: Admitted | null = null;
  /** Subscriptions that have not started yet, including those that were completed meanwhile. */
  readonly beginning = new Set<string>();
  /** The answers of its subscriptions. */
  readonly #following = new Set<Answers>();

  /** @param wire what the socket writes to. @param session the console's, which was checked before; null for a program. */
  constructor(
    readonly socket: WebSocket,
    readonly wire: Duplex,
    readonly caller: Caller,
    readonly session: Presented | null,
    private readonly bounds: ServerServices["bounds"],
  ) {}

  /** @returns when the next message may be sent: at once, while the client reads what it gets. */
  send(message: string): Promise<void> | undefined {
    const { socket, wire } = this;
    if (socket.readyState !== socket.OPEN) return undefined;
    if (socket.bufferedAmount > MAX_UNREAD) {
      this.bounds.reached("socket_unread");
      socket.terminate();
    }
    // Everything that a client gets in one turn of the event loop is one write.
    if (wire.writableCorked === 0) {
      wire.cork();
      setImmediate(() => wire.uncork());
    }
    if (socket.bufferedAmount < FEW_UNREAD) {
      socket.send(message);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      socket.send(message, (error) => (error == null ? resolve() : reject(error)));
    });
  }

  /** The results of a subscription, which a pong speaks of until it ends. It ends when it is returned, even while it waits. */
  follow(answers: Answers): AsyncIterable<ExecutionResult> {
    this.#following.add(answers);
    const end = () => this.#following.delete(answers);
    const stream: AsyncIterableIterator<ExecutionResult> = {
      async next() {
        const one = await answers.next().catch((error: unknown) => {
          end();
          throw error;
        });
        if (one.done !== true) return { done: false, value: one.value.result };
        end();
        return { done: true, value: undefined };
      },
      async return() {
        end();
        await answers.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => stream,
    };
    return stream;
  }

  /**
   * Answers a ping. The pong says up to where nothing was missed: a client that gets it has got all events before that cursor. A
   * payload of the client's own is given back.
   */
  pong(payload: unknown): Promise<void> | undefined {
    const said = payload === undefined ? this.#missedNothing() : payload;
    return this.send(
      JSON.stringify({ type: MessageType.Pong, ...(said === undefined ? {} : { payload: said }) }),
    );
  }

  /** The cursor before which all subscriptions got everything; undefined while that is not known. */
  #missedNothing(): { readonly cursor: string } | undefined {
    const places = [...this.#following].map((answers) => answers.progress());
    const known = places.filter((place) => place !== undefined).toSorted(compare);
    const [least] = known;
    const isKnown = known.length === places.length && this.beginning.size === 0;
    return least !== undefined && isKnown ? { cursor: getCursor(least) } : undefined;
  }
}
