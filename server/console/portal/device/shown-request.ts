import type { PushRequest } from "./protocol.js";

/** A request on the screen. */
export interface ShownRequest extends PushRequest {
  /** When it was seen first, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** Whether another request was shown before it: a finger may still be on its way to that one's buttons. */
  readonly isLater: boolean;
}

export interface Shown {
  readonly request: ShownRequest | undefined;
  /** How many there were. */
  readonly count: number;
}

/**
 * The request that is shown after a poll. A request stays until it is answered, also when another one takes its place at the
 * server: a person who presses Approve for their own must not approve somebody else's. The one that connects this phone is an
 * exception: the server replaces it by the same one, whose answer counts.
 * @param open those that wait for an answer.
 * @param isConnecting whether they are about connecting this phone.
 */
export function nextShown(
  before: Shown,
  open: readonly PushRequest[],
  isConnecting: boolean,
  now: number,
): Shown {
  const [first] = open;
  if (first === undefined) return { ...before, request: undefined };
  if (before.request !== undefined) {
    return isConnecting ? { ...before, request: { ...before.request, ...first } } : before;
  }
  return { request: { ...first, arrivedAt: now, isLater: before.count > 0 }, count: before.count + 1 };
}
