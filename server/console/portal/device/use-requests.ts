import { useCallback, useEffect, useRef, useState } from "react";
import type { Device } from "./device.js";
import { noteOpen } from "./wake.js";
import { poll } from "./protocol.js";
import { nextShown, type Shown, type ShownRequest } from "./shown-request.js";

/** How often the server is asked while somebody looks at the page, in milliseconds. */
const EVERY_MS = 3_000;

export interface Requests {
  /** ASKING until the server has answered for the first time. */
  readonly state: "ASKING" | "ASKED" | "UNKNOWN" | "AWAY";
  readonly request: ShownRequest | undefined;
  /** Notes that a request has its outcome, and asks the server for the next one. */
  readonly goOn: (nonce: string) => Promise<void>;
}

/** What is asked for a token on this phone. The server is asked while the page is seen, and when the worker says so. */
export function useRequests(device: Device): Requests {
  const [state, setState] = useState<Requests["state"]>("ASKING");
  const [shown, setShown] = useState<Shown>({ request: undefined, count: 0 });
  const answered = useRef(new Set<string>());
  const looking = useRef<AbortController>(undefined);
  /** Asks the server now. What is asked already is given up: its answer may be old, or never come. */
  const look = useCallback(async () => {
    looking.current?.abort();
    const own = new AbortController();
    looking.current = own;
    const polled = await poll(device, own);
    if (looking.current !== own) return;
    looking.current = undefined;
    setState(polled.state);
    // While the server is away, what was asked stays: it may be answered.
    if (polled.state === "AWAY") return;
    const open = polled.state === "ASKED" ? polled.requests : [];
    noteOpen(device, open.length > 0);
    // The server may have been asked before it had the answer.
    const unanswered = open.filter(({ nonce }) => !answered.current.has(nonce));
    setShown((before) => nextShown(before, unanswered, Date.now()));
  }, [device]);
  const goOn = useCallback(
    (nonce: string) => {
      answered.current.add(nonce);
      setShown(({ request, count }) => ({ request: request?.nonce === nonce ? undefined : request, count }));
      return look();
    },
    [look],
  );
  const isKnown = state !== "UNKNOWN";
  useEffect(() => {
    const lookIfSeen = () => {
      if (document.visibilityState === "visible") void look();
    };
    lookIfSeen();
    // Whom the server does not know is asked for again when the page is opened, not before.
    const timer = isKnown
      ? setInterval(() => (looking.current === undefined ? lookIfSeen() : undefined), EVERY_MS)
      : undefined;
    document.addEventListener("visibilitychange", lookIfSeen);
    navigator.serviceWorker.addEventListener("message", lookIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", lookIfSeen);
      navigator.serviceWorker.removeEventListener("message", lookIfSeen);
    };
  }, [look, isKnown]);
  return { state, request: shown.request, goOn };
}
