import { lineList } from "@tokenplane/files/line-list";
import { USUAL_PERIOD_SECONDS } from "@tokenplane/files/token-layout";
import type { Command } from "commander";
import { stat, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { StartError, unreadable, UsageError } from "../start-error.js";
import { change, inTypedWords, look, type AsTyped } from "./client.js";
import { AS_JSON, asEnum, choice, printJson } from "./options.js";
import { progressBar } from "./progress-bar.js";

const JOB_FIELDS = `id status startedAt failure created refusedCount refused { line message }
  reasons { message count lines } progress { bytesRead bytesTotal rowsChecked }`;

/** The names of the API's inputs on the command line. */
const TYPED: AsTyped = {
  format: "--format",
  model: "--model",
  periodSeconds: "--period",
  secretEncoding: "--encoding",
  hash: "--hash",
  acceptShortSecrets: "--accept-short-secrets",
  pskcKey: "TOKENPLANE_PSKC_KEY",
  pskcPassphrase: "TOKENPLANE_PSKC_PASSPHRASE",
  PROTECTIMUS_TWO: "protectimus-two",
  PROTECTIMUS_SHARK: "protectimus-shark",
  PROTECTIMUS_ULTRA: "protectimus-ultra",
  OATH_CSV: "oath-csv",
};

const FORMATS = ["csv", "oath-csv", "pskc"] as const;
const MODELS = ["protectimus-two", "protectimus-shark", "protectimus-ultra", "universal"] as const;
const ENCODINGS = ["hex", "base32", "base64"] as const;
const HASHES = ["sha1", "sha256", "sha512"] as const;

const Job = z.object({
  id: z.string(),
  status: z.enum(["RUNNING", "SUCCEEDED", "REFUSED", "FAILED"]),
  startedAt: z.string().nullable(),
  failure: z.string().nullable(),
  created: z.number(),
  refusedCount: z.number(),
  refused: z.array(z.object({ line: z.number().nullable(), message: z.string() })),
  reasons: z.array(z.object({ message: z.string(), count: z.number(), lines: z.array(z.number()) })),
  progress: z.object({ bytesRead: z.number(), bytesTotal: z.number(), rowsChecked: z.number() }),
});
type Job = z.infer<typeof Job>;

const LOOK = `query ($id: ID!) { importJob(id: $id) { ${JOB_FIELDS} } }`;

/** Bytes that the server takes. */
const LARGEST = 32_000_000;

/** How often the server is asked how far it is, in milliseconds. */
const LOOK_EVERY = 300;

/** Reasons of refusals that are printed. */
const MAX_PRINTED = 20;

/** The argument for standard input in the place of a file. */
const STANDARD_INPUT = "-";

function tooLarge(called: string, bytes: string): StartError {
  return new StartError(`${called} has ${bytes} bytes; at most ${LARGEST} are imported at once. Split it.`);
}

/** All of standard input. @throws StartError when it is too large, as soon as it is */
async function standardInput(): Promise<File> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const piece of process.stdin) {
    if (!(piece instanceof Uint8Array)) throw new TypeError("standard input is read as text");
    bytes += piece.length;
    if (bytes > LARGEST) throw tooLarge("Standard input", `more than ${LARGEST}`);
    pieces.push(new Uint8Array(piece));
  }
  return new File(pieces, "standard input");
}

/** A file to send; `-` is standard input. @throws UsageError when it cannot be read. @throws StartError when it is too large. */
async function fileAt(place: string): Promise<File> {
  if (place === STANDARD_INPUT) return standardInput();
  try {
    const { size } = await stat(place);
    if (size > LARGEST) throw tooLarge(place, String(size));
    return new File([new Uint8Array(await readFile(place))], path.basename(place));
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw unreadable(place, error);
  }
}

/** The error of a job that did not succeed. */
function getFailure({ status, failure, reasons, refusedCount }: Job): StartError {
  if (status === "FAILED") return new StartError(failure ?? "The import failed.");
  const printed = reasons.slice(0, MAX_PRINTED);
  const sentences = printed.map(({ message, count, lines }) => {
    const sentence = inTypedWords(message, TYPED);
    if (lines.length === 0) return sentence;
    return `${count === 1 ? "line" : "lines"} ${lineList(lines, count)}: ${sentence}`;
  });
  const more =
    refusedCount - printed.reduce((sum, { count, lines }) => sum + (lines.length > 0 ? count : 0), 0);
  return new StartError(
    [...sentences, ...(more > 0 ? [`… and ${more} more`] : []), "Nothing was imported."].join("\n"),
  );
}

/**
 * Imports a file through the running server, and shows how far it is.
 * @param assumed what is said after a check of what the file may leave out. @throws StartError with a line for each refused row.
 */
async function importFile(
  mutation: string,
  things: string,
  place: string,
  input: { readonly dryRun?: true },
  isJson: boolean,
  assumed = "",
): Promise<void> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) {
    ... on ${type}Payload { job { ${JOB_FIELDS} } } ... on Error { code message path } } }`;
  const file = await fileAt(place);
  const sent = { ...input, background: true, file: null };
  const unknown =
    input.dryRun === true
      ? "The check changes nothing. Run the command again."
      : "It is not known whether the import began. Before you repeat it, run the command with --dry-run: it refuses rows that exist already.";
  const shape = z.object({ job: Job });
  let { job } = await change(mutation, query, sent, shape, unknown, { file, typed: TYPED });
  const bar = progressBar(process.stderr, file.name);
  while (job.status === "RUNNING") {
    if (job.startedAt === null) bar.say("waits for other imports");
    else bar.show(job.progress.bytesRead / Math.max(job.progress.bytesTotal, 1));
    await setTimeout(LOOK_EVERY);
    const goesOn = `The import may continue on the server. Before you repeat it, query importJob with the id ${job.id}.`;
    job = await look("importJob", LOOK, { id: job.id }, Job, goesOn);
  }
  bar.end();
  if (isJson) printJson(job);
  if (job.status !== "SUCCEEDED") throw getFailure(job);
  if (isJson) return;
  console.log(
    input.dryRun === true
      ? `All ${job.progress.rowsChecked} ${things} can be imported.${assumed} Nothing was changed.`
      : `${job.created} ${things} were imported.`,
  );
}

interface TokenOptions {
  readonly format: string;
  readonly model?: string;
  readonly period?: number;
  readonly encoding?: string;
  readonly hash?: string;
  readonly acceptShortSecrets?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** A secret of the environment: arguments are seen by everybody on the machine. */
function getSecret(name: string): string | undefined {
  return process.env[name] || undefined;
}

function seconds(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new UsageError("--period takes a number of seconds: 30 or 60.");
  return Number(text);
}

/** The input of tokenImport. */
function tokenInput({ format, model, period, encoding, hash, acceptShortSecrets, dryRun }: TokenOptions) {
  const pskcKey = getSecret("TOKENPLANE_PSKC_KEY");
  const pskcPassphrase = getSecret("TOKENPLANE_PSKC_PASSPHRASE");
  return {
    format: asEnum(format),
    ...(model === undefined ? {} : { model: asEnum(model) }),
    ...(period === undefined ? {} : { periodSeconds: period }),
    ...(encoding === undefined ? {} : { secretEncoding: asEnum(encoding) }),
    ...(hash === undefined ? {} : { hash: asEnum(hash) }),
    ...(acceptShortSecrets === undefined ? {} : { acceptShortSecrets }),
    ...(pskcKey === undefined ? {} : { pskcKey }),
    ...(pskcPassphrase === undefined ? {} : { pskcPassphrase }),
    ...(dryRun === undefined ? {} : { dryRun }),
  };
}

/** The server's assumption about TOTP tokens, as a sentence after a check; nothing for CSV, of which the arguments say it. */
function getAssumed({ format, model, period = USUAL_PERIOD_SECONDS }: TokenOptions): string {
  return format === "csv" || model === "protectimus-ultra"
    ? ""
    : ` TOTP tokens without a period in the file get ${period} seconds.`;
}

const THROUGH = "through the running server (TOKENPLANE_ENDPOINT, TOKENPLANE_API_KEY)";
const ONLY_LOOK = [
  "--dry-run",
  "only check whether the whole file can be imported, and change nothing",
] as const;

export function addImportCommands(program: Command): void {
  program
    .command("tokens")
    .description(`Import tokens from a file, ${THROUGH}.`)
    .command("import")
    .description("Create tokens from a file, all of them or none.")
    .argument("<file>", "CSV or PSKC, of at most 32 MB; - for standard input")
    .addOption(
      choice(
        "--format <format>",
        "the format of the file; csv has the columns serialNumber,secret",
        FORMATS,
      ).default("csv"),
    )
    .addOption(choice("--model <model>", "the model of all tokens in the file; csv requires it", MODELS))
    .option(
      "--period <seconds>",
      "for how many seconds a TOTP code is valid. In csv: for all tokens; fobs require it (30 or 60). In other formats: for tokens without a period in the file; 30 by default",
      seconds,
    )
    .addOption(choice("--encoding <encoding>", "the encoding of the secrets", ENCODINGS))
    .addOption(
      choice("--hash <hash>", "the hash algorithm of universal tokens, if the file does not name it", HASHES),
    )
    .option(
      "--accept-short-secrets",
      "also accept secrets of 10 to 15 bytes, which are shorter than RFC 4226 requires",
    )
    .option(...ONLY_LOOK)
    .option(...AS_JSON)
    .addHelpText(
      "after",
      "\nFor encrypted PSKC: TOKENPLANE_PSKC_KEY (hexadecimal) or TOKENPLANE_PSKC_PASSPHRASE in the environment.",
    )
    .action((file: string, options: TokenOptions) =>
      importFile(
        "tokenImport",
        "tokens",
        file,
        tokenInput(options),
        options.json === true,
        getAssumed(options),
      ),
    );
  program
    .command("users")
    .description(`Import users from a file, ${THROUGH}.`)
    .command("import")
    .description("Create users from a file, all of them or none.")
    .argument(
      "<file>",
      "CSV with the columns login,email,phoneNumber,firstName,lastName; - for standard input",
    )
    .option(...ONLY_LOOK)
    .option(...AS_JSON)
    .action((file: string, { json, ...input }: { dryRun?: true; json?: true }) =>
      importFile("userImport", "users", file, input, json === true),
    );
  program
    .command("assignments")
    .description(`Import links of tokens to resources from a file, ${THROUGH}.`)
    .command("import")
    .description("Link tokens to resources from a file, all of them or none.")
    .argument("<file>", "CSV with the columns resource,serialNumber; - for standard input")
    .option(...ONLY_LOOK)
    .option(...AS_JSON)
    .action((file: string, { json, ...input }: { dryRun?: true; json?: true }) =>
      importFile("assignmentImport", "assignments", file, input, json === true),
    );
}
