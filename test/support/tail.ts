import { spawn, type ChildProcess } from "node:child_process";
import { TOKENPLANE } from "./process.js";

/** `tokenplane events tail`, as it runs in a terminal. */
export class Tail {
  stdout = "";
  stderr = "";
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  #changed: (() => void) | undefined;

  /** @param key of the API, or the file that it is in. */
  constructor(endpoint: string, key: string | { readonly file: string }, args: readonly string[] = []) {
    const shown =
      typeof key === "string" ? { TOKENPLANE_API_KEY: key } : { TOKENPLANE_API_KEY_FILE: key.file };
    const child = spawn(process.execPath, [TOKENPLANE, "events", "tail", ...args], {
      env: { PATH: process.env["PATH"], TOKENPLANE_ENDPOINT: endpoint, ...shown, TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
      this.#changed?.();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
      this.#changed?.();
    });
    this.ended = new Promise((resolve) => child.once("close", resolve));
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    this.#child.kill(signal);
    return this.ended;
  }
}
