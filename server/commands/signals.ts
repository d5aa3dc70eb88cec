import { EXIT } from "./exit.js";

/**
 * Within so many milliseconds, a second signal is the first one again: npm and npx pass on to the process what a terminal or
 * systemd sends to the whole group anyway.
 */
const SAME_SIGNAL = 1_000;

/**
 * Listens to SIGINT and SIGTERM.
 * @param stop is called at the first signal. One that comes more than a second later ends the process at once.
 */
export function listenToSignals(stop: (signal: NodeJS.Signals) => void): void {
  let stoppingSince: number | undefined;
  const listen = (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince < SAME_SIGNAL) return;
      process.exit(EXIT.refused);
    }
    stoppingSince = performance.now();
    stop(signal);
  };
  process.on("SIGTERM", listen);
  process.on("SIGINT", listen);
}

/** The signal that SIGINT and SIGTERM abort. */
export function untilStopped(): AbortSignal {
  const controller = new AbortController();
  listenToSignals(() => controller.abort());
  return controller.signal;
}
