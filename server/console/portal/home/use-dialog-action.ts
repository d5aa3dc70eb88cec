import { useAction, type DialogAction } from "../../data/use-action.js";
import type { TypedDocumentString } from "../../generated/documents.js";
import { useToasts } from "../../parts/toasts.js";

/** A mutation of a dialog, which closes when it was done. @param done what is said then. */
export function useDialogAction<Result extends object, Input>(
  document: TypedDocumentString<Result, { readonly input: Input }>,
  done: string,
  onClose: () => void,
): DialogAction<Input> {
  const toasts = useToasts();
  return useAction(document, () => {
    toasts.say({ title: done, variant: "success" });
    onClose();
  });
}
