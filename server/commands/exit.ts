import { isUnreachable } from "../database/unreachable.js";
import { StartError, UnreachableError, UsageError } from "../start-error.js";

/** The exit codes of every command. */
export const EXIT = {
  /** It is done. */
  done: 0,
  /** It was refused, or what was looked for is not so. */
  refused: 1,
  /** A command, an option, an argument or a setting is unknown, missing or wrong, or names a file that cannot be read. */
  usage: 2,
  /** The server or the database cannot be reached. It may not be known whether it is done: standard error says so. */
  unreachable: 3,
} as const;

const LOST =
  "The connection to the database was lost, or the database cannot be reached. Each change of the command is made completely, or not at all. Run the command again when the database can be reached.";

/**
 * Says on standard error why a command ended.
 * @returns its exit code.
 */
export function reportFailure(error: unknown): number {
  // A StartError is a sentence for people; anything else is a bug in Tokenplane, and its stack helps to correct it.
  if (error instanceof StartError) {
    console.error(error.message);
    if (error instanceof UsageError) return EXIT.usage;
    return error instanceof UnreachableError ? EXIT.unreachable : EXIT.refused;
  }
  if (isUnreachable(error)) {
    console.error(LOST);
    return EXIT.unreachable;
  }
  console.error("An unexpected failure:", error);
  return EXIT.refused;
}
