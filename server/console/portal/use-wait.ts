import { useEffect, useState } from "react";

/** After so long, a message may be sent again, in milliseconds: before, the server sends none. */
const RESEND_AFTER = 30_000;

/**
 * Counts down after a message was sent.
 * @param message another value for each message; undefined while none was sent. @returns seconds until the next one.
 */
export function useResendWait(message: unknown): number {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (message === undefined) return;
    const moment = Date.now();
    setNow(moment);
    setUntil(moment + RESEND_AFTER);
  }, [message]);
  const isWaiting = until > now;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return Math.max(0, Math.ceil((until - now) / 1_000));
}
