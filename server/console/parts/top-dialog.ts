/**
 * The handling of Escape in a dialog: PatternFly lets every open dialog hear it, also those below the one that the person sees.
 * @param titleId the id of the dialog's title. @param close what closes it.
 */
export function onTopEscape(titleId: string, close: () => void): () => void {
  return () => {
    const dialogs = [...document.querySelectorAll("[role=dialog][aria-modal=true]")];
    // Of two, the later one is above the other.
    if (dialogs.at(-1)?.getAttribute("aria-labelledby") === titleId) close();
  };
}
