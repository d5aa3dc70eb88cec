import { useState } from "react";
import { front } from "./front.js";
import type { Refusal } from "./refusal.js";
import { useMutationOf, type Outcome } from "./use-mutation-of.js";
import type { TypedDocumentString } from "../generated/documents.js";
import { useToasts } from "../parts/toasts.js";

type Payload<Result> = Extract<Outcome<Result>, { readonly kind: "DONE" }>["payload"];

/** A mutation of a dialog: why it did nothing stays until the next try, or until it is cleared. */
export interface DialogAction<Input> {
  readonly run: (input: Input) => Promise<void>;
  readonly isRunning: boolean;
  readonly refusal: Refusal | undefined;
  /** Forgets the refusal, as when what was refused is changed. */
  readonly clear: () => void;
}

/** A mutation of a dialog. @param onDone what comes after it was done. */
export function useAction<Result extends object, Input>(
  document: TypedDocumentString<Result, { readonly input: Input }>,
  onDone: (payload: Payload<Result>) => void,
): DialogAction<Input> {
  const { run, isRunning } = useMutationOf(document, "CALLER");
  const [refusal, setRefusal] = useState<Refusal>();
  return {
    isRunning,
    refusal: refusal && { ...refusal, message: front().say(refusal) },
    clear: () => setRefusal(undefined),
    async run(input) {
      setRefusal(undefined);
      const outcome = await run(input);
      if (outcome.kind === "DONE") onDone(outcome.payload);
      else setRefusal(outcome.refusal);
    },
  };
}

/** A mutation of a button that asks nothing: a message says what came of it. @param done as in "The token is unlocked." */
export function useQuickAction<Result extends object, Input>(
  document: TypedDocumentString<Result, { readonly input: Input }>,
  done: string,
): Pick<DialogAction<Input>, "run" | "isRunning"> {
  const { run, isRunning } = useMutationOf(document);
  const toasts = useToasts();
  return {
    isRunning,
    async run(input) {
      const outcome = await run(input);
      if (outcome.kind === "REFUSED") toasts.say({ title: front().say(outcome.refusal), variant: "danger" });
      if (outcome.kind === "DONE") toasts.say({ title: done, variant: "success" });
    },
  };
}
