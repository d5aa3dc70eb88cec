type Area = "localStorage" | "sessionStorage";

/** The text that this browser keeps under a name; null for none, also with all cookies blocked: then the browser throws. */
export function keptText(area: Area, name: string): string | null {
  try {
    return globalThis[area].getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text under a name, where the browser keeps anything. @param text null: not any more. */
export function keepText(area: Area, name: string, text: string | null): void {
  try {
    if (text === null) globalThis[area].removeItem(name);
    else globalThis[area].setItem(name, text);
  } catch {
    // Nothing depends on it.
  }
}
