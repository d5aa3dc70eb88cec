// `export`: the command that writes an account as a configuration.
import { readArguments, wrongArguments } from "../arguments.js";
import { configure, SettingsError } from "../configure.js";
import { DiagnosticError } from "../framework/diagnostic.js";
import { createLog, wantedLevel } from "../plugin/log.js";
import { UnreachableError } from "../client/problems.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { readNetwork } from "../network-settings.js";
import { cdktf } from "./cdktf.js";
import { hcl } from "./hcl.js";
import { isTaken, toFolder, toStream } from "./output.js";
import { getProgress, getSummary } from "./progress.js";
import { writeAccount } from "./write.js";

const USAGE = `Usage: terraform-provider-tokenplane export --hcl | --cdktf [--out FOLDER]

Writes the account of TOKENPLANE_API_KEY at TOKENPLANE_ENDPOINT as a configuration. Its first plan changes nothing.

  --hcl           for Terraform and OpenTofu
  --cdktf         for TypeScript
  --out FOLDER    writes files into a new folder, instead of standard output`;

/**
 * How long the command waits for the first answer. A person waits for it, and a wrong address is more likely than a
 * restart.
 */
const FIRST_PATIENCE = 5_000;
/** How long a server is tried that has answered, unless TOKENPLANE_RETRY_TIMEOUT_SECONDS says otherwise. */
const PATIENCE = 75_000;

/** Ends the command with one sentence. */
class ExportError extends Error {
  /** @param exitCode 1 when something is refused, 2 when a setting is missing. */
  constructor(
    message: string,
    readonly exitCode: 1 | 2,
  ) {
    super(message);
  }
}

/** The exit code of a failure: 1 refused, 2 wrong use, 3 the server cannot be reached. */
function getExitCode(error: unknown): number {
  if (error instanceof UnreachableError) return 3;
  if (error instanceof SettingsError) return 2;
  return error instanceof ExportError ? error.exitCode : 1;
}

interface Wanted {
  readonly language: "hcl" | "cdktf";
  readonly folder: string | undefined;
}

function readWanted(args: readonly string[]): Wanted {
  const { values } = readArguments(USAGE, {
    args: [...args],
    options: { hcl: { type: "boolean" }, cdktf: { type: "boolean" }, out: { type: "string" } },
  });
  const { hcl: isHcl = false, cdktf: isCdktf = false, out: folder } = values;
  if (isHcl === isCdktf) {
    return wrongArguments("Write export --hcl for Terraform and OpenTofu, or export --cdktf for TypeScript.");
  }
  if (folder === "") return wrongArguments("--out takes the name of a folder.");
  return { language: isHcl ? "hcl" : "cdktf", folder };
}

/** @throws {ExportError} @throws {DiagnosticError} that say what is missing or wrong. */
async function connect(environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Tokenplane> {
  const endpoint = environment["TOKENPLANE_ENDPOINT"];
  if (!endpoint) {
    throw new ExportError(
      "Set TOKENPLANE_ENDPOINT to the server's address, such as https://mfa.example.com.",
      2,
    );
  }
  if (!environment["TOKENPLANE_API_KEY"]) {
    throw new ExportError("Set TOKENPLANE_API_KEY to an API key of the account, of role PROVISIONER.", 2);
  }
  const log = createLog(
    "export",
    wantedLevel(environment),
    (line) => void process.stderr.write(line),
    () => new Date(),
  );
  // Every key that may read may export. The provider reports later if a key may not apply.
  const request = { config: { endpoint: null, api_key: null }, log, signal, warn: () => {} };
  const tokenplane = await configure(request, environment, FIRST_PATIENCE);
  const { patience = PATIENCE } = readNetwork({}, environment, endpoint);
  return { ...tokenplane, client: tokenplane.client.patientFor(patience) };
}

async function run({ language, folder }: Wanted, signal: AbortSignal): Promise<void> {
  if (folder !== undefined && isTaken(folder)) {
    throw new ExportError(`${folder} exists already, and nothing is overwritten: name a new folder.`, 1);
  }
  const tokenplane = await connect(process.env, signal);
  const output = folder === undefined ? toStream(process.stdout) : await toFolder(folder);
  const progress = getProgress(process.stderr);
  try {
    const form = folder === undefined ? "stream" : "files";
    const counts = await writeAccount(
      tokenplane,
      language === "hcl" ? hcl : cdktf(form),
      output,
      progress.show,
    );
    progress.end();
    await output.finish();
    process.stderr.write(getSummary(counts, folder));
  } catch (error) {
    progress.end();
    await output.abandon();
    throw error;
  }
}

/** An error as one line for a person. @throws errors that are bugs. */
function sentence(error: unknown): string {
  if (error instanceof ExportError) return error.message;
  if (error instanceof DiagnosticError) {
    return error.diagnostics
      .map(({ summary, detail }) => `${summary}: ${detail.replaceAll(/\s+/g, " ")}`)
      .join(" ");
  }
  // A full disk, a missing permission, or a file where a folder should be.
  if (error instanceof Error && "syscall" in error) return `The files cannot be written: ${error.message}.`;
  throw error;
}

/**
 * Writes the account of TOKENPLANE_API_KEY as a configuration. An error is one line. The exit code is 1 when something
 * is refused, 2 when arguments or settings are wrong, and 3 when the server cannot be reached.
 */
export async function exportAccount(args: readonly string[]): Promise<void> {
  const wanted = readWanted(args);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  try {
    await run(wanted, stop.signal);
  } catch (error) {
    process.stderr.write(
      `${stop.signal.aborted ? "Stopped before everything was written." : sentence(error)}\n`,
    );
    process.exitCode = getExitCode(error);
  }
}
