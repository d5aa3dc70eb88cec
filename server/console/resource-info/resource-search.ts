import { readEventSearch, type EventSearch } from "../events/event-search.js";
import { getKey } from "../lists/key-of.js";
import { RESOURCE_EVENT_KINDS } from "./resource-event-kinds.js";

/** The tabs of a resource's page, by what the address calls them. */
export const TABS = {
  overview: "Overview",
  users: "Users & tokens",
  bypass: "Bypass policy",
  "self-service": "Self-service",
  addresses: "Addresses",
  events: "Events",
} as const;
export type TabName = keyof typeof TABS;

/** Which tab of a resource is shown, and the page or the search of its list; it is part of the page's address. */
export interface ResourceSearch extends EventSearch {
  /** Absent for the first one. */
  readonly tab?: TabName;
}

/** The search in an address; all other parameters are left out. */
export function readResourceSearch(search: Record<string, unknown>): ResourceSearch {
  const tab = getKey(TABS, search["tab"]);
  return {
    ...(tab === undefined || tab === "overview" ? {} : { tab }),
    ...readEventSearch(RESOURCE_EVENT_KINDS, search),
  };
}
