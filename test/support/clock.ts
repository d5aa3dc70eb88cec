import type { Clock } from "../../server/clock.js";

/** A clock that stands until a test moves it. */
export interface ManualClock {
  readonly clock: Clock;
  /** Lets time pass. @param seconds negative to step back. */
  pass(seconds: number): void;
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

/** A clock at the beginning of a 30 and 60 second step, so that tests know where in it they are. */
export function manualClock(start = Date.UTC(2026, 10, 25, 12, 0, 0)): ManualClock {
  let now = start;
  return {
    clock: () => now,
    pass(seconds) {
      now += seconds * 1_000;
    },
    now: () => now,
  };
}
