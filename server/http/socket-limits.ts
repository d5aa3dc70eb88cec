import { CloseCode, MessageType } from "graphql-ws";
import type { WebSocket } from "ws";
import { topLevelError } from "../graphql/errors.js";
import { TokenBuckets } from "../admission/token-buckets.js";

/**
 * The time between two heartbeats, in milliseconds. A heartbeat without an answer until the next one ends the socket.
 */
const HEARTBEAT = 12_000;

/**
 * How many messages and pings per second a socket may send, averaged over ten seconds: enough to start and end fifty
 * subscriptions many times.
 */
const MESSAGE_RATE = 50;
const BURST = 10;

/** graphql-transport-ws reserves 4400 to 4499 for HTTP's status codes: "Too Many Requests". */
export const TOO_MANY = 4429;

/** Closes a socket whose client does not answer heartbeats. */
export function keepAlive(socket: WebSocket): void {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  const beat = () => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  };
  const timer = setInterval(beat, HEARTBEAT);
  timer.unref();
  socket.once("close", () => clearInterval(timer));
}

/**
 * Counts the messages of a socket, and closes it when there are too many. @returns whether the next message is
 * processed. @param onExceeded is called when it is closed.
 */
export function messageLimit(socket: WebSocket, onExceeded: () => void): () => boolean {
  const buckets = new TokenBuckets(MESSAGE_RATE, MESSAGE_RATE * BURST, 1);
  return () => {
    if (socket.readyState !== socket.OPEN) return false;
    if (buckets.take("", performance.now()) === 0) return true;
    onExceeded();
    socket.close(
      TOO_MANY,
      `At most ${MESSAGE_RATE} messages per second are accepted. Connect again, and send more slowly.`,
    );
    return false;
  };
}

/** The id of a subscription, at the beginning of the message that asks for it. */
const ID = /^\s*\{(?:\s*"type"\s*:\s*"subscribe"\s*,)?\s*"id"\s*:\s*"([^"\\]{1,100})"/;

/** Refuses a message that is not parsed: as the error of its subscription where it begins with its id, else the socket is closed. */
export function refuseUnread(socket: WebSocket, text: string, excess: string): void {
  const [, id] = ID.exec(text) ?? [];
  if (id === undefined) {
    socket.close(CloseCode.BadRequest, excess);
    return;
  }
  const payload = [topLevelError("COST_LIMIT_EXCEEDED", excess)];
  socket.send(JSON.stringify({ id, type: MessageType.Error, payload }));
}
