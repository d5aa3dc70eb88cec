import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { getReadiness } from "./readiness.js";
import { byTier } from "./tier.js";
import { waited } from "./waits.js";

// The program that a person uses: the built command line in its own process, with only the environment that a test gives it.

export const TOKENPLANE = path.join(import.meta.dirname, "../../server/dist/commands/tokenplane.js");

/**
 * V8 does not optimize the code of the embedded database, most of which runs once in a short life: that takes half of the time
 * to open it. In the deep tier, the server, a backup and a restore run as a person starts them.
 */
const QUICK_START: readonly string[] = ["--liftoff-only"];

/** Commands whose speed, and what they hold meanwhile, the deep tier measures. */
const AT_LENGTH: ReadonlySet<string | undefined> = new Set(["start", "backup", "restore"]);

/** The line that a server prints when it answers. */
export const READY = /Tokenplane is ready at (http:\/\/\S+)\/graphql/;

/** The line that names the file with the first key, where output is not a terminal. */
const FIRST_ACCESS = /"file":"([^"]+)".*written to a file/;

/** How a process ended, and what it wrote. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  over(): boolean;
  stdout(): string;
  kill(signal: NodeJS.Signals): void;
  /** The first match of a pattern in standard output; null when the process ends without one. */
  reported(pattern: RegExp): Promise<string | null>;
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  cwd: string,
  { input = "", program = TOKENPLANE }: { readonly input?: string; readonly program?: string } = {},
): Running {
  const { PATH = "" } = process.env;
  const TMPDIR = os.tmpdir();
  const flags = AT_LENGTH.has(args[0]) ? byTier(QUICK_START, []) : QUICK_START;
  const child = spawn(process.execPath, [...flags, program, ...args], {
    cwd,
    env: { PATH, TMPDIR, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A command may end before it has read everything.
  child.stdin.on("error", () => {}).end(input);
  const { pid } = child;
  assert.ok(pid, "the process did not start");
  let stdout = "";
  let stderr = "";
  let over = false;
  let waiting: (() => void)[] = [];
  const look = () => {
    const now = waiting;
    waiting = [];
    for (const again of now) again();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    look();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code, signal) => {
      over = true;
      look();
      resolve({ code, signal, stdout, stderr });
    });
  });
  const reported = (pattern: RegExp): Promise<string | null> =>
    new Promise((resolve) => {
      const again = () => {
        const found = pattern.exec(stdout)?.[1];
        if (found !== undefined) resolve(found);
        else if (over) resolve(null);
        else waiting.push(again);
      };
      again();
    });
  return {
    pid,
    ended,
    over: () => over,
    stdout: () => stdout,
    kill: (signal) => child.kill(signal),
    reported,
  };
}

/** Memory that a process holds, in megabytes. */
function residentMemory(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;
  } catch {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1_024;
  }
}

/** A server in a process of its own, that answers. */
export interface ServerProcess {
  readonly pid: number;
  readonly url: string;
  readonly ended: Promise<Ended>;
  /** Whether the process ended although no test ended it. */
  endedByItself(): boolean;
  /** The standard output of the process so far. */
  stdout(): string;
  /** Memory that it holds now, in megabytes. */
  memory(): number;
  /** The first administrator's key, which a new installation writes to a file. */
  firstAdminKey(): Promise<string>;
  /** The link that makes the first administrator, from the same file. */
  setupLink(): Promise<string>;
  /** Waits until standard output has a line. */
  says(line: RegExp): Promise<void>;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<Ended>;
  /** Sends SIGINT, as Ctrl-C does, and waits for the end. */
  interrupt(): Promise<Ended>;
  /** Sends SIGKILL, which no process can answer, and waits for the end. */
  kill(): Promise<Ended>;
}

/** Runs one command to its end. @param environment is all it has besides PATH and TMPDIR. @param input what it reads. */
export function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  cwd: string = os.tmpdir(),
  input = "",
): Promise<Ended> {
  return waited("commands", run(args, environment, cwd, { input }).ended);
}

/** Starts a command. @param environment is all it has besides PATH and TMPDIR. */
export function startCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Pick<Running, "ended" | "kill"> {
  return run(args, environment, os.tmpdir());
}

/**
 * Starts a server, on a free port unless the environment says another. @param program the command line.
 * @returns the server once it answers, or how its process ended before.
 */
export async function tryToStart(
  environment: Readonly<Record<string, string>>,
  cwd: string = os.tmpdir(),
  program: string = TOKENPLANE,
): Promise<ServerProcess | Ended> {
  const access = path.join(mkdtempSync(path.join(os.tmpdir(), "tokenplane-access-")), "first-access.txt");
  const { pid, ended, over, stdout, kill, reported } = run(
    ["start"],
    { PORT: "0", TOKENPLANE_FIRST_ACCESS_FILE: access, ...environment },
    cwd,
    { program },
  );
  const written = reported(FIRST_ACCESS).then((file) => (file === null ? "" : readFileSync(file, "utf8")));
  void ended.then(() => rmSync(path.dirname(access), { recursive: true, force: true }));
  const firstAccess = async (pattern: RegExp) => {
    const found = pattern.exec(await written)?.[0];
    assert.ok(found, `the file of the first access has no ${pattern.source}`);
    return found;
  };
  const url = await waited("server processes", reported(READY));
  if (url === null) return ended;
  assert.match(await getReadiness({ url }), /^200 /);
  let askedToEnd = false;
  const end = (signal: NodeJS.Signals) => {
    askedToEnd = true;
    kill(signal);
    return ended;
  };
  return {
    pid,
    url,
    ended,
    endedByItself: () => !askedToEnd && over(),
    stdout,
    memory: () => residentMemory(pid),
    firstAdminKey: () => firstAccess(/tp_[0-9A-Za-z]+/),
    setupLink: () => firstAccess(/https?:\/\/\S+\/invitation#\S+/),
    async says(line) {
      assert.notEqual(await reported(new RegExp(`(${line.source})`)), null, `it never said ${line.source}`);
    },
    stop: () => end("SIGTERM"),
    interrupt: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
  };
}

/** Starts a server that must start. */
export async function startProcess(
  environment: Readonly<Record<string, string>>,
  cwd?: string,
  program?: string,
): Promise<ServerProcess> {
  const started = await tryToStart(environment, cwd, program);
  if ("url" in started) return started;
  throw new Error(`the server did not start: ${started.stderr || started.stdout}`);
}

/** Starts a server that must not start. @returns how it ended. */
export async function failToStart(
  environment: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<Ended> {
  const started = await tryToStart(environment, cwd);
  if (!("url" in started)) return started;
  await started.stop();
  throw new Error("the server started");
}

/** The servers and folders of a test file, and their removal. */
export class Workshop {
  readonly #folders: string[] = [];
  readonly #servers: ServerProcess[] = [];

  /** A new path for a data folder; nothing is there yet. */
  dataFolder(): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-fault-"));
    this.#folders.push(folder);
    return path.join(folder, "data");
  }

  /** Starts a server that is killed at the end, if it still runs then. */
  async start(
    environment: Readonly<Record<string, string>>,
    cwd?: string,
    program?: string,
  ): Promise<ServerProcess> {
    return this.keep(await startProcess(environment, cwd, program));
  }

  /** Registers a server, to stop it at the end. */
  keep(server: ServerProcess): ServerProcess {
    this.#servers.push(server);
    return server;
  }

  /** Ends what still runs. Throws when a server had ended by itself. */
  async clear(): Promise<void> {
    const fallen = this.#servers.filter((server) => server.endedByItself());
    await Promise.all(this.#servers.map((server) => server.kill()));
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(await Promise.all(fallen.map(({ ended }) => ended)), [], "a server ended by itself");
  }
}
