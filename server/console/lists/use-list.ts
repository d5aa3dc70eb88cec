import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import type { SearchedPageFragment, TypedDocumentString } from "../generated/documents.js";
import { useSteadyRows, type SteadyRows } from "./steady-rows.js";

interface List<Row> {
  readonly totalCount: number;
  /** False when there may be more. */
  readonly totalCountIsExact: boolean;
  readonly nodes: readonly Row[];
  readonly pageInfo: SearchedPageFragment;
}

/** One page of a list, with rows that stay where they are. */
export interface ListPage<Row> extends SteadyRows<Row> {
  /** As it is now; null while it is loaded. */
  readonly list: List<Row> | null;
}

/** Reads one page of a list. @param listOf takes the list from the answer. */
export function useList<Result, Variables extends object, Row extends { readonly id: string }>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  listOf: (result: Result) => List<Row> | null,
): ListPage<Row> {
  const { data, error, isPlaceholderData } = useQuery(query(document, variables));
  if (error !== null && data === undefined) throw error;
  const list = data === undefined ? null : listOf(data);
  const steady = useSteadyRows(JSON.stringify(variables), isPlaceholderData ? undefined : list?.nodes);
  return { ...steady, list };
}
