import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followFeed, type FeedState } from "./follow-feed.js";

/** How a server answers to a message; null for not at all, FORBIDDEN by closing the connection, and "error" by refusing the feed. */
type Answers = (type: string) => string | null;
let answers: Answers = () => null;

const FORBIDDEN = "FORBIDDEN";

/** Where the feed is, as the server says when it greets. */
const cursor = "c1";

/** A connection over which only what the server says comes. */
class Socket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = Socket.CONNECTING;
  onopen: () => void = () => {};
  onmessage: (message: { readonly data: string }) => void = () => {};
  onclose: (event: { readonly code: number; readonly reason: string }) => void = () => {};

  constructor() {
    setTimeout(() => {
      this.readyState = Socket.OPEN;
      this.onopen();
    }, 1);
  }

  send(text: string): void {
    const { type, id } = JSON.parse(text) as { readonly type: string; readonly id?: string };
    const answer = answers(type);
    if (answer === null) return;
    if (answer === FORBIDDEN) setTimeout(() => this.onclose({ code: 4403, reason: "Forbidden" }), 1);
    else {
      const payload = answer === "error" ? [{ message: "This document is not known." }] : { cursor };
      setTimeout(() => this.onmessage({ data: JSON.stringify({ id, type: answer, payload }) }), 1);
    }
  }

  /** The other side never agrees to the end. */
  close(): void {
    this.readyState = Socket.CLOSING;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("location", { href: "https://mfa.example.org/tokens" });
  vi.stubGlobal("WebSocket", Socket);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** How often the listener heard that something may have happened. */
let events = 0;

/** Follows a feed for some seconds. @param hasEnded whether the session has. @returns its states. */
async function statesDuring(seconds: number, hasEnded = true): Promise<readonly (FeedState | "ENDED")[]> {
  const states: (FeedState | "ENDED")[] = [];
  events = 0;
  const stop = new AbortController();
  const listener = {
    onState: (state: FeedState) => states.push(state),
    onEvent: () => {
      events += 1;
    },
    hasEnded: () => Promise.resolve(hasEnded),
    onEnd: () => states.push("ENDED"),
    onFailure: () => {},
  };
  void followFeed(listener, stop.signal);
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  stop.abort();
  return states;
}

it("a console's feed stays live while the server answers pings, and connects again when it answers none", async () => {
  const alive = new Map([
    ["connection_init", "connection_ack"],
    ["ping", "pong"],
  ]);
  answers = (type) => alive.get(type) ?? null;
  expect(await statesDuring(120)).toEqual(["CONNECTING", "LIVE"]);
  answers = (type) => (type === "connection_init" ? "connection_ack" : null);
  expect(await statesDuring(32)).toEqual(["CONNECTING", "LIVE", "RECONNECTING", "LIVE"]);
});

it("a console's feed connects again when the server does not acknowledge the connection", async () => {
  answers = () => null;
  expect((await statesDuring(12)).slice(0, 2)).toEqual(["CONNECTING", "RECONNECTING"]);
});

it("a console's feed ends with the session, and connects again when the session goes on under another cookie", async () => {
  answers = () => FORBIDDEN;
  expect(await statesDuring(5)).toEqual(["CONNECTING", "ENDED"]);
  let times = 0;
  answers = (type) => {
    if (type !== "connection_init") return null;
    times += 1;
    return times === 1 ? FORBIDDEN : "connection_ack";
  };
  expect(await statesDuring(5, false)).toEqual(["CONNECTING", "RECONNECTING", "LIVE"]);
});

it("a console's feed has the page read again when it begins, and not when it goes on where it was", async () => {
  const alive = new Map([
    ["connection_init", "connection_ack"],
    ["ping", "pong"],
  ]);
  answers = (type) => alive.get(type) ?? null;
  await statesDuring(5);
  expect(events).toBe(1);
  answers = (type) => (type === "connection_init" ? "connection_ack" : null);
  expect(await statesDuring(32)).toEqual(["CONNECTING", "LIVE", "RECONNECTING", "LIVE"]);
  expect(events).toBe(1);
});

it("a console's feed waits longer and longer for a server that always refuses it", async () => {
  const refusing = new Map([
    ["connection_init", "connection_ack"],
    ["subscribe", "error"],
  ]);
  answers = (type) => refusing.get(type) ?? null;
  const connections = (await statesDuring(20)).filter((state) => state === "LIVE").length;
  expect(connections).toBeGreaterThan(4);
  expect(connections).toBeLessThan(12);
});
