import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { getCpu } from "./machine.js";

const ROOT = path.resolve(import.meta.dirname, "../../../../../..");

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: { readonly start: string };
};

/** What `npm start` gives to Node.js. */
const NPM_START = scripts.start.split(" ").slice(1);

/** A server in a process of its own. */
export interface Server {
  readonly port: number;
  /** Milliseconds from the start of the process until it answered. */
  readonly startedIn: number;
  /** CPU time so far, in microseconds; NaN where the system does not tell. */
  cpu(): number;
  /** Resident memory in megabytes. */
  memory(): number | undefined;
  stop(): Promise<void>;
}

/** Resident memory of a process in megabytes; undefined where the system does not tell. */
function getMemory(pid: number | undefined): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

/**
 * Starts a program that listens on PORT, and waits until it answers.
 * @param args of Node.js: the file, and what belongs to it.
 */
export async function startProgram(
  args: readonly string[],
  port: number,
  environment: Record<string, string>,
): Promise<Server> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
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
    if (child.exitCode !== null) throw new Error(`${args.join(" ")} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    port,
    startedIn: performance.now() - begin,
    cpu: () => getCpu(child.pid),
    memory: () => getMemory(child.pid),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

/** Starts Tokenplane as `npm start` does. */
export function startTokenplane(port: number, environment: Record<string, string>): Promise<Server> {
  return startProgram(NPM_START, port, environment);
}
