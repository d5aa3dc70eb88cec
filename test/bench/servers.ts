import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A server in a process of its own. */
export interface Server {
  readonly port: number;
  /** Milliseconds from the start of the process until it answered. */
  readonly startedIn: number;
  /** CPU time so far, in microseconds; undefined where the system does not tell. */
  cpu(): number | undefined;
  /** Resident memory in megabytes. */
  memory(): number | undefined;
  stop(): Promise<void>;
}

/** Clock ticks of /proc/PID/stat in a second, on every Linux there is. */
const TICKS = 100;

function statusOf(child: ChildProcess): { cpu: number; memory: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
    return {
      cpu: ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1e6,
      memory: Number(resident) / 1024,
    };
  } catch {
    return undefined;
  }
}

/** Starts a program that listens on PORT, and waits until it answers. */
export async function startProgram(
  file: string,
  args: readonly string[],
  port: number,
  environment: Record<string, string>,
): Promise<Server> {
  const begin = performance.now();
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env["PATH"], PORT: String(port), TOKENPLANE_LOG_LEVEL: "warn", ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  // A bench that is broken off leaves nothing behind.
  process.once("exit", () => child.kill("SIGKILL"));
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/health/live`).then(
      () => true,
      () => false,
    );
    if (answered) break;
    if (child.exitCode !== null) throw new Error(`${path.basename(file)} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    port,
    startedIn: performance.now() - begin,
    cpu: () => statusOf(child)?.cpu,
    memory: () => statusOf(child)?.memory,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}
