import { useSyncExternalStore } from "react";

/** How often times that are counted from now are shown again, in milliseconds. */
const TICK = 60_000;

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, in milliseconds since 1970, as of the last minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // No component listened for a while. What one rendering reads twice must be the same.
    if (timer === undefined && Date.now() - now > 1_000) now = Date.now();
    return now;
  });
}
