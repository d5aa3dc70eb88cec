import { useEffect } from "react";

/**
 * Gives the focus to the heading of the page when the element that had it is gone, as after the button that corrected what
 * the page complained of: otherwise the next Tab begins at the top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: EventTarget | null = null;
    const remember = ({ target }: FocusEvent) => {
      last = target;
    };
    const check = () => {
      if (document.activeElement !== document.body || !(last instanceof Element) || last.isConnected) return;
      last = null;
      document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
    };
    const watcher = new MutationObserver(check);
    document.addEventListener("focusin", remember);
    watcher.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      watcher.disconnect();
    };
  }, []);
}
