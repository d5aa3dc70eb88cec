import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { EXIT } from "./exit.js";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Whether a signal has come already, on Linux. Node.js listens from its own start on: at a signal it gives its handler up and
 * sends the signal to itself again, to end. Nothing ends the first process so, and only the handler is missing then.
 */
function hasBeenSignalled(): boolean {
  let status: string;
  try {
    status = readFileSync("/proc/self/status", "utf8");
  } catch {
    return false;
  }
  const caught = /^SigCgt:\s+([\da-f]+)$/m.exec(status)?.[1];
  if (caught === undefined) return false;
  return SIGNALS.some(
    (signal) => ((BigInt(`0x${caught}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 0n,
  );
}

/**
 * The first process of a container receives only signals that it listens to. Before the server listens to them, they end
 * it at once, as they end every other process. @returns what undoes this.
 */
export function listenAsFirstProcess(): () => void {
  if (process.pid !== 1) return () => {};
  const end = () => process.exit(EXIT.refused);
  if (hasBeenSignalled()) end();
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}
