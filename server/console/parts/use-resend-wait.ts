import { useEffect, useRef, useState } from "react";

/** Milliseconds after which a code may be sent again: before, the server sends none. The last one holds for all further codes. */
const WAITS = [30_000, 60_000, 120_000] as const;

/** The same where no code is sent: a phone or a device is asked. */
const WAIT = 30_000;

/** Milliseconds without a message after which the server begins with the first wait again. */
const FORGOTTEN_AFTER = 10 * 60_000;

/**
 * Counts down after a message was sent.
 * @param message another value for each message; undefined while none was sent. @param isCode whether a code was sent by it.
 * @returns seconds until the next one.
 */
export function useResendWait(message: unknown, isCode: boolean): number {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const sent = useRef({ count: 0, at: 0 });
  useEffect(() => {
    if (message === undefined) return;
    const moment = Date.now();
    const before = moment - sent.current.at >= FORGOTTEN_AFTER ? 0 : sent.current.count;
    sent.current = { count: before + 1, at: moment };
    setNow(moment);
    setUntil(moment + (isCode ? (WAITS[before] ?? WAITS[2]) : WAIT));
  }, [message, isCode]);
  const isWaiting = until > now;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return Math.max(0, Math.ceil((until - now) / 1_000));
}
