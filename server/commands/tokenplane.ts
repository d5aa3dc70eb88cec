#!/usr/bin/env node
import { commandLine } from "./command-line.js";
import { EXIT, reportFailure } from "./exit.js";

/**
 * A reader that stops, such as `head`, is no failure: what is printed from then on goes nowhere, and the command does
 * the rest of its work. One that only prints ends itself.
 */
function outliveReader(stream: NodeJS.WriteStream): void {
  stream.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return;
    process.stderr.write(`The output of the command cannot be written: ${message}.\n`);
    process.exit(EXIT.refused);
  });
}

outliveReader(process.stdout);
process.stderr.on("error", () => {});

commandLine()
  .parseAsync()
  .catch((error: unknown) => {
    const code = reportFailure(error);
    // Text that is printed already reaches its reader first: into a pipe, it is written later.
    process.stdout.write("", () => process.exit(code));
  });
