import type { Clock } from "../../server/clock.js";
import type { DatabaseTime } from "../../server/database/database-time.js";
import { Prisma } from "../../server/database/generated/client.js";

/** A clock that is stopped until a test moves it. */
export interface ManualClock {
  readonly clock: Clock;
  /** Moves the clock. @param seconds negative to go back. */
  pass(seconds: number): void;
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

/**
 * A clock at the beginning of a step of 30 and of 60 seconds, so that tests know their place in the step.
 */
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

/** The clock of a database that agrees with a test's own. */
export function getDatabaseTime(clock: Clock): DatabaseTime {
  return () => Prisma.sql`${new Date(clock())}::timestamptz`;
}
