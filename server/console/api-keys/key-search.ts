import type { ApiKeyFilter, ApiKeyState } from "../generated/documents.js";
import { readPlace, type Place } from "../lists/paging.js";

/** The name of each state. */
export const STATE_NAMES: Readonly<Record<ApiKeyState, string>> = {
  VALID: "Valid",
  EXPIRED: "Expired",
  REVOKED: "Revoked",
};

/** The states that the list can show in the place of the valid keys. */
export const STATE_OPTIONS = [
  { value: "EXPIRED", label: STATE_NAMES.EXPIRED },
  { value: "REVOKED", label: STATE_NAMES.REVOKED },
  { value: "ALL", label: "All keys" },
] as const;

/** Which keys the list shows; it is part of the page's address. */
export interface KeySearch extends Place {
  /** Undefined for those that work. */
  readonly state?: (typeof STATE_OPTIONS)[number]["value"];
}

/** The search in an address; all other parameters are left out. */
export function readKeySearch(search: Record<string, unknown>): KeySearch {
  const state = STATE_OPTIONS.find(({ value }) => value === search["state"])?.value;
  return { ...readPlace(search), ...(state === undefined ? {} : { state }) };
}

/** Which keys a search asks the API for. */
export function keyFilter({ state }: KeySearch): ApiKeyFilter {
  return state === "ALL" ? {} : { state: state ?? "VALID" };
}
