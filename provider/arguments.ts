// How every script of the project reads its arguments, and what it does when its reader has gone.
import { parseArgs, type ParseArgsConfig } from "node:util";

/** Ends the process without an error when the reader of its output has gone, as with `| head`. */
function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** Reports wrong arguments, and ends the process with exit code 2. @param what one sentence. */
export function wrongArguments(what: string): never {
  process.stderr.write(`${what} Run it with --help to see its arguments.\n`);
  process.exit(2);
}

/**
 * Reads the arguments of a script. `--help` prints the usage, and ends the process with exit code 0.
 * Wrong arguments are reported in one sentence, with exit code 2. When the reader of the output has gone, the process
 * ends without an error.
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
  // Help is shown even if other arguments are wrong.
  const beforeEnd = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  if (beforeEnd.some((one) => one === "--help" || one === "-h")) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Only the first sentence is kept; the further ones suggest forms that no script accepts.
    const [first = ""] = error.message.split(/\.? (?=To specify|Did you|This command)|\n/);
    return wrongArguments(`${first.replace(/\.$/, "")}.`);
  }
}
