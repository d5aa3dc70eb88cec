import { spawn } from "node:child_process";
import { Failure } from "./failure.js";

/** How a program is run. */
export interface ChildOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Ends it, and then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** The signal that the process is sent then. Default: SIGTERM. */
  readonly killSignal?: NodeJS.Signals | undefined;
  /** Whether the output of the process is shown as it comes, instead of kept. */
  readonly isShown?: boolean | undefined;
  /** The input of the process. Default: none. */
  readonly input?: string | undefined;
}

/** How a program ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * Runs a program to its end.
 * @throws Failure when it cannot be started.
 */
export async function runChild(
  command: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<ChildEnd> {
  const { folder, environment, signal, killSignal = "SIGTERM", isShown = false, input } = options;
  signal.throwIfAborted();
  const shown = isShown ? "inherit" : "pipe";
  const child = spawn(command, args, {
    cwd: folder,
    env: environment,
    // A group of its own: what Ctrl-C does to it is decided here, once.
    detached: true,
    stdio: [input === undefined ? "ignore" : "pipe", shown, shown],
  });
  const abort = () => child.kill(killSignal);
  signal.addEventListener("abort", abort, { once: true });
  let output = "";
  let errors = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  // A program that ends before it read everything says itself why.
  child.stdin?.on("error", () => {}).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", ({ message }) => reject(new Failure(`${command} cannot be started: ${message}.`)));
    child.once("close", resolve);
  });
  signal.removeEventListener("abort", abort);
  signal.throwIfAborted();
  return { code, output, errors };
}
