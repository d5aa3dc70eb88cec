import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";

/** An event of the feed with the requested fields, and the cursor to continue from. */
export interface FollowedEvent<Event> {
  readonly cursor: string;
  readonly event: Event;
}

/** The requested fields by default. */
const FIELDS =
  "id type occurredAt summary outcome reason tokenName userLogin resourceName clientAddress callerAddress correlationId actor { kind name } changes { field from to }";

/** The type of the events with `FIELDS`. */
export interface DefaultEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly summary: string;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly tokenName: string | null;
  readonly userLogin: string | null;
  readonly resourceName: string | null;
  readonly clientAddress: string | null;
  readonly callerAddress: string | null;
  readonly correlationId: string;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly changes: readonly {
    readonly field: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

export interface FollowOptions {
  /** The address of the server, as in http://127.0.0.1:4000. */
  readonly url: string;
  /** An API key that may read events. */
  readonly key: string;
  /** The cursor of the last event that was handled. Without it, the feed begins now. */
  readonly after?: string | undefined;
  /** Which events: an `EventFilter`. */
  readonly filter?: object | undefined;
  /** The fields of `Event` to request, in GraphQL; give `events` their type. */
  readonly fields?: string;
  /** Stops following when it is aborted. */
  readonly signal?: AbortSignal;
  /**
   * Called each time when a connection is established: every event that is committed from then on will arrive. It gets the
   * cursor after which they come.
   */
  readonly onConnect?: (cursor: string | undefined) => void;
  /**
   * Called now and then while an event is waited for: up to this cursor nothing was missed, although no event was for this
   * filter. Keep it as you keep the cursors of events: that of an event long ago expires.
   */
  readonly onProgress?: (cursor: string) => void;
  /** How often the server is asked whether it is still there, and how far it is, in milliseconds: 20,000 by default. */
  readonly keepAlive?: number;
  /**
   * How long an answer of the server is waited for before the connection is given up and another one is made, in milliseconds:
   * 10,000 by default. A network that is gone closes nothing.
   */
  readonly answerWithin?: number;
  /** Called when the connection was lost and is established again. */
  readonly onReconnect?: (reason: string) => void;
}

/** The feed cannot be followed, and another attempt will not help. */
export class FeedError extends Error {
  override name = "FeedError";
  /** As in `extensions.code` of the API. */
  readonly code: string;
  /** With CURSOR_EXPIRED: the oldest cursor that is still valid. */
  readonly cursor: string | undefined;

  constructor(code: string, message: string, cursor?: string) {
    super(message);
    this.code = code;
    this.cursor = cursor;
  }
}

/** How many events wait for a slow reader before the connection is paused. */
const MAX_WAITING = 1_000;

/** The shortest and the longest wait before a new connection, in milliseconds. */
const SHORTEST_WAIT = 250;
const LONGEST_WAIT = 10_000;

/**
 * Close codes after which a new connection would be closed in the same way: the request or the caller is wrong.
 */
const HOPELESS = new Set([4400, 4401, 4403, 4406]);

/** Codes of errors that end soon by themselves. */
const PASSING = new Set(["RATE_LIMITED", "INTERNAL", "UNAVAILABLE"]);

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** How one connection ended. */
type End =
  { readonly kind: "LOST"; readonly reason: string } | { readonly kind: "RESUME"; readonly cursor: string };

/**
 * Why a subscription ended.
 * @param failure of the connection, if its end says no reason. @throws FeedError when it cannot be continued.
 */
function getEnd(problem: unknown, failure = "the connection was lost"): End {
  if (Array.isArray(problem)) {
    const [error]: unknown[] = problem;
    const extensions = property(error, "extensions");
    const code = property(extensions, "code");
    const cursor = property(extensions, "cursor");
    const message = String(property(error, "message"));
    if (code === "SUBSCRIPTION_LAGGED" && typeof cursor === "string") return { kind: "RESUME", cursor };
    if (typeof code === "string" && PASSING.has(code)) return { kind: "LOST", reason: message };
    throw new FeedError(String(code), message, typeof cursor === "string" ? cursor : undefined);
  }
  const code = property(problem, "code");
  const stated = property(problem, "reason") ?? property(problem, "message");
  const reason = typeof stated === "string" && stated !== "" ? stated : failure;
  if (typeof code === "number" && HOPELESS.has(code)) throw new FeedError("FORBIDDEN", reason);
  return { kind: "LOST", reason };
}

/** A WebSocket whose handshake must end within so many milliseconds. */
function socketClass(handshakeTimeout: number): new (address: string, protocol: string) => WebSocket {
  return class extends WebSocket {
    constructor(address: string, protocol: string) {
      super(address, protocol, { handshakeTimeout });
    }
  };
}

/** One connection: its events, and finally how it ended. */
class Connection<Event> {
  readonly #waiting: FollowedEvent<Event>[] = [];
  readonly #client: Client;
  /** Where to continue when it is lost. */
  after: string | undefined;
  #socket: WebSocket | undefined;
  #end: { readonly problem: unknown } | undefined;
  /** The failure, in the words of Node.js. The end of the connection, which follows, does not say it. */
  #failure: string | undefined;
  #changed: (() => void) | undefined;
  /** Whether every event was taken, and the next one is waited for. */
  #isIdle = false;
  readonly #answerWithin: number;
  /** Whether an answer of the server is waited for. */
  #isAnswerDue = false;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    {
      url,
      key,
      filter,
      fields = FIELDS,
      onConnect,
      onProgress,
      keepAlive = 20_000,
      answerWithin = 10_000,
    }: FollowOptions,
    after: string | undefined,
  ) {
    this.after = after;
    this.#answerWithin = answerWithin;
    const address = new URL("/graphql", url);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    this.#client = createClient({
      url: address.href,
      webSocketImpl: socketClass(answerWithin),
      connectionParams: { authorization: `Bearer ${key}` },
      // It would repeat its first payload, which contains an old cursor.
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: (problem) => this.#finish(problem),
      keepAlive,
      on: {
        opened: (socket) => {
          if (socket instanceof WebSocket) this.#socket = socket;
          this.#expectAnswer();
        },
        error: (problem) => {
          // Of a name with several addresses, the message is empty.
          const words = property(problem, "message") || property(property(problem, "error"), "code");
          this.#failure = typeof words === "string" ? words : undefined;
        },
        ping: (isReceived) => {
          if (!isReceived) this.#expectAnswer();
        },
        pong: (isReceived, payload) => {
          if (!isReceived) return;
          this.#answered();
          const cursor = property(payload, "cursor");
          if (this.#end !== undefined || !this.#isIdle || this.#waiting.length > 0) return;
          if (typeof cursor !== "string") return;
          this.after = cursor;
          onProgress?.(cursor);
        },
      },
    });
    const query = `subscription Follow($after: Cursor, $filter: EventFilter) { events(after: $after, filter: $filter) { cursor event { ${fields} } } }`;
    const next = ({
      data,
      errors,
    }: {
      data?: { events: FollowedEvent<Event> } | null | undefined;
      errors?: unknown;
    }) => {
      // The events after one that could not be read come again by the next connection, after that event.
      if (this.#end !== undefined) return;
      if (errors !== undefined) this.#finish(errors);
      else if (data != null) this.#waiting.push(data.events);
      if (this.#waiting.length >= MAX_WAITING) this.#pause();
      this.#changed?.();
    };
    this.#client.on("connected", (_socket, payload) => {
      this.#answered();
      // Where the feed was when the connection was made. Events after that are not missed, even if the
      // connection is lost before the first event.
      const now = property(payload, "cursor");
      this.after = after ?? (typeof now === "string" ? now : undefined);
      onConnect?.(this.after);
      this.#client.subscribe<{ events: FollowedEvent<Event> }>(
        { query, variables: { after: this.after ?? null, filter: filter ?? null } },
        {
          next,
          error: (problem) => this.#finish(problem),
          complete: () => this.#finish({ message: "the server ended the stream" }),
        },
      );
    });
    this.#client.on("closed", (event) => this.#finish(event));
  }

  /** The next event; undefined when the connection has ended and all its events were read. */
  async next(): Promise<FollowedEvent<Event> | undefined> {
    while (this.#waiting.length === 0 && this.#end === undefined) {
      this.#isIdle = true;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
    this.#isIdle = false;
    const event = this.#waiting.shift();
    if (this.#waiting.length <= MAX_WAITING / 2) this.#resume();
    return event;
  }

  /** How it ended. @throws FeedError when it cannot be continued. */
  end(): End {
    return getEnd(this.#end?.problem, this.#failure);
  }

  close(): void {
    this.#finish({ message: "closed" });
    // It fails when there was no connection to close.
    Promise.resolve(this.#client.dispose()).catch(() => {});
  }

  /** Reads nothing more for now, so that no answer can come. */
  #pause(): void {
    clearTimeout(this.#late);
    this.#socket?.pause();
  }

  #resume(): void {
    if (this.#socket?.isPaused !== true) return;
    this.#socket.resume();
    if (this.#isAnswerDue) this.#expectAnswer();
  }

  /** Ends the connection, unless an answer comes in time. The library waits for answers without an end. */
  #expectAnswer(): void {
    this.#isAnswerDue = true;
    clearTimeout(this.#late);
    if (this.#end !== undefined || this.#socket?.isPaused === true) return;
    const end = () => {
      if (!this.#isAnswerDue || this.#socket?.isPaused === true) return;
      this.#finish({ message: "the server did not answer in time" });
      // At once: a network that is gone answers the closing of a WebSocket neither.
      this.#socket?.terminate();
    };
    // After what has come meanwhile was read: this process may have been busy.
    this.#late = setTimeout(() => setImmediate(end), this.#answerWithin);
  }

  #answered(): void {
    this.#isAnswerDue = false;
    clearTimeout(this.#late);
  }

  #finish(problem: unknown): void {
    this.#end ??= { problem };
    clearTimeout(this.#late);
    this.#changed?.();
  }
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done);
  });
}

/**
 * Follows the event feed over WebSocket: first the missed events, then live ones; every event once and in order.
 * It reconnects by itself, and continues after the last event that was read.
 * @throws FeedError when another attempt cannot help: the key is not valid, the cursor has expired, or the
 * filter is wrong.
 */
export async function* events<Event = DefaultEvent>(
  options: FollowOptions,
): AsyncGenerator<FollowedEvent<Event>, void, undefined> {
  const { signal, onReconnect } = options;
  let { after } = options;
  let failures = 0;
  const isAborted = () => signal?.aborted === true;
  while (!isAborted()) {
    const connection = new Connection<Event>(options, after);
    const abort = () => connection.close();
    signal?.addEventListener("abort", abort, { once: true });
    try {
      for (let next = await connection.next(); next !== undefined; next = await connection.next()) {
        if (isAborted()) return;
        failures = 0;
        connection.after = next.cursor;
        yield next;
      }
    } finally {
      signal?.removeEventListener("abort", abort);
      connection.close();
    }
    if (isAborted()) return;
    after = connection.after;
    const end = connection.end();
    if (end.kind === "RESUME") after = end.cursor;
    else {
      onReconnect?.(end.reason);
      const longest = Math.min(SHORTEST_WAIT * 2 ** failures, LONGEST_WAIT);
      failures += 1;
      // When a server with many followers comes back, they must not all reconnect at the same moment.
      await wait(longest / 2 + (Math.random() * longest) / 2, signal);
    }
  }
}
