#!/usr/bin/env node
import { isUnreachable } from "../database/unreachable.js";
import { StartError } from "../start-error.js";
import { commandLine } from "./command-line.js";

const LOST =
  "The database was lost while it worked, or cannot be reached any more. What was begun is done whole or not at all. Run this again when it is there.";

/**
 * Whoever reads no further, as `head` does, is no failure: what is printed from then on goes nowhere, and the command does
 * the rest of its work. One that only prints ends itself.
 */
function outliveReader(stream: NodeJS.WriteStream): void {
  stream.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return;
    process.stderr.write(`What the command prints cannot be written: ${message}.\n`);
    process.exit(1);
  });
}

outliveReader(process.stdout);
process.stderr.on("error", () => {});

commandLine()
  .parseAsync()
  .catch((error: unknown) => {
    // A StartError is a sentence for people; anything else is a fault of ours, and its stack helps to mend it.
    if (error instanceof StartError) console.error(error.message);
    else if (isUnreachable(error)) console.error(LOST);
    else console.error("An unexpected failure:", error);
    process.exit(1);
  });
