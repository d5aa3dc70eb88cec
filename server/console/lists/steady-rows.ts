import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { steadyPage, type ReadPage, type SteadyPage } from "./steady-page.js";

/** The page of a list that is shown. */
export interface SteadyRows<Row> {
  /** Undefined until there is one. */
  readonly steady: SteadyPage<Row> | undefined;
  /** Whether the rows are still those of another view, because the answer for this one is not there yet. */
  readonly isOld: boolean;
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
  current: ReadPage<Row> | undefined,
): SteadyRows<Row> {
  const queries = useQueryClient();
  const [shown, setShown] = useState<{ readonly view: string; readonly page: ReadPage<Row> }>();
  const refresh = useCallback(() => {
    void queries.invalidateQueries().then(() => setShown(undefined));
  }, [queries]);
  if (
    current !== undefined &&
    (shown?.view !== view || (shown.page.nodes.length === 0 && current.nodes.length > 0))
  )
    setShown({ view, page: current });
  if (shown === undefined) return { steady: undefined, isOld: false, refresh };
  const isCurrent = current !== undefined && shown.view === view;
  return {
    steady: steadyPage(shown.page, isCurrent ? current : shown.page),
    isOld: shown.view !== view,
    refresh,
  };
}
