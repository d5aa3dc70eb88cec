import { useEffect, useState } from "react";

/** How often it is looked at, in milliseconds. */
const TICK = 1_000;

/** The time, in milliseconds since 1970, as of the last second. */
export function useEachSecond(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const look = () => setNow(Date.now());
    const timer = setInterval(look, TICK);
    // Timers stop while a phone sleeps.
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return now;
}
