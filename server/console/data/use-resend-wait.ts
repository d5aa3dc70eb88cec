import { useEffect, useState } from "react";
import { getNumber, property } from "./property.js";

/** The server's answer to a request for a code. */
export interface Turn {
  /** false: nothing was sent, because it was asked for too early, or because nothing sends it. */
  readonly sent: boolean;
  /** Seconds until the next time, counted from the answer. */
  readonly waitSeconds: number;
}

/** Reads what the server answered. */
export function turnIn(answer: unknown): Turn {
  return { sent: property(answer, "sent") !== false, waitSeconds: getNumber(answer, "waitSeconds") ?? 0 };
}

/**
 * Counts down to the next time, as the server said it.
 * @param turn another object for each answer; undefined before the first one.
 * @returns seconds until the next one.
 */
export function useResendWait(turn: Turn | undefined): number {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (turn === undefined) return;
    const moment = Date.now();
    setNow(moment);
    setUntil(moment + turn.waitSeconds * 1_000);
  }, [turn]);
  const isWaiting = until > now;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return Math.max(0, Math.ceil((until - now) / 1_000));
}
