import type { TokenFilter, TokenModel, TokenOrder } from "../generated/documents.js";
import { getKey } from "../lists/key-of.js";
import { readPlace, type Place } from "../lists/paging.js";
import { MODEL_NAMES } from "./model-names.js";

/** The values of the filter by status, each with its name and with what it asks the API for. */
export const STATUSES = {
  ACTIVE: { label: "Active", filter: { enabled: true, status: "ACTIVE" } },
  INACTIVE: { label: "Inactive", filter: { enabled: false } },
  PENDING: { label: "Pending", filter: { status: "PENDING" } },
  LOCKED: { label: "Locked", filter: { locked: true } },
  SUSPENDED: { label: "Requests suspended", filter: { requestsSuspended: true } },
  UNASSIGNED: { label: "Unassigned", filter: { assigned: false } },
  BYPASSED: { label: "Bypass on", filter: { bypassed: true } },
} as const satisfies Record<string, { label: string; filter: TokenFilter }>;
export type Status = keyof typeof STATUSES;

export const ORDERS = ["NAME", "LAST_USED_AT"] as const;

/** The search of the list of tokens; it is part of the page's address. */
export interface TokenSearch extends Place {
  readonly text?: string;
  readonly status?: Status;
  readonly model?: TokenModel;
  readonly order?: (typeof ORDERS)[number];
  readonly descending?: boolean;
}

/** The search in an address; all other parameters are left out. */
export function readTokenSearch(search: Record<string, unknown>): TokenSearch {
  const { text } = search;
  const status = getKey(STATUSES, search["status"]);
  const model = getKey(MODEL_NAMES, search["model"]);
  const order = ORDERS.find((one) => one === search["order"]);
  return {
    ...readPlace(search),
    ...(typeof text === "string" && text !== "" ? { text } : {}),
    ...(status === undefined ? {} : { status }),
    ...(model === undefined ? {} : { model }),
    ...(order === undefined ? {} : { order }),
    ...(search["descending"] === true ? { descending: true } : {}),
  };
}

/** Which tokens a search asks the API for. */
export function getFilter({ text, status, model }: TokenSearch): TokenFilter {
  return {
    ...(status === undefined ? {} : STATUSES[status].filter),
    ...(text === undefined ? {} : { text }),
    ...(model === undefined ? {} : { model }),
  };
}

/** In which order. New tokens come first, if nothing else is asked for. */
export function getOrder({ order, descending = false }: TokenSearch): TokenOrder {
  return order === undefined ? { field: "CREATED_AT", descending: true } : { field: order, descending };
}

/** Whether only some tokens are asked for. */
export function isFiltered({ text, status, model }: TokenSearch): boolean {
  return text !== undefined || status !== undefined || model !== undefined;
}
