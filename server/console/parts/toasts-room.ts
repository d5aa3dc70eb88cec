import { useEffect } from "react";

/**
 * Says to the styles how high the toasts are, as `--tp-toasts`: on a narrow screen, pages and dialogs end above them. What has
 * the focus stays in sight.
 */
export function useToastsRoom(isShown: boolean): void {
  useEffect(() => {
    const group = isShown ? document.querySelector(".pf-v6-c-alert-group.pf-m-toast") : null;
    if (group === null) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      const focused = document.activeElement ?? document.body;
      const { top, bottom } = focused.getBoundingClientRect();
      style.setProperty("--tp-toasts", `${group.getBoundingClientRect().height}px`);
      const wasInSight = focused !== document.body && top >= 0 && bottom <= globalThis.innerHeight;
      if (wasInSight) focused.scrollIntoView({ block: "nearest" });
    });
    observer.observe(group);
    return () => {
      observer.disconnect();
      style.removeProperty("--tp-toasts");
    };
  }, [isShown]);
}
