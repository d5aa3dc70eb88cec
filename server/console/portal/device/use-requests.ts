import { useCallback, useEffect, useRef, useState } from "react";
import type { Device } from "./device.js";
import { noteOpen } from "./wake.js";
import { poll, type PushRequest } from "./protocol.js";

/** How often the server is asked while somebody looks at the page, in milliseconds. */
const EVERY_MS = 3_000;

/** A request, with the moment at which it was seen first, in milliseconds since 1970. */
export interface ShownRequest extends PushRequest {
  readonly arrivedAt: number;
}

export interface Requests {
  /** ASKING until the server has answered for the first time. */
  readonly state: "ASKING" | "ASKED" | "UNKNOWN" | "AWAY";
  readonly requests: readonly ShownRequest[];
  /** Asks the server now. */
  readonly look: () => Promise<void>;
}

/** What is open for a token on this phone. The server is asked while the page is seen, and when the worker says so. */
export function useRequests(device: Device): Requests {
  const [state, setState] = useState<Requests["state"]>("ASKING");
  const [requests, setRequests] = useState<readonly ShownRequest[]>([]);
  const isLooking = useRef(false);
  const look = useCallback(async () => {
    if (isLooking.current) return;
    isLooking.current = true;
    try {
      const polled = await poll(device);
      setState(polled.state);
      // While the server is away, what was asked stays: it may be answered.
      if (polled.state === "AWAY") return;
      const open = polled.state === "ASKED" ? polled.requests : [];
      noteOpen(device, open.length > 0);
      setRequests((known) =>
        open.map((request) => ({
          ...request,
          arrivedAt: known.find(({ nonce }) => nonce === request.nonce)?.arrivedAt ?? Date.now(),
        })),
      );
    } finally {
      isLooking.current = false;
    }
  }, [device]);
  const isKnown = state !== "UNKNOWN";
  useEffect(() => {
    const lookIfSeen = () => {
      if (document.visibilityState === "visible") void look();
    };
    lookIfSeen();
    // Whom the server does not know is asked for again when the page is opened, not before.
    const timer = isKnown ? setInterval(lookIfSeen, EVERY_MS) : undefined;
    document.addEventListener("visibilitychange", lookIfSeen);
    navigator.serviceWorker.addEventListener("message", lookIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", lookIfSeen);
      navigator.serviceWorker.removeEventListener("message", lookIfSeen);
    };
  }, [look, isKnown]);
  return { state, requests, look };
}
