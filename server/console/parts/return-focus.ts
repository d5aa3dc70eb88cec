import { useEffect, useRef, type RefObject } from "react";

/** Gives the focus back to what opened a dialog, when the dialog is closed. */
export function useReturnFocus(isOpen: boolean, opener: RefObject<HTMLElement | null>): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen) wasOpen.current = true;
    if (isOpen || !wasOpen.current) return undefined;
    wasOpen.current = false;
    // The dialog gives it to where it was before, such as the entry of a closed menu, a moment after it is gone.
    const timer = setTimeout(() => opener.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, [isOpen, opener]);
}
