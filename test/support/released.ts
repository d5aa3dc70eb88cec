// The server as it is released, and how it is run where it was installed.
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { ROOT } from "./pages.js";
import { READY } from "./process.js";

/** Makes a release of the server, of what was built. */
export function releaseServer(folder: string, environment: Readonly<Record<string, string>> = {}): void {
  execFileSync(
    "sh",
    ["-c", 'umask "$MASK" && exec node provider/run.mjs release/server.ts "$1"', "-", folder],
    { cwd: ROOT, env: { ...process.env, MASK: "022", ...environment }, stdio: "pipe" },
  );
}

/** A server that was installed, and runs. */
export interface Installed {
  readonly url: string;
  readonly pid: number | undefined;
  /** All that it printed so far. */
  output(): string;
  /** Sends SIGTERM and waits. @returns the exit code. */
  stop(): Promise<number | null>;
}

/** The folder and the environment in which a server runs. */
export interface Place {
  readonly cwd: string;
  /** All of its environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly uid?: number;
}

/** Starts an installed server, and waits until it says that it is ready. @throws Error when it ends before. */
export function startInstalled(
  command: string,
  args: readonly string[],
  { cwd, environment, uid }: Place,
): Promise<Installed> {
  const user = uid === undefined ? {} : { uid, gid: uid };
  // A group of its own: npx does not hand signals on.
  const child = spawn(command, args, { cwd, env: environment, detached: true, ...user });
  const over = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    let output = "";
    const look = (text: string) => {
      output += text;
      const [, url] = READY.exec(output) ?? [];
      if (url === undefined) return;
      resolve({ url, pid: child.pid, output: () => output, stop: () => (signalGroup(child), over) });
    };
    child.stdout.setEncoding("utf8").on("data", look);
    child.stderr.setEncoding("utf8").on("data", look);
    child.once("error", reject);
    void over.then((code) => reject(new Error(`it ended with ${code}: ${output}`)));
  });
}

function signalGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, "SIGTERM");
}

/** The API key in a file of the first access, which a server writes as soon as it is ready. */
export async function firstKey(file: string): Promise<string> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const [key] = (existsSync(file) && /tp_[0-9A-Za-z]+/.exec(readFileSync(file, "utf8"))) || [];
    if (key !== undefined) return key;
    await setTimeout(100);
  }
  throw new Error(`${file} has no key`);
}

/** Where a command of this machine is; undefined when there is none. */
export function commandHere(name: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}

/** Whether a command works here. */
export function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
