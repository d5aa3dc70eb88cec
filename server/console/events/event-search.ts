import type { EventFilter, EventType } from "../generated/documents.js";
import { getKey } from "../lists/key-of.js";
import { readPlace, type Place } from "../lists/paging.js";

/** The kinds of events that a list is filtered by, each with the types that the API has. */
export type EventKinds = Readonly<
  Record<string, { readonly label: string; readonly types: readonly EventType[] }>
>;

/** How far back events are shown, in hours. */
export const EVENT_TIMES = {
  HOUR: { label: "Last hour", hours: 1 },
  DAY: { label: "Last 24 hours", hours: 24 },
  WEEK: { label: "Last 7 days", hours: 7 * 24 },
  MONTH: { label: "Last 30 days", hours: 30 * 24 },
} as const;
export type EventTime = keyof typeof EVENT_TIMES;

/** Which events are shown; it is part of the page's address. */
export interface EventSearch extends Place {
  readonly text?: string;
  /** A key of the kinds of the list. */
  readonly kind?: string;
  readonly time?: EventTime;
}

/** The search in an address; all other parameters are left out. @param kinds of the list. */
export function readEventSearch(kinds: EventKinds, search: Record<string, unknown>): EventSearch {
  const { text } = search;
  const kind = getKey(kinds, search["kind"]);
  const time = getKey(EVENT_TIMES, search["time"]);
  return {
    ...readPlace(search),
    ...(typeof text === "string" && text !== "" ? { text } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(time === undefined ? {} : { time }),
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The object that events are about. Deleted objects have events, too. */
export type EventSubject = Pick<EventFilter, "token" | "resource" | "user">;

/** Which events about something a search asks the API for. @param now milliseconds since 1970 UTC. */
export function getEventFilter(
  subject: EventSubject,
  kinds: EventKinds,
  { text, kind, time }: EventSearch,
  now: number,
): EventFilter {
  // Of the minute, so that the same question is asked again, and not a new one each time.
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const types = kind === undefined ? undefined : kinds[kind]?.types;
  return {
    ...subject,
    ...(text === undefined ? {} : { text }),
    ...(types === undefined ? {} : { types }),
    ...(time === undefined ? {} : { from: new Date(minute - EVENT_TIMES[time].hours * HOUR).toISOString() }),
  };
}
