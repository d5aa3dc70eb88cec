import { notifyManager, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { hasCode } from "./request-error.js";

/** Whether the server no longer knows a document of these pages: it was updated, and the pages were not. */
export const isOfOldPages = (problem: unknown) => hasCode(problem, "PERSISTED_DOCUMENT_NOT_FOUND");

/** Why what is shown may be old. Where nothing is shown yet, the failure is shown in its place. */
function failureIn(queries: QueryClient): Error | undefined {
  const failures = queries
    .getQueryCache()
    .findAll({ type: "active", predicate: ({ state }) => state.data !== undefined })
    .flatMap(({ state: { error } }) => error ?? []);
  return failures.find(isOfOldPages) ?? failures[0];
}

/** Why something that is shown may be old: it was asked for again, and could not be read. Undefined when all could be read. */
export function useRefetchFailure(): Error | undefined {
  const queries = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => queries.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    [queries],
  );
  return useSyncExternalStore(subscribe, () => failureIn(queries));
}
