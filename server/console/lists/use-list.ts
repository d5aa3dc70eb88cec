import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import { getFailure, type ReadFailure } from "../data/read-failure.js";
import type { TypedDocumentString } from "../generated/documents.js";
import type { ReadPage } from "./steady-page.js";
import { useSteadyRows, type SteadyRows } from "./steady-rows.js";

interface List<Row> extends ReadPage<Row> {
  readonly totalCount: number;
  /** False when there may be more. */
  readonly totalCountIsExact: boolean;
}

/** One page of a list, with rows that stay where they are. */
export interface ListPage<Row> extends SteadyRows<Row> {
  /** As it is now; null while it is loaded. */
  readonly list: List<Row> | null;
  /** Why there is no list. */
  readonly failure: ReadFailure | undefined;
}

/** Reads one page of a list. @param getList takes the list from the answer. */
export function useList<Result, Variables extends object, Row extends { readonly id: string }>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  getList: (result: Result) => List<Row> | null,
): ListPage<Row> {
  const answer = useQuery(query(document, variables));
  const { data, isPlaceholderData } = answer;
  const list = data === undefined ? null : getList(data);
  const rows = useSteadyRows(
    JSON.stringify(variables),
    isPlaceholderData || list === null ? undefined : list,
  );
  return { ...rows, list, failure: getFailure(answer) };
}
