import { type Reason, REASONS } from "../events/event-types.js";
import type { EventDraft } from "../events/record.js";
import { FAILURE_CEILING, type LockRule } from "./counting.js";
import type { AttemptEvent } from "./settle.js";
import type { Snapshot } from "./snapshot.js";

/** A reason, in words for the middle of a sentence. */
export function inWords(reason: Reason): string {
  const sentence = REASONS[reason].description;
  return sentence.charAt(0).toLowerCase() + sentence.slice(1, -1);
}

export type About = Pick<EventDraft, "token" | "user" | "resource">;

/** What the events of an attempt are about. */
export function aboutOf(snapshot: Snapshot): About {
  const { tokenId, tokenName, serialNumber, userId, login, resourceId, resourceName } = snapshot;
  return {
    token: tokenId === null || tokenName === null ? null : { id: tokenId, name: tokenName, serialNumber },
    user: userId === null || login === null ? null : { id: userId, login },
    resource: resourceId === null || resourceName === null ? null : { id: resourceId, name: resourceName },
  };
}

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
      summary: `Token ${tokenName} was locked after ${failures} wrong codes ${until === null ? "until someone unlocks it" : `until ${until}`}.`,
    },
    {
      ...about,
      type: "TOKEN_LOCKED",
      reason: "FAILURE_CEILING",
      whenLocked: "FAILURE_CEILING",
      summary: `Token ${tokenName} was locked after ${FAILURE_CEILING} failures in a row until an administrator unlocks it.`,
    },
  ];
}
