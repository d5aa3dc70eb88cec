import { spawn } from "node:child_process";
import { PROVIDER } from "../support/terraform.js";

/** How an export ended. */
export interface Exported {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the provider's `export`, as a person does at a prompt. */
export function startExport(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(PROVIDER, ["export", ...args], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Exported>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { ended, pid: child.pid, interrupt: () => child.kill("SIGINT") };
}

/** Runs it to its end. */
export function runExport(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Exported> {
  return startExport(environment, ...args).ended;
}
