import { writeSync } from "node:fs";
import pino from "pino";
import { prettyFactory } from "pino-pretty";
import { hasColor } from "./color.js";

export type Log = pino.Logger;

type Format = "auto" | "json" | "text";

/** Whether lines for people are written to a stream, rather than JSON. */
function isReadable(format: Format, stream: NodeJS.WriteStream): boolean {
  return format === "text" || (format === "auto" && stream.isTTY);
}

/** What every log line has besides what is logged: the trace that it belongs to, while there are traces. */
export const lineContext = { fields: (): object => ({}) };

/**
 * How log lines are made, whatever their target. Of an error, only name, message and stack are logged:
 * databases put the values of a failed statement there, and one may be a password that was typed as a login.
 */
export function logOptions(level: string): pino.LoggerOptions {
  return {
    level,
    base: null,
    mixin: () => lineContext.fields(),
    serializers: {
      err(error: Error) {
        const { type, message, stack } = pino.stdSerializers.err(error);
        return { type, message, stack };
      },
    },
  };
}

/** How long a reader gets that takes nothing more for now, in milliseconds, before the same is tried again. */
const AGAIN_AFTER = 50;

const nobody = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes lines at once, each whole. A line that cannot be written is dropped, as when the disk is full on which they are kept: a server
 * goes on without its log.
 * @param reported is called with the number of lines that were dropped, once one could be written again.
 * @param writeSome writes some bytes at least; it returns how many, and throws the system's errors.
 */
export function writerTo(
  fd: number,
  reported: (dropped: number) => void,
  writeSome: (fd: number, bytes: Buffer) => number = writeSync,
): (text: string) => void {
  let dropped = 0;
  /** Whether the beginning of a line was written, and not its end. */
  let isTorn = false;
  const put = (text: string) => {
    let rest = Buffer.from(isTorn ? `\n${text}` : text);
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSome(fd, rest));
        isTorn = rest.length > 0;
      } catch (error) {
        if (!(error instanceof Error) || !("code" in error) || error.code !== "EAGAIN") throw error;
        Atomics.wait(nobody, 0, 0, AGAIN_AFTER);
      }
    }
  };
  return (text) => {
    try {
      put(text);
    } catch {
      dropped += 1;
      return;
    }
    if (dropped === 0) return;
    const count = dropped;
    dropped = 0;
    reported(count);
  };
}

/**
 * A logger to standard output: lines for people on a terminal, JSON lines elsewhere, in colour where that is wanted.
 * Nothing that is a secret, a PIN, a code or a key is ever passed to it.
 * @param fd 2 for standard error, where a command prints its result to standard output.
 */
export function createLog(
  { logLevel, logFormat }: { readonly logLevel: string; readonly logFormat: Format },
  fd: 1 | 2 = 1,
): Log {
  const output = fd === 1 ? process.stdout : process.stderr;
  const write = writerTo(fd, (dropped) => {
    log.warn({ dropped }, "lines of the log could not be written, and are lost");
  });
  const readable = isReadable(logFormat, output)
    ? prettyFactory({ colorize: hasColor(output), ignore: "pid,hostname", translateTime: "HH:MM:ss" })
    : null;
  const log = pino(logOptions(logLevel), {
    write: (line: string) => write(readable === null ? line : readable(line)),
  });
  return log;
}
