import pino from "pino";
import { prettyFactory } from "pino-pretty";
import { hasColor } from "./color.js";
import { LogOutput } from "./log-output.js";

export type Log = pino.Logger;

type Format = "auto" | "json" | "text";

/** Whether lines for people are written to a stream, rather than JSON. */
function isReadable(format: Format, stream: NodeJS.WriteStream): boolean {
  return format === "text" || (format === "auto" && stream.isTTY);
}

/** The fields that every log line has besides its own: the trace that it belongs to, while there are traces. */
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
  const destination = new LogOutput(fd, (dropped) => {
    log.warn({ dropped }, "lines of the log could not be written, and are lost");
  });
  const readable = isReadable(logFormat, output)
    ? prettyFactory({ colorize: hasColor(output), ignore: "pid,hostname", translateTime: "HH:MM:ss" })
    : null;
  const log = pino(
    logOptions(logLevel),
    readable === null ? destination : { write: (line: string) => destination.write(readable(line)) },
  );
  return log;
}
