import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { TypedDocumentString } from "../generated/documents.js";
import { useToasts } from "../parts/toasts.js";
import { property } from "./property.js";
import { isRefusal, type Refusal } from "./refusal.js";
import { hasCode, getMessage, RequestError } from "./request-error.js";
import { send } from "./send.js";

type Answer<Result> = NonNullable<Result[keyof Result]>;

/** The outcome of a mutation. The caller shows a refusal. */
export type Outcome<Result> =
  | { readonly kind: "DONE"; readonly payload: Exclude<Answer<Result>, Refusal> }
  | { readonly kind: "REFUSED"; readonly refusal: Refusal }
  | { readonly kind: "FAILED"; readonly refusal: Refusal };

export interface MutationOf<Result, Input> {
  readonly run: (input: Input, file?: File) => Promise<Outcome<Result>>;
  readonly isRunning: boolean;
}

/**
 * A document with one mutation. After it, everything that is shown is asked for again.
 * @param says who says a failure: a message, or the caller, as in a dialog: it hides messages from screen readers.
 */
export function useMutationOf<Result extends object, Input>(
  document: TypedDocumentString<Result, { readonly input: Input }>,
  says: "MESSAGE" | "CALLER" = "MESSAGE",
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
        if (typeof answer !== "object" || answer === null) {
          throw new RequestError("UNEXPECTED", "The server answered without a result. Try again later.");
        }
        if (isRefusal(answer)) return { kind: "REFUSED", refusal: answer };
        // The document's own type, without its refusals.
        return { kind: "DONE", payload: answer as Exclude<Answer<Result>, Refusal> };
      } catch (problem) {
        // With the session, the dialog is gone, too.
        if (says === "MESSAGE" || hasCode(problem, "UNAUTHENTICATED")) {
          toasts.say({
            title: getMessage(problem),
            variant: hasCode(problem, "CANCELLED") ? "info" : "danger",
          });
        }
        return {
          kind: "FAILED",
          refusal: problem instanceof RequestError ? problem : new RequestError("", getMessage(problem)),
        };
      } finally {
        setRunning(false);
        void queries.invalidateQueries();
      }
    },
    [document, queries, toasts, says],
  );
  return { run, isRunning };
}
