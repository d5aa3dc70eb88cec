import pino from "pino";
import pretty from "pino-pretty";

export type Log = pino.Logger;

type Format = "auto" | "json" | "text";

/** Whether lines for people are written, rather than JSON. */
export function isReadable(format: Format): boolean {
  return format === "text" || (format === "auto" && process.stdout.isTTY);
}

/**
 * A logger to standard output: lines for people on a terminal, JSON lines elsewhere.
 * Nothing that is a secret, a PIN, a code or a key is ever passed to it.
 */
export function createLog({
  logLevel,
  logFormat,
}: {
  readonly logLevel: string;
  readonly logFormat: Format;
}): Log {
  const stream = isReadable(logFormat)
    ? pretty({
        colorize: process.stdout.isTTY,
        ignore: "pid,hostname",
        translateTime: "HH:MM:ss",
        sync: true,
      })
    : pino.destination({ fd: 1, sync: true });
  return pino({ level: logLevel, base: null }, stream);
}
