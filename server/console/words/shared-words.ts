import { useSyncExternalStore } from "react";

/** The texts of parts, fields and times, on whichever page they are. */
export interface Words {
  /** The language as a tag (BCP 47), as in `de`. */
  readonly language: string;
  readonly cancel: string;
  readonly close: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly show: string;
  readonly hide: string;
  /** The name of the button that shows a password, for screen readers. @param label of its field. */
  readonly showField: (label: string) => string;
  /** The name of the place where messages appear, for screen readers. */
  readonly messages: string;
  /** The words that a screen reader reads out before a message; who sees it, sees a colour. */
  readonly alerts: Readonly<Record<"success" | "danger" | "warning" | "info", string>>;
  /** The same behind the text below a field. */
  readonly statuses: Readonly<Record<"error" | "success", string>>;
  /** The words that a screen reader reads out in a button while its action still runs. */
  readonly running: string;
  readonly justNow: string;
  /** Signs of the units, as in "7 h 12 min". */
  readonly units: Readonly<Record<"hour" | "minute", string>>;
  readonly password: {
    readonly tooShort: (least: number, missing: number) => string;
    readonly tooLong: (most: number, surplus: number) => string;
    readonly longEnough: string;
    readonly good: string;
  };
}

export const ENGLISH: Words = {
  language: "en",
  cancel: "Cancel",
  close: "Close",
  copy: "Copy",
  copied: "Copied",
  notCopied: "Not copied",
  show: "Show",
  hide: "Hide",
  showField: (label) => `Show: ${label}`,
  messages: "Messages",
  alerts: {
    success: "Success alert:",
    danger: "Danger alert:",
    warning: "Warning alert:",
    info: "Info alert:",
  },
  statuses: { error: "error status", success: "success status" },
  running: "in progress",
  justNow: "just now",
  units: { hour: "h", minute: "min" },
  password: {
    tooShort: (least, missing) => `At least ${least} characters: ${missing} more`,
    tooLong: (most, surplus) => `At most ${most} characters: ${surplus} too many`,
    longEnough: "Long enough",
    good: "Several unrelated words make a good password.",
  },
};

let current = ENGLISH;
const listeners = new Set<() => void>();

/** The current words. In a component, use `useWords`. */
export function words(): Words {
  return current;
}

/** Says what is said from now on: the console is in English, a portal in the person's language. */
export function setWords(changed: Words): void {
  current = changed;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The current words, also after a change. */
export function useWords(): Words {
  return useSyncExternalStore(subscribe, words);
}
