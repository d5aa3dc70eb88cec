import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Served } from "./served.js";

/** How long a server may take to end, in milliseconds. */
const PATIENCE_MS = 15_000;

/** The one server of `npm run dev`, which is started again whenever it was built. */
export class ServerProcess {
  #child: ChildProcess | null = null;
  /** The callbacks that wait until the server answers; null while it does. */
  #waiting: (() => void)[] | null = [];
  /** The last operation on the process: operations run one after the other. */
  #last: Promise<void> = Promise.resolve();
  #isBuilt = false;
  #isPaused = false;
  #served: Served | null = null;

  constructor(
    private readonly file: string,
    private readonly pagesUrl: string,
    private readonly settings: NodeJS.ProcessEnv,
    private readonly onReady: (served: Served) => void,
  ) {}

  /** The message of the last start; null before the first one. */
  get served(): Served | null {
    return this.#served;
  }

  /** Waits while the server is built for the first time, starts, or is stopped for another program. */
  async answers(): Promise<void> {
    if (this.#waiting !== null) await new Promise<void>((resolve) => this.#waiting?.push(resolve));
  }

  /** Starts the server, or starts it again with its current build. */
  restart(): Promise<void> {
    this.#isBuilt = true;
    return this.#next(async () => {
      await this.#end();
      if (!this.#isPaused) this.#start();
    });
  }

  /** Stops the server, so that another program can use its database. */
  pause(): Promise<void> {
    this.#isPaused = true;
    return this.#next(() => this.#end());
  }

  resume(): Promise<void> {
    this.#isPaused = false;
    return this.#isBuilt ? this.restart() : Promise.resolve();
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step);
    return this.#last;
  }

  #start(): void {
    const child = spawn(process.execPath, ["--enable-source-maps", this.file, this.pagesUrl], {
      env: this.settings,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#child = child;
    child.once("exit", (code) => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#answer();
      console.log(`The server ended (${String(code)}). It starts again when a file of it changes.`);
    });
    child.once("message", (served: Served) => {
      this.#served = served;
      this.#answer();
      this.onReady(served);
    });
  }

  /** Lets those continue who wait. After a start that failed, they learn that nothing answers. */
  #answer(): void {
    for (const goOn of this.#waiting ?? []) goOn();
    this.#waiting = null;
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    this.#waiting ??= [];
    const late = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    clearTimeout(late);
  }
}
