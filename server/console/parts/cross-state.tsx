import { useEffect } from "react";
import { useWords } from "../words/shared-words.js";

/**
 * Is rendered in a dialog, and gives its cross what PatternFly does not let it be given: a name in the language of the page, and
 * that it does nothing at the moment.
 * @param titleId the id of the dialog's title.
 */
export function CrossState({ titleId, isHeld }: { readonly titleId: string; readonly isHeld: boolean }) {
  const { close } = useWords();
  useEffect(() => {
    const cross = document.querySelector(`[aria-labelledby="${titleId}"] .pf-v6-c-modal-box__close button`);
    cross?.setAttribute("aria-label", close);
    cross?.setAttribute("aria-disabled", String(isHeld));
    cross?.classList.toggle("pf-m-aria-disabled", isHeld);
  }, [titleId, close, isHeld]);
  return null;
}
