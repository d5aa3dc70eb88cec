import { useEffect } from "react";
import { useWords } from "../words/shared-words.js";

/**
 * Stands in a dialog, and calls its cross by the word of the language: PatternFly names it in English, and takes no other name.
 * @param titleId the id of the dialog's title.
 */
export function CloseLabel({ titleId }: { readonly titleId: string }) {
  const { close } = useWords();
  useEffect(() => {
    document
      .querySelector(`[aria-labelledby="${titleId}"] .pf-v6-c-modal-box__close button`)
      ?.setAttribute("aria-label", close);
  }, [titleId, close]);
  return null;
}
