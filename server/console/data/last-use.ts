// The server ends a session that is not used. All tabs of the console, or of a portal, in a browser have the same one, so that
// they say to each other when it was used, and when it ended. Other portals have others.

type Message = "USED" | "ENDED";

let lastUse = Date.now();
let onEnd = () => {};
/** Where the browser keeps nothing for a page, some open no channel to the other tabs either. */
let announce: (message: Message) => void = () => {};

/** Listens to the other tabs with the same session from now on. @param place of the session, as in `portal-vpn`. */
export function joinTabs(place: string): void {
  try {
    const tabs = new BroadcastChannel(`tokenplane-${place}`);
    tabs.addEventListener("message", ({ data }) => {
      if (data === "ENDED") onEnd();
      else lastUse = Date.now();
    });
    announce = (message) => tabs.postMessage(message);
  } catch {
    // It is the only tab.
  }
}

/** Notes that the server answered, and so knows that the session is used. */
export function noteUse(): void {
  lastUse = Date.now();
  announce("USED");
}

/** When the session was last used in any tab, in milliseconds since 1970. */
export function lastUsed(): number {
  return lastUse;
}

/** Announces to the other tabs that the session has ended. */
export function announceEnd(): void {
  announce("ENDED");
}

/** Says what is done when the session has ended in another tab. */
export function onEndElsewhere(listener: () => void): void {
  onEnd = listener;
}
