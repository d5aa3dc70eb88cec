import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { TypedDocumentString } from "../generated/documents.js";
import { useToasts } from "../parts/toasts.js";
import { property } from "./property.js";
import { isRefusal, type Refusal } from "./refusal.js";
import { hasCode, messageOf } from "./request-error.js";
import { send } from "./send.js";

type Answer<Result> = NonNullable<Result[keyof Result]>;

/** What came of a mutation. Of a failure, the person was informed already; a refusal is for the caller to show. */
export type Outcome<Result> =
  | { readonly kind: "DONE"; readonly payload: Exclude<Answer<Result>, Refusal> }
  | { readonly kind: "REFUSED"; readonly refusal: Refusal }
  | { readonly kind: "FAILED" };

export interface MutationOf<Result, Input> {
  readonly run: (input: Input, file?: File) => Promise<Outcome<Result>>;
  readonly isRunning: boolean;
}

/** A document with one mutation. After it, everything that is shown is asked for again. */
export function useMutationOf<Result extends object, Input>(
  document: TypedDocumentString<Result, { readonly input: Input }>,
): MutationOf<Result, Input> {
  const queries = useQueryClient();
  const toasts = useToasts();
  const [isRunning, setRunning] = useState(false);
  const run = useCallback(
    async (input: Input, file?: File): Promise<Outcome<Result>> => {
      setRunning(true);
      try {
        const data = await send(document, { input }, file);
        const [field = ""] = Object.keys(data);
        const answer = property(data, field);
        if (typeof answer !== "object" || answer === null) return { kind: "FAILED" };
        if (isRefusal(answer)) return { kind: "REFUSED", refusal: answer };
        // The document's own type, without its refusals.
        return { kind: "DONE", payload: answer as Exclude<Answer<Result>, Refusal> };
      } catch (problem) {
        toasts.say({
          title: messageOf(problem),
          variant: hasCode(problem, "CANCELLED") ? "info" : "danger",
        });
        return { kind: "FAILED" };
      } finally {
        setRunning(false);
        void queries.invalidateQueries();
      }
    },
    [document, queries, toasts],
  );
  return { run, isRunning };
}
