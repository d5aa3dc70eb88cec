// A terminal in which a person runs what the pages say.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../support/pages.js";
import { READY } from "../support/process.js";
import { firstKey } from "../support/released.js";

/** How commands ended, and what they wrote. */
export interface Done {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Commands that go on until they are stopped. */
export interface Started {
  /** What was waited for in what they wrote. */
  readonly found: RegExpExecArray;
  /** Sends SIGTERM to all of them, and waits for their end. */
  stop(): Promise<Done>;
}

/** A server that was started, and what its first administrator needs. */
export interface StartedServer extends Started {
  readonly url: string;
  readonly key: string;
}

/**
 * A folder and a shell. `npx tokenplane` and `npm start` run what was built here, as they do where it is installed. The folder is
 * the home of the person too.
 */
export class Terminal {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "terminal-"));
  readonly #running = new Set<ChildProcess>();
  /** The first key of the server here: its file is there only until somebody uses the key. */
  #key: string | undefined;
  /** What was exported in this terminal. */
  environment: Readonly<Record<string, string>> = {};

  constructor() {
    const bin = path.join(this.folder, ".bin");
    mkdirSync(bin);
    const command = path.join(ROOT, "server/dist/commands/tokenplane.js");
    for (const [name, first, args] of [
      ["npx", "tokenplane", '"$@"'],
      ["npm", "start", "start"],
    ] as const) {
      const lines = [
        "#!/bin/sh",
        `[ "$1" = ${first} ] || { echo "${name} $1 is not here" >&2; exit 64; }`,
        `shift; exec '${process.execPath}' '${command}' ${args}`,
      ];
      writeFileSync(path.join(bin, name), `${lines.join("\n")}\n`, { mode: 0o755 });
    }
  }

  /** A path in the folder. */
  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** Writes a file that the person has. */
  write(name: string, text: string): void {
    writeFileSync(this.file(name), text);
  }

  #spawn(commands: string): ChildProcess & { readonly output: Done; readonly over: Promise<Done> } {
    const { PATH = "" } = process.env;
    const child = spawn("bash", ["--norc", "-euo", "pipefail", "-c", commands], {
      cwd: this.folder,
      // A group of its own, so that all commands in it can be stopped.
      detached: true,
      env: {
        PATH: `${this.file(".bin")}${path.delimiter}${PATH}`,
        HOME: this.folder,
        TMPDIR: os.tmpdir(),
        ...this.environment,
      },
    });
    this.#running.add(child);
    const output = { code: null as number | null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    const over = new Promise<Done>((resolve) =>
      child.once("close", (code) => {
        this.#running.delete(child);
        output.code = code;
        resolve(output);
      }),
    );
    return Object.assign(child, { output, over });
  }

  /** Runs commands to their end. @param input what they read. */
  async run(commands: string, input = ""): Promise<Done> {
    const child = this.#spawn(commands);
    child.stdin?.on("error", () => {}).end(input);
    return child.over;
  }

  /** Starts commands that do not end by themselves, and waits until they wrote something. @throws Error when they end. */
  async start(commands: string, pattern: RegExp): Promise<Started> {
    const child = this.#spawn(commands);
    const found = await new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(child.output.stdout);
        if (match !== null) resolve(match);
      };
      child.stdout?.on("data", look);
      void child.over.then(({ code, stdout, stderr }) =>
        reject(new Error(`ended with ${code}: ${stdout}${stderr}`)),
      );
    });
    return {
      found,
      stop: () => {
        if (child.pid !== undefined && this.#running.has(child)) process.kill(-child.pid, "SIGTERM");
        return child.over;
      },
    };
  }

  /** Starts a server by commands of a page, on any free port; what follows in this terminal asks it. */
  async server(commands = "npm start"): Promise<StartedServer> {
    this.environment = { PORT: "0", ...this.environment };
    const started = await this.start(commands, READY);
    const [, url = ""] = started.found;
    this.#key ??= await firstKey(this.file(".tokenplane/first-access.txt"));
    this.environment = { ...this.environment, TOKENPLANE_ENDPOINT: url, TOKENPLANE_API_KEY: this.#key };
    return { ...started, url, key: this.#key };
  }

  /** Ends what still runs, and removes the folder. */
  async close(): Promise<void> {
    for (const child of this.#running) {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await new Promise((resolve) => child.once("close", resolve));
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
