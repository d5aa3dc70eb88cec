import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";

/** The rows of a list as they are shown. */
export interface SteadyRows<Row> {
  /** Undefined until there are some. A row that is gone has the values that it had. */
  readonly rows: readonly { readonly row: Row; readonly isGone: boolean }[] | undefined;
  /** How many rows were added or are gone since the list was shown. */
  readonly changes: number;
  /** Shows the list as it is now. */
  readonly refresh: () => void;
}

/**
 * Keeps rows where they are, so that none moves under the pointer: values change in place, but rows are added and removed
 * only when the person asks for it or goes to another view.
 * @param view what is asked for: filters, order, page. @param current undefined until the answer for that view is there.
 */
export function useSteadyRows<Row extends { readonly id: string }>(
  view: string,
  current: readonly Row[] | undefined,
): SteadyRows<Row> {
  const queries = useQueryClient();
  const [shown, setShown] = useState<{ readonly view: string; readonly rows: readonly Row[] }>();
  const refresh = useCallback(() => {
    void queries.invalidateQueries().then(() => setShown(undefined));
  }, [queries]);
  if (current !== undefined && (shown?.view !== view || (shown.rows.length === 0 && current.length > 0)))
    setShown({ view, rows: current });
  if (shown === undefined) return { rows: undefined, changes: 0, refresh };
  if (current === undefined || shown.view !== view)
    return { rows: shown.rows.map((row) => ({ row, isGone: false })), changes: 0, refresh };
  const byId = new Map(current.map((row) => [row.id, row]));
  const rows = shown.rows.map((row) => ({ row: byId.get(row.id) ?? row, isGone: !byId.has(row.id) }));
  const known = new Set(shown.rows.map(({ id }) => id));
  const added = current.filter(({ id }) => !known.has(id)).length;
  return { rows, changes: added + rows.filter(({ isGone }) => isGone).length, refresh };
}
