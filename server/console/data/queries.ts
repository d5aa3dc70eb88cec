import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import type { TypedDocumentString } from "../generated/documents.js";
import { hasCode } from "./request-error.js";
import { getDocumentId, send } from "./send.js";

/** Failures that another attempt may not have. */
const isPassing = (problem: Error) =>
  hasCode(problem, "NETWORK", "UNAVAILABLE", "OVERLOADED", "INTERNAL", "UNEXPECTED");

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The feed says when something changed.
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (failures, problem) => failures < 2 && isPassing(problem),
      },
    },
  });
}

/** A document as a query of TanStack Query. What was shown before stays, until the new answer is there. */
export function query<Result, Variables extends object>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
) {
  return queryOptions({
    queryKey: [getDocumentId(document), variables],
    queryFn: () => send(document, variables),
    placeholderData: keepPreviousData,
  });
}
