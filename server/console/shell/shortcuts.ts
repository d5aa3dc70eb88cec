import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { keepText, keptText } from "../parts/browser-storage.js";
import { ENTRIES } from "./navigation.js";
import { useMayUse } from "./viewer.js";

const KEY = "tokenplane-shortcuts";

/** After g, another key leads to a page for so long, in milliseconds. */
const SEQUENCE = 1_500;

/** Where keys are typed, and so are no shortcuts. */
const TYPED_INTO =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu], [role=dialog]";

/** Whether single keys do something. People who speak to their computer switch it off (WCAG 2.1.4). */
export function areShortcutsOn(): boolean {
  return keptText("localStorage", KEY) !== "off";
}

export function switchShortcuts(isOn: boolean): void {
  keepText("localStorage", KEY, isOn ? "on" : "off");
}

/** Does the action of a single key: an element of the page that names the key, a page after g, or the help. */
export function useShortcuts(openHelp: () => void): void {
  const navigate = useNavigate();
  const mayUse = useMayUse();
  // It outlives what is shown again between the two keys, as when the feed is connected.
  const goAt = useRef(-Infinity);
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const { key, target, timeStamp, ctrlKey, metaKey, altKey } = event;
      if (event.defaultPrevented || ctrlKey || metaKey || altKey || !areShortcutsOn()) return;
      if (target instanceof Element && target.closest(TYPED_INTO) !== null) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      if (key === "g") {
        goAt.current = timeStamp;
        return;
      }
      const page =
        timeStamp - goAt.current < SEQUENCE
          ? ENTRIES.find((entry) => entry.key === key && mayUse(entry.field))
          : undefined;
      goAt.current = -Infinity;
      const element = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
      if (page !== undefined) void navigate({ to: page.to });
      else if (key === "?") openHelp();
      else if (element instanceof HTMLInputElement) element.focus();
      else if (element === null) return;
      else element.click();
      event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [mayUse, navigate, openHelp]);
}
