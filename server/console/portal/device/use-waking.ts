import { useCallback, useEffect, useRef, useState } from "react";
import { useLanguage } from "../language.js";
import type { Device } from "./device.js";
import { tellWakeToken } from "./protocol.js";
import { isAllowed, subscribe, waking, worker, type Waking } from "./wake.js";

export interface KnownWaking {
  /** undefined while it is not known yet. */
  readonly state: Waking | undefined;
  /** Asks the person, and subscribes. @returns whether this phone is woken from now on. */
  readonly allow: () => Promise<boolean>;
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
    const tell = async () => {
      await worker(portal);
      // Whoever allowed it is not asked again: a subscription that ended, or is for another key of the server, is renewed.
      if (isAllowed() && devices.length > 0 && serverKey !== "") await subscribe(portal, serverKey);
      const { state: found, wakeToken } = await waking(portal);
      if (isCurrent) setState(found);
      if (wakeToken !== null) await Promise.all(devices.map((device) => tellWakeToken(device, wakeToken)));
    };
    // Nothing depends on it but that the person opens the page by hand.
    tell().catch(() => (isCurrent ? setState((known) => known ?? "NEVER") : undefined));
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
    // Those of now: the person may have taken a while.
    if (wakeToken !== null) {
      await Promise.all((current.current ?? []).map((device) => tellWakeToken(device, wakeToken)));
    }
    setState((await waking(portal)).state);
    return wakeToken !== null;
  }, [portal, serverKey]);
  return { state, allow };
}
