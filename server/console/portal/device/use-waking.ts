import { useCallback, useEffect, useRef, useState } from "react";
import { useLanguage } from "../language.js";
import type { Device } from "./device.js";
import { sendWakeToken } from "./protocol.js";
import { isAllowed, subscribe, waking, worker, type Waking } from "./wake.js";

export interface KnownWaking {
  /** undefined while it is not known yet. */
  readonly state: Waking | undefined;
  /** Asks the person, subscribes, and tells the server. @returns what came of it. */
  readonly allow: () => Promise<"WOKEN" | "NOT_ALLOWED" | "NOT_REACHED">;
}

/** Tells the server, for each token, how this browser is woken. @returns whether it knows it of all. */
async function sendToAll(devices: readonly Device[], wakeToken: string): Promise<boolean> {
  const taken = await Promise.all(devices.map((device) => sendWakeToken(device, wakeToken)));
  return taken.every(Boolean);
}

/**
 * Whether requests wake this phone. At each opening, the server learns by what: browsers change it by themselves, and the server
 * forgets what did not work.
 * @param serverKey by which the server is known to push services, in Base64url; undefined while that is not known.
 */
export function useWaking(
  portal: string,
  devices: readonly Device[] | undefined,
  serverKey: string | undefined,
): KnownWaking {
  const [state, setState] = useState<Waking>();
  // The worker says in it that a request waits.
  const language = useLanguage();
  useEffect(() => {
    if (devices === undefined || serverKey === undefined) return undefined;
    let isCurrent = true;
    const report = async () => {
      await worker(portal);
      // A person who allowed it is not asked again: a subscription that ended, or is for another key of the server, is renewed.
      if (isAllowed() && devices.length > 0 && serverKey !== "") await subscribe(portal, serverKey);
      const { state: found, wakeToken } = await waking(portal);
      // Nothing wakes this phone before the server knows by what.
      const isKnown = wakeToken === null || (await sendToAll(devices, wakeToken));
      if (isCurrent) setState(isKnown ? found : "OFF");
    };
    // Nothing depends on it but that the person opens the page by hand.
    report().catch(() => (isCurrent ? setState((known) => known ?? "NEVER") : undefined));
    return () => {
      isCurrent = false;
    };
  }, [portal, devices, serverKey, language]);
  const current = useRef(devices);
  useEffect(() => {
    current.current = devices;
  }, [devices]);
  const allow = useCallback(async () => {
    const wakeToken = serverKey === undefined || serverKey === "" ? null : await subscribe(portal, serverKey);
    // The current ones: the person may have taken a while.
    const isKnown = wakeToken === null || (await sendToAll(current.current ?? [], wakeToken));
    const { state: found } = await waking(portal);
    setState(isKnown ? found : "OFF");
    if (!isKnown) return "NOT_REACHED";
    return wakeToken === null ? "NOT_ALLOWED" : "WOKEN";
  }, [portal, serverKey]);
  return { state, allow };
}
