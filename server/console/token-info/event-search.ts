import type { EventFilter, EventType } from "../generated/documents.js";
import { keyOf } from "../lists/key-of.js";
import { readPlace, type Place } from "../lists/paging.js";

/** The kinds of events of a token, each with the types that the API has. */
export const EVENT_KINDS = {
  SIGN_INS: {
    label: "Sign-ins and locks",
    types: ["AUTHENTICATION_GRANTED", "AUTHENTICATION_DENIED", "TOKEN_LOCKED", "TOKEN_UNLOCKED"],
  },
  CHECKS: {
    label: "Checks and synchronizations",
    types: ["TOKEN_CHECKED", "TOKEN_SYNCHRONIZED", "TOKEN_SYNCHRONIZATION_FAILED"],
  },
  UPDATES: {
    label: "Changes of the token",
    types: [
      "TOKEN_CREATED",
      "TOKEN_IMPORTED",
      "TOKEN_UPDATED",
      "TOKEN_ENABLED",
      "TOKEN_DISABLED",
      "TOKEN_PIN_SET",
      "TOKEN_PIN_REMOVED",
      "TOKEN_DELETED",
    ],
  },
  LINKS: {
    label: "Users and resources",
    types: ["TOKEN_ASSIGNED", "TOKEN_UNASSIGNED", "TOKEN_LINKED", "TOKEN_UNLINKED"],
  },
  ENROLMENTS: {
    label: "Enrolments and reissues",
    types: [
      "TOKEN_ENROLMENT_STARTED",
      "TOKEN_ENROLMENT_FAILED",
      "TOKEN_ENROLMENT_CANCELLED",
      "TOKEN_ENROLLED",
      "TOKEN_REISSUED",
      "PUSH_ROLLED_OUT",
    ],
  },
  BYPASSES: { label: "Bypass", types: ["BYPASS_GRANTED", "BYPASS_REVOKED"] },
  CHALLENGES: {
    label: "Challenges and messages",
    types: ["CHALLENGE_CREATED", "PUSH_APPROVED", "PUSH_DECLINED", "MESSAGE_FAILED", "MESSAGE_SUPPRESSED"],
  },
} as const satisfies Record<string, { label: string; types: readonly EventType[] }>;
export type EventKind = keyof typeof EVENT_KINDS;

/** How far back events are shown, in hours. */
export const EVENT_TIMES = {
  HOUR: { label: "Last hour", hours: 1 },
  DAY: { label: "Last 24 hours", hours: 24 },
  WEEK: { label: "Last 7 days", hours: 7 * 24 },
  MONTH: { label: "Last 30 days", hours: 30 * 24 },
} as const;
export type EventTime = keyof typeof EVENT_TIMES;

/** Which events are shown; it stands in the page's address. */
export interface EventSearch extends Place {
  readonly text?: string;
  readonly kind?: EventKind;
  readonly time?: EventTime;
}

/** What an address asks for; what it has besides is left out. */
export function readEventSearch(search: Record<string, unknown>): EventSearch {
  const { text } = search;
  const kind = keyOf(EVENT_KINDS, search["kind"]);
  const time = keyOf(EVENT_TIMES, search["time"]);
  return {
    ...readPlace(search),
    ...(typeof text === "string" && text !== "" ? { text } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(time === undefined ? {} : { time }),
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Which events of a token a search asks the API for. A deleted token has them, too. */
export function eventFilterOf(tokenId: string, { text, kind, time }: EventSearch, now: number): EventFilter {
  // Of the minute, so that the same question is asked again, and not a new one each time.
  const minute = Math.floor(now / MINUTE) * MINUTE;
  return {
    token: { id: tokenId },
    ...(text === undefined ? {} : { text }),
    ...(kind === undefined ? {} : { types: EVENT_KINDS[kind].types }),
    ...(time === undefined ? {} : { from: new Date(minute - EVENT_TIMES[time].hours * HOUR).toISOString() }),
  };
}
