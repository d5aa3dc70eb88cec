// What every script of the project does with its arguments, and with a reader that has gone.
import { parseArgs, type ParseArgsConfig } from "node:util";

/** Ends the process quietly when nobody reads its output any more, as `head` does not. */
function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** Says how the arguments are wrong, and ends the process with exit code 2. @param what in a sentence. */
export function wrongArguments(what: string): never {
  process.stderr.write(`${what} Run it with --help to see its arguments.\n`);
  process.exit(2);
}

/**
 * Reads the arguments of a script. `--help` prints how it is written, and ends the process with exit code 0; what is
 * wrong is told in a sentence, with exit code 2. Ends the process quietly, too, when its reader has gone.
 * @param usage begins with `Usage: `, and names every option.
 * @param config as `util.parseArgs` has it, without `help`.
 */
export function readArguments<const T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  endWithReader(process.stdout);
  endWithReader(process.stderr);
  const { args = process.argv.slice(2) } = config;
  // Whatever else is wrong: who asks for help gets it.
  const beforeEnd = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  if (beforeEnd.some((one) => one === "--help" || one === "-h")) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The sentences behind the first tell of a way to write it that no script has.
    const [first = ""] = error.message.split(/\.? (?=To specify|Did you|This command)|\n/);
    return wrongArguments(`${first.replace(/\.$/, "")}.`);
  }
}
