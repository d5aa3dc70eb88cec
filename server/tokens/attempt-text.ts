import { type Reason, REASONS } from "../events/event-types.js";
import type { DraftOf, NamedResource, NamedToken, NamedUser } from "../events/record.js";
import { FAILURE_CEILING, type LockRule } from "./counting.js";

/** A reason, in words for the middle of a sentence. */
export function inWords(reason: Reason): string {
  const sentence = REASONS[reason].description;
  return sentence.charAt(0).toLowerCase() + sentence.slice(1, -1);
}

/** The objects that events about an attempt name. */
export interface About {
  readonly token: NamedToken | null;
  readonly user: NamedUser | null;
  readonly resource: NamedResource | null;
}

/**
 * An event of an attempt. With `whenLocked`, it is written only if the attempt locks the token for that reason.
 */
export type AttemptEvent = DraftOf<
  "AUTHENTICATION_GRANTED" | "AUTHENTICATION_DENIED" | "TOKEN_CHECKED" | "TOKEN_LOCKED"
> & { readonly user: NamedUser | null; readonly whenLocked?: "FAILURES" | "FAILURE_CEILING" };

/** An event of a lock, and for which lock it is written. */
type LockEvent = DraftOf<"TOKEN_LOCKED"> &
  Pick<AttemptEvent, "user"> &
  Required<Pick<AttemptEvent, "whenLocked">>;

/** The two possible events of a lock; the one that applies is written. Nothing locks a token that does not exist. */
export function lockEvents(
  { token, user, resource }: About,
  { failures, lockMinutes }: LockRule,
  now: number,
): LockEvent[] {
  if (token === null) return [];
  const about = { token, user, resource };
  const until = lockMinutes === 0 ? null : new Date(now + lockMinutes * 60_000);
  return [
    {
      ...about,
      type: "TOKEN_LOCKED",
      reason: "LOCKED",
      whenLocked: "FAILURES",
      changes: [{ field: "lockedUntil", from: null, to: until?.toISOString() ?? null }],
      // Failures elsewhere, where the limit may be another one, count, too: the limit here is not their number.
      params: { because: "WRONG_CODES", until, limit: failures },
    },
    {
      ...about,
      type: "TOKEN_LOCKED",
      reason: "FAILURE_CEILING",
      whenLocked: "FAILURE_CEILING",
      params: { because: "CEILING", until: null, limit: FAILURE_CEILING },
    },
  ];
}
