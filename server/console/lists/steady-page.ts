import type { SearchedPageFragment } from "../generated/documents.js";

/** One page of a list, as it was read. */
export interface ReadPage<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: SearchedPageFragment;
}

/** One page of a list, as it is shown. */
export interface SteadyPage<Row> {
  /** A row that is gone has the values that it had. */
  readonly rows: readonly { readonly row: Row; readonly isGone: boolean }[];
  /** Where the page begins and ends, and what is before and behind it. */
  readonly pageInfo: SearchedPageFragment;
  /** How many rows were added or are gone since the page was shown. */
  readonly changes: number;
}

/**
 * The page that is shown, with the values that its rows have now. It begins and ends with these rows: a person who continues from
 * there passes over none of the rows that have moved into the place of those that are gone.
 * @param shown as it was when it was shown. @param current the same page, as it is now.
 */
export function steadyPage<Row extends { readonly id: string }>(
  shown: ReadPage<Row>,
  current: ReadPage<Row>,
): SteadyPage<Row> {
  const byId = new Map(current.nodes.map((row) => [row.id, row]));
  const rows = shown.nodes.map((row) => ({ row: byId.get(row.id) ?? row, isGone: !byId.has(row.id) }));
  const known = new Set(shown.nodes.map(({ id }) => id));
  const isAdded = ({ id }: Row) => !known.has(id);
  const changes = current.nodes.filter(isAdded).length + rows.filter(({ isGone }) => isGone).length;
  if (rows.length === 0) return { rows, pageInfo: current.pageInfo, changes };
  const { startCursor, endCursor, hasPreviousPage, hasNextPage, searchStopped } = shown.pageInfo;
  const pageInfo = {
    // A message above the rows would move them.
    searchStopped,
    startCursor,
    endCursor,
    hasPreviousPage:
      current.pageInfo.hasPreviousPage || (hasPreviousPage && current.nodes.slice(0, 1).some(isAdded)),
    hasNextPage: current.pageInfo.hasNextPage || (hasNextPage && current.nodes.slice(-1).some(isAdded)),
  };
  return { rows, pageInfo, changes };
}
