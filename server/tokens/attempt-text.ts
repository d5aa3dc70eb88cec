import { type Reason, REASONS } from "../events/event-types.js";
import type { EventDraft } from "../events/record.js";
import { FAILURE_CEILING, type LockRule } from "./counting.js";

/** A reason, in words for the middle of a sentence. */
export function inWords(reason: Reason): string {
  const sentence = REASONS[reason].description;
  return sentence.charAt(0).toLowerCase() + sentence.slice(1, -1);
}

/**
 * An event of an attempt. With `whenLocked`, it is written only if the attempt locks the token for that reason.
 */
export type AttemptEvent = EventDraft & { readonly whenLocked?: "FAILURES" | "FAILURE_CEILING" };

export type About = Pick<EventDraft, "token" | "user" | "resource">;

/** The two possible events of a lock; the one that applies is written. */
export function lockEvents(about: About, { failures, lockMinutes }: LockRule, now: number): AttemptEvent[] {
  const tokenName = about.token?.name;
  const until = lockMinutes === 0 ? null : new Date(now + lockMinutes * 60_000).toISOString();
  return [
    {
      ...about,
      type: "TOKEN_LOCKED",
      reason: "LOCKED",
      whenLocked: "FAILURES",
      changes: [{ field: "lockedUntil", from: null, to: until }],
      // Failures elsewhere, where the limit may be another one, count, too: the limit here is not their number.
      summary: `Token ${tokenName} was locked ${until === null ? "until someone unlocks it" : `until ${until}`}, after too many wrong codes (the limit here is ${failures}).`,
    },
    {
      ...about,
      type: "TOKEN_LOCKED",
      reason: "FAILURE_CEILING",
      whenLocked: "FAILURE_CEILING",
      summary: `Token ${tokenName} was locked after ${FAILURE_CEILING} failures in a row, until an administrator unlocks it.`,
    },
  ];
}
