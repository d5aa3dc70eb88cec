import { spawn } from "node:child_process";
import { PROVIDER } from "./terraform.js";

/** How an export ended. */
export interface Exported {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the provider's `export`, as a person does at a prompt. */
export function runExport(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Exported> {
  const child = spawn(PROVIDER, ["export", ...args], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}
