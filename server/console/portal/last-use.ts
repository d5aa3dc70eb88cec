import { portalAddress } from "./place.js";

// The server ends a session that nobody uses. All tabs of a portal in a browser have the same one, so that they say to each other
// when it was used, and when it ended. Other portals have others.

/** After so long without a request, the server ends a session, in milliseconds. It counts in whole minutes. */
export const IDLE_MS = 10 * 60_000 - 60_000;

/** The other tabs; undefined where the browser keeps nothing for a page: some then open no channel either. */
function otherTabs(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(`tokenplane-portal-${portalAddress}`);
  } catch {
    return undefined;
  }
}

const tabs = otherTabs();
let lastUse = Date.now();
let onEnd = () => {};

tabs?.addEventListener("message", ({ data }) => {
  if (data === "ENDED") onEnd();
  else lastUse = Date.now();
});

/** Notes that the server answered, and so knows that the session is used. */
export function noteUse(): void {
  lastUse = Date.now();
  tabs?.postMessage("USED");
}

/** When the session was last used in any tab, in milliseconds since 1970. */
export function lastUsed(): number {
  return lastUse;
}

/** Tells the other tabs that the session has ended. */
export function tellEnd(): void {
  tabs?.postMessage("ENDED");
}

/** Says what is done when the session has ended in another tab. */
export function onEndElsewhere(listener: () => void): void {
  onEnd = listener;
}
