import { createClient } from "graphql-ws";
import { FeedDocument } from "../generated/documents.js";
import { property } from "./property.js";
import { getDocumentId } from "./send.js";

export type FeedState = "CONNECTING" | "LIVE" | "RECONNECTING";

/** The listener that is told of changes of the feed. */
export interface FeedListener {
  readonly onState: (state: FeedState) => void;
  /** Something happened, or may have happened. */
  readonly onEvent: () => void;
  /** Whether the session has ended, as the server said when it closed the connection. */
  readonly hasEnded: () => Promise<boolean>;
  /** The session has ended. */
  readonly onEnd: () => void;
  /** No connection could be made, which is also so when the session has ended meanwhile. */
  readonly onFailure: () => void;
}

/** The shortest and the longest wait before a new connection, in milliseconds. */
const SHORTEST_WAIT = 250;
const LONGEST_WAIT = 10_000;

/** How often the connection is tried, and how long an answer is waited for, in milliseconds. */
const PING_EVERY = 20_000;
const LONGEST_ANSWER = 10_000;

/** The close codes of a session that expired, and of one that was revoked. */
const ENDED = new Set([4401, 4403]);

/** How one connection ended. */
interface End {
  readonly wasLive: boolean;
  readonly code: unknown;
  readonly after: string | undefined;
}

/** Follows the feed by one connection. @param after where to continue. */
function connectOnce(after: string | undefined, listener: FeedListener, signal: AbortSignal): Promise<End> {
  return new Promise((resolve) => {
    let cursor = after;
    let wasLive = false;
    const address = new URL("/graphql", globalThis.location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    // A network that is gone closes nothing: what is not answered shows it.
    let late: ReturnType<typeof setTimeout> | undefined;
    const expectAnswer = () => {
      late = setTimeout(() => client.terminate(), LONGEST_ANSWER);
    };
    const end = (code?: unknown) => {
      clearTimeout(late);
      resolve({ wasLive, code, after: cursor });
      // It fails when there was no connection to close.
      Promise.resolve(client.dispose()).catch(() => {});
    };
    const client = createClient({
      url: address.href,
      // It would repeat its first payload, which contains an old cursor.
      retryAttempts: 0,
      lazy: false,
      keepAlive: PING_EVERY,
      onNonLazyError: (problem) => end(property(problem, "code")),
      on: {
        closed: (event) => end(property(event, "code")),
        ping: (isReceived) => {
          if (!isReceived) expectAnswer();
        },
        pong: (isReceived) => {
          if (isReceived) clearTimeout(late);
        },
      },
    });
    expectAnswer();
    client.on("connected", (_socket, payload) => {
      clearTimeout(late);
      const now = property(payload, "cursor");
      cursor = after ?? (typeof now === "string" ? now : undefined);
      wasLive = true;
      listener.onState("LIVE");
      // It begins now, and what is shown may be older.
      if (after === undefined) listener.onEvent();
      client.subscribe(
        Object.assign(
          { query: "", variables: { after: cursor ?? null } },
          { documentId: getDocumentId(FeedDocument) },
        ),
        {
          next({ data, errors }) {
            // The cursor is no longer valid: the feed begins again now, after everything is asked for again.
            if (errors !== undefined) cursor = undefined;
            const next = property(property(data, "events"), "cursor");
            if (typeof next === "string") cursor = next;
            listener.onEvent();
            if (errors !== undefined) end();
          },
          error: (problem) => {
            if (Array.isArray(problem)) {
              cursor = undefined;
              listener.onEvent();
              // Perhaps it is always refused, as to pages from before an update: the waits grow.
              wasLive = false;
            }
            end(property(problem, "code"));
          },
          complete: () => end(),
        },
      );
    });
    signal.addEventListener("abort", () => end(), { once: true });
  });
}

/** Follows the feed until it is aborted or the session ends, with a new connection whenever one is lost. */
export async function followFeed(listener: FeedListener, signal: AbortSignal): Promise<void> {
  let after: string | undefined;
  let failures = 0;
  listener.onState("CONNECTING");
  while (!signal.aborted) {
    const end = await connectOnce(after, listener, signal);
    if (signal.aborted) return;
    if (typeof end.code === "number" && ENDED.has(end.code) && (await listener.hasEnded())) {
      listener.onEnd();
      return;
    }
    ({ after } = end);
    if (end.wasLive) failures = 0;
    else listener.onFailure();
    listener.onState("RECONNECTING");
    const longest = Math.min(SHORTEST_WAIT * 2 ** failures, LONGEST_WAIT);
    failures += 1;
    await new Promise((resolve) => {
      setTimeout(resolve, longest / 2 + (Math.random() * longest) / 2);
    });
  }
}
