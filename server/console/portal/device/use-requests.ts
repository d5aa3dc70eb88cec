import { useCallback, useEffect, useRef, useState } from "react";
import { type Device, readNewer, removeDevice } from "./device.js";
import { noteOpen } from "./wake.js";
import { poll } from "./protocol.js";
import { nextShown, type Shown, type ShownRequest } from "./shown-request.js";

/** How often the server is asked while somebody looks at the page, in milliseconds. */
const EVERY_MS = 3_000;

export interface Requests {
  /** ASKING until the server has answered for the first time; REPLACED when this browser has deleted the key. */
  readonly state: "ASKING" | "ASKED" | "UNKNOWN" | "REPLACED" | "AWAY";
  /** Whether a first code has confirmed this phone, as far as it is known. */
  readonly isConfirmed: boolean;
  readonly request: ShownRequest | undefined;
  /** Notes that a request has its outcome, and asks the server for the next one. */
  readonly goOn: (nonce: string) => Promise<void>;
}

/** Deletes a key that the server does not know, if it knows a newer one of the same token here. @returns whether it did. */
async function removeIfReplaced(device: Device): Promise<boolean> {
  // A newer key here may be the one that another tab is about to give to the server.
  const newer = await readNewer(device);
  const polled = await Promise.all(newer.map((other) => poll(other)));
  if (!polled.some(({ state }) => state === "ASKED")) return false;
  await removeDevice(device);
  return true;
}

/** The requests for a token on this phone. The server is asked while the page is seen, and when the worker says so. */
export function useRequests(device: Device): Requests {
  const [state, setState] = useState<Requests["state"]>("ASKING");
  const [isConfirmed, setConfirmed] = useState(true);
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
    const isReplaced = polled.state === "UNKNOWN" && (await removeIfReplaced(device).catch(() => false));
    if (looking.current !== own) return;
    looking.current = undefined;
    setState(isReplaced ? "REPLACED" : polled.state);
    if (polled.state === "ASKED") setConfirmed(polled.isConfirmed);
    // While the server is away, what was asked stays: it may be answered.
    if (polled.state === "AWAY") return;
    const open = polled.state === "ASKED" ? polled.requests : [];
    noteOpen(device, open.length > 0);
    // The server may have been asked before it had the answer.
    const unanswered = open.filter(({ nonce }) => !answered.current.has(nonce));
    // As the server says it: another tab may have connected this phone meanwhile.
    const isConnecting = polled.state === "ASKED" && !polled.isConfirmed;
    setShown((before) => nextShown(before, unanswered, isConnecting, Date.now()));
  }, [device]);
  const goOn = useCallback(
    (nonce: string) => {
      answered.current.add(nonce);
      setShown(({ request, count }) => ({ request: request?.nonce === nonce ? undefined : request, count }));
      return look();
    },
    [look],
  );
  const isKnown = state !== "UNKNOWN" && state !== "REPLACED";
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
  return { state, isConfirmed, request: shown.request, goOn };
}
