import type { Clock } from "./clock.js";
import type { Log } from "./log.js";

/** How often the clock is looked at, in milliseconds. */
const EVERY_MS = 1_000;

/** By how many milliseconds it may differ from what was expected: a clock that is corrected slowly never does within a second. */
const JUMP_MS = 2_000;

/** Looks whether the clock of the machine jumps. */
export interface ClockWatch {
  /** By how many seconds the clock is ahead of where it would be, had it not jumped since the start; negative when behind. */
  ahead(): number;
  stop(): void;
}

/**
 * Compares a clock with one that only goes forward, and reports each jump in the log. Codes depend on the time: with an embedded database,
 * there is no other clock to compare with.
 * @param monotonic milliseconds since any moment, by a clock that cannot be set.
 */
export function watchClock(
  clock: Clock,
  log: Log,
  monotonic: () => number = () => performance.now(),
): ClockWatch {
  const offset = () => clock() - monotonic();
  const atStart = offset();
  let last = atStart;
  const look = () => {
    const now = offset();
    const jump = now - last;
    last = now;
    if (Math.abs(jump) < JUMP_MS) return;
    const seconds = Math.round(Math.abs(jump) / 1_000);
    log.warn(
      { seconds, direction: jump > 0 ? "forward" : "back" },
      "the clock of this machine jumped: while it is wrong, TOTP codes that are right are refused. Check the machine's time service",
    );
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    ahead() {
      look();
      return (last - atStart) / 1_000;
    },
    stop: () => clearInterval(timer),
  };
}
