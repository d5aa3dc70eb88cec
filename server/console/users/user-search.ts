import type { UserFilter } from "../generated/documents.js";
import { isNarrowed, namedFilter, readNamedSearch, type NamedSearch } from "../lists/named-search.js";

export const ENROLLED_OPTIONS = [
  { value: "NO", label: "Has not enrolled" },
  { value: "YES", label: "Has enrolled" },
] as const;

export const INVITED_OPTIONS = [
  { value: "YES", label: "Was invited" },
  { value: "NO", label: "Was not invited" },
  { value: "OPEN", label: "Invitation is open" },
  { value: "USED", label: "Invitation was used" },
  { value: "EXPIRED", label: "Invitation expired" },
  { value: "REVOKED", label: "Invitation was revoked" },
] as const;

/** The search of the list of users; it is part of the page's address. */
export interface UserSearch extends NamedSearch {
  /** Whether the user ever had a token that worked. */
  readonly enrolled?: "YES" | "NO";
  /** Whether the user was invited to a portal, or what became of the last link. */
  readonly invited?: (typeof INVITED_OPTIONS)[number]["value"];
}

/** The search in an address; all other parameters are left out. */
export function readUserSearch(search: Record<string, unknown>): UserSearch {
  const enrolled = ENROLLED_OPTIONS.find(({ value }) => value === search["enrolled"])?.value;
  const invited = INVITED_OPTIONS.find(({ value }) => value === search["invited"])?.value;
  return {
    ...readNamedSearch(search),
    ...(enrolled === undefined ? {} : { enrolled }),
    ...(invited === undefined ? {} : { invited }),
  };
}

function invitedFilter(invited: NonNullable<UserSearch["invited"]>): UserFilter {
  return invited === "YES" || invited === "NO"
    ? { invited: invited === "YES" }
    : { lastInvitationStates: [invited] };
}

/** Which users a search asks the API for. @param seesInvitations whether the person may ask who was invited. */
export function userFilter(search: UserSearch, seesInvitations: boolean): UserFilter {
  const { enrolled, invited } = search;
  return {
    ...namedFilter(search),
    ...(enrolled === undefined ? {} : { enrolled: enrolled === "YES" }),
    ...(invited === undefined || !seesInvitations ? {} : invitedFilter(invited)),
  };
}

/** Whether only some users are asked for. */
export function isUserSearch(search: UserSearch): boolean {
  return isNarrowed(search) || search.enrolled !== undefined || search.invited !== undefined;
}
