import { isSurelyNotSent } from "../delivery/answers.js";
import type { ChannelKind, SendResult } from "../delivery/delivery.js";
import { UNREGISTERED } from "../delivery/fcm.js";
import { UNSUBSCRIBED } from "../delivery/web-push.js";
import type { PossibleSender } from "./payload.js";
import type { Route } from "./routes.js";

/** Failures of a phone that is woken no more by what it gave. */
const GONE: ReadonlySet<string> = new Set([UNREGISTERED, UNSUBSCRIBED]);

/** The failure of a message for whose first try no time was left. */
const NO_TIME = "There was no time left to send it.";

/** How the tries of one message by its routes came out so far, one after the other. */
export interface Tries {
  /** The result that counts, and the channel that it is of; null when it is of none. */
  readonly result: SendResult;
  readonly channelId: string | null;
  /** Channels that refused it, earlier ones included. */
  readonly refusedBy: readonly string[];
  /** The channel that may have sent it, in this try or an earlier one; undefined when none has. */
  readonly mayHaveBeenSent: PossibleSender | undefined;
  /** Whether a gateway says that the phone is gone. */
  readonly isUnregistered: boolean;
  /** Whether no further route may be tried. */
  readonly isOver: boolean;
}

/** The tries of a message before the first route. */
export function noTries(refusedBy: readonly string[], mayHaveBeenSent: PossibleSender | undefined): Tries {
  return {
    result: { state: "REFUSED", failure: "Every channel refused it." },
    channelId: null,
    refusedBy,
    mayHaveBeenSent,
    isUnregistered: false,
    isOver: false,
  };
}

/** When the channel of a route was changed last, for `mayHaveBeenSent`. */
export function getChange(route: Route): { readonly changedAt?: string } {
  return route.by === "CHANNEL" ? { changedAt: route.channel.updatedAt.toISOString() } : {};
}

/**
 * Whether a result counts, and not the one of the route before. A message that was surely not sent may be sent later, even if the last
 * channel refuses it; the channel that takes it first says when. One that may have sent it is the only one that tries again.
 */
function decides(result: SendResult, before: SendResult): boolean {
  if (before.state !== "NOT_ACCEPTED") return true;
  if (result.state !== "NOT_ACCEPTED") return result.state !== "REFUSED";
  return !isSurelyNotSent(result) || (result.retryAfterSeconds ?? 0) <= (before.retryAfterSeconds ?? 0);
}

/** The tries with one more, by a route. */
export function withTry(tries: Tries, kind: ChannelKind, route: Route, result: SendResult): Tries {
  const channelId = route.by === "CHANNEL" ? route.channel.id : null;
  const isRefused = result.state === "REFUSED";
  const mayBeRepeated = result.state === "NOT_ACCEPTED" && !isSurelyNotSent(result);
  return {
    ...(decides(result, tries.result)
      ? { result, channelId }
      : { result: tries.result, channelId: tries.channelId }),
    refusedBy: isRefused && channelId !== null ? [...tries.refusedBy, channelId] : tries.refusedBy,
    mayHaveBeenSent:
      tries.mayHaveBeenSent ?? (mayBeRepeated ? { by: channelId, ...getChange(route) } : undefined),
    isUnregistered: tries.isUnregistered || (isRefused && GONE.has(result.failure)),
    // Two channels could bring a code twice. Of two wake-ups, a phone shows one.
    isOver: mayBeRepeated ? kind !== "PUSH" : !isSurelyNotSent(result),
  };
}

/** The tries of a message for whose next route no time is left. @param before why the try before did not send it. */
export function outOfTime(tries: Tries, route: Route, before: string | null): Tries {
  const result: SendResult = { state: "NOT_ACCEPTED", failure: before ?? NO_TIME, retryAfterSeconds: null };
  const channelId = route.by === "CHANNEL" ? route.channel.id : null;
  const first = tries.channelId === null ? { result, channelId } : {};
  return { ...tries, ...first, isOver: true };
}
