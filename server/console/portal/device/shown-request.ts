import type { PushRequest } from "./protocol.js";

/** A request on the screen. */
export interface ShownRequest extends PushRequest {
  /** When it was seen first, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** Whether there was another one before it: a finger may still be on its way to that one's buttons. */
  readonly isLater: boolean;
}

export interface Shown {
  readonly request: ShownRequest | undefined;
  /** How many there were. */
  readonly count: number;
}

/**
 * What is shown after the server was asked. A request stays until it is answered, also when another one takes its place at the server:
 * who looks at their own, and presses Approve, must not approve somebody else's.
 * @param open those that wait for an answer.
 */
export function nextShown(before: Shown, open: readonly PushRequest[], now: number): Shown {
  const [first] = open;
  if (first === undefined) return { ...before, request: undefined };
  if (before.request !== undefined) return before;
  return { request: { ...first, arrivedAt: now, isLater: before.count > 0 }, count: before.count + 1 };
}
