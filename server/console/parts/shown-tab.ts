import { useEffect, useRef, type RefObject } from "react";

/** Scrolls a list of tabs, and not the page, until a tab of it is seen. */
function reveal(tab: HTMLElement, list: HTMLElement): void {
  const { left, right } = tab.getBoundingClientRect();
  const within = list.getBoundingClientRect();
  if (right > within.right) list.scrollLeft += right - within.right;
  if (left < within.left) list.scrollLeft -= within.left - left;
}

/**
 * Keeps the tab that is shown in sight, where there are more tabs than fit beside each other.
 * @param shown which tab that is. @returns the ref of that tab.
 */
export function useShownTab(shown: string): RefObject<HTMLButtonElement | null> {
  const tab = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const { current } = tab;
    const list = current?.closest<HTMLElement>("[role=tablist]");
    if (current == null || list == null) return undefined;
    // The buttons that scroll the list appear later, and make it narrower.
    const watcher = new ResizeObserver(() => reveal(current, list));
    watcher.observe(list);
    return () => watcher.disconnect();
  }, [shown]);
  return tab;
}
