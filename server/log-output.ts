import { getErrorCode } from "@tokenplane/files/system-error";
import fs from "node:fs";

/** How much waits at most for a place that takes nothing, such as a full disk, in bytes. */
const MAX_WAITING = 1_048_576;

/** How long the process waits at most for a reader that is behind, in milliseconds; and how long between two tries. */
const PATIENCE_MS = 200;
const PAUSE_MS = 10;

/** How long until what waits is tried again, when nothing else is written, in milliseconds. */
const AGAIN_MS = 1_000;

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Whether a pipe is full whose reader is behind. */
function isFull(error: unknown): boolean {
  return ["EAGAIN", "EBUSY"].includes(getErrorCode(error));
}

/**
 * Lines to a descriptor of a file, in their order, written at once. What its place does not take waits in memory and is tried again;
 * beyond that, lines are dropped. A reader that is behind is waited for, but not for long: then the process continues without it,
 * and does not wait again until all is written.
 */
export class LogOutput {
  readonly #fd: number;
  readonly #reportDropped: (dropped: number) => void;
  readonly #waiting: Buffer[] = [];
  #bytes = 0;
  #dropped = 0;
  #patience = PATIENCE_MS;
  #timer: NodeJS.Timeout | undefined;
  readonly #atExit = () => {
    this.#patience = PATIENCE_MS;
    this.#flush();
  };

  /** @param reportDropped gets how many lines were dropped, once the others are written. */
  constructor(fd: number, reportDropped: (dropped: number) => void) {
    this.#fd = fd;
    this.#reportDropped = reportDropped;
  }

  write(line: string): void {
    const bytes = Buffer.from(line);
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    this.#flush();
    // Of the first, a part may be written.
    if (this.#bytes <= MAX_WAITING || this.#waiting.length === 1) return;
    this.#waiting.pop();
    this.#bytes -= bytes.length;
    this.#dropped += 1;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    while (this.#waiting[0] !== undefined) {
      const written = this.#attempt(this.#waiting[0]);
      if (written === null) return this.#later();
      this.#bytes -= written;
      if (written === this.#waiting[0].length) this.#waiting.shift();
      else this.#waiting[0] = this.#waiting[0].subarray(written);
    }
    this.#patience = PATIENCE_MS;
    process.off("exit", this.#atExit);
    if (this.#dropped === 0) return;
    const lines = this.#dropped;
    this.#dropped = 0;
    this.#reportDropped(lines);
  }

  /** Writes as much of a line as there is room for. @returns how many bytes; null when nothing of it can be written now. */
  #attempt(line: Buffer): number | null {
    for (;;) {
      try {
        return fs.writeSync(this.#fd, line);
      } catch (error) {
        if (!isFull(error) || this.#patience <= 0) return null;
        Atomics.wait(pause, 0, 0, PAUSE_MS);
        this.#patience -= PAUSE_MS;
      }
    }
  }

  #later(): void {
    this.#timer = setTimeout(() => this.#flush(), AGAIN_MS).unref();
    process.off("exit", this.#atExit).once("exit", this.#atExit);
  }
}
