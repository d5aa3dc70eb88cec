/** Where in a list a page is; it is part of the page's address. */
export interface Place {
  readonly after?: string;
  readonly before?: string;
  readonly size?: number;
}

export const SIZES = [20, 50, 100] as const;
const [DEFAULT_SIZE] = SIZES;

/** The place that an address names. */
export function readPlace(search: Record<string, unknown>): Place {
  const { after, before } = search;
  const size = SIZES.find((one) => one === search["size"]);
  return {
    ...(typeof after === "string" ? { after } : typeof before === "string" ? { before } : {}),
    ...(size === undefined || size === DEFAULT_SIZE ? {} : { size }),
  };
}

/** A search without its place: the first page. */
export function withoutPlace<Search extends Place>(search: Search): Omit<Search, "after" | "before"> {
  const { after: _after, before: _before, ...rest } = search;
  return rest;
}

/** Whether a place is where a list begins. */
export function isFirstPage({ after, before }: Place): boolean {
  return after === undefined && before === undefined;
}

/** The arguments of a list for a place. */
export function pageArguments({ after, before, size = DEFAULT_SIZE }: Place) {
  return before === undefined
    ? { first: size, ...(after === undefined ? {} : { after }) }
    : { last: size, before };
}
