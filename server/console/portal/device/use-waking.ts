import { useCallback, useEffect, useState } from "react";
import type { Device } from "./device.js";
import { tellWakeToken } from "./protocol.js";
import { subscribe, waking, worker, type Waking } from "./wake.js";

export interface KnownWaking {
  /** undefined while it is not known yet. */
  readonly state: Waking | undefined;
  /** Asks the person, and subscribes. @returns whether this phone is woken from now on. */
  readonly allow: (serverKey: string) => Promise<boolean>;
}

/**
 * Whether requests wake this phone. At each opening, the server learns by what: browsers change it by themselves, and the
 * server forgets what did not work.
 */
export function useWaking(portal: string, devices: readonly Device[] | undefined): KnownWaking {
  const [state, setState] = useState<Waking>();
  useEffect(() => {
    if (devices === undefined) return undefined;
    let isCurrent = true;
    const tell = async () => {
      await worker(portal);
      const { state: found, wakeToken } = await waking(portal);
      if (isCurrent) setState(found);
      if (wakeToken !== null) await Promise.all(devices.map((device) => tellWakeToken(device, wakeToken)));
    };
    // Nothing depends on it but that the person opens the page by hand.
    tell().catch(() => (isCurrent ? setState((known) => known ?? "NEVER") : undefined));
    return () => {
      isCurrent = false;
    };
  }, [portal, devices]);
  const allow = useCallback(
    async (serverKey: string) => {
      const wakeToken = await subscribe(portal, serverKey);
      const told = (devices ?? []).map((device) => tellWakeToken(device, wakeToken));
      if (wakeToken !== null) await Promise.all(told);
      setState((await waking(portal)).state);
      return wakeToken !== null;
    },
    [portal, devices],
  );
  return { state, allow };
}
