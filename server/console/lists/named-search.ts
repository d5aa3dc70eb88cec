import { readPlace, type Place } from "./paging.js";

/** The search of a list of users or of resources; it is part of the page's address. */
export interface NamedSearch extends Place {
  readonly text?: string;
  readonly active?: "YES" | "NO";
  readonly descending?: boolean;
}

export const ACTIVE_OPTIONS = [
  { value: "YES", label: "Active" },
  { value: "NO", label: "Inactive" },
] as const;

/** The search in an address; all other parameters are left out. */
export function readNamedSearch(search: Record<string, unknown>): NamedSearch {
  const { text } = search;
  const active = ACTIVE_OPTIONS.find(({ value }) => value === search["active"])?.value;
  return {
    ...readPlace(search),
    ...(typeof text === "string" && text !== "" ? { text } : {}),
    ...(active === undefined ? {} : { active }),
    ...(search["descending"] === true ? { descending: true } : {}),
  };
}

/** Which objects a search asks the API for. */
export function namedFilter({ text, active }: NamedSearch) {
  return {
    ...(text === undefined ? {} : { text }),
    ...(active === undefined ? {} : { enabled: active === "YES" }),
  };
}

export function isNarrowed({ text, active }: NamedSearch): boolean {
  return text !== undefined || active !== undefined;
}
