import type { Command } from "commander";
import { readFile } from "node:fs/promises";
import { isSigned } from "../events/seal/chain.js";
import { type Checkpoint, getCheckpoint } from "../events/seal/checkpoints.js";
import { readPublicKey } from "../events/seal/seal-key.js";
import { type Verdict, Verifier } from "../events/seal/verify-seals.js";
import { StartError, unreadable, UsageError } from "../start-error.js";
import { CheckpointShape } from "./event-lines.js";
import { AS_JSON, printJson } from "./options.js";
import { getAccount, exportedLog, lastSeal, serverLog, statedKey, type Log } from "./event-log.js";

/** The checkpoints in a file; other lines (a log that they were written among) are passed over. */
async function readCheckpoints(file: string): Promise<Checkpoint[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const found = text.split("\n").flatMap((line) => {
    if (!line.includes('"checkpoint"')) return [];
    try {
      const { checkpoint } = JSON.parse(line) as { checkpoint?: unknown };
      const read = CheckpointShape.safeParse(checkpoint);
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
  if (found.length === 0) throw new StartError(`${file} holds no checkpoint.`);
  return found;
}

/** The hashes of seals by number: all of them, so that a later checkpoint does not hide an earlier one. */
function computeHashes(kept: readonly Checkpoint[]): Map<number, Set<string>> {
  const hashes = new Map<number, Set<string>>();
  for (const { number, hash } of kept) hashes.set(number, (hashes.get(number) ?? new Set()).add(hash));
  return hashes;
}

/** @param Kind of error when it is none. */
function getKey(text: string, Kind: typeof StartError) {
  const found = readPublicKey(text);
  if (found === undefined) throw new Kind("The public key is not 32 bytes in Base64.");
  return found.key;
}

function many(number: number, thing: string): string {
  return `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
}

/** The sentences about a verdict without findings. */
function praise({
  events,
  seals,
  expired,
  unsealed,
  erased,
  erasedUnsigned,
  checkpoints,
}: Verdict): string[] {
  return [
    `The log is unchanged since it was sealed: ${many(events, "event")} under ${many(seals, "seal")}.`,
    ...(expired > 0 ? [`${many(expired, "older event")} expired; their seals are still in the chain.`] : []),
    ...(erased > erasedUnsigned
      ? [
          `In ${many(erased - erasedUnsigned, "event")} the server erased the names of a deleted user. Other events record this.`,
        ]
      : []),
    ...(erasedUnsigned > 0
      ? [
          `In ${many(erasedUnsigned, "event")} values were erased without a signature: the first format of seals did not sign this. So this check cannot show who removed them.`,
        ]
      : []),
    ...(unsealed > 0 ? [`${many(unsealed, "newer event")} without a seal cannot be checked yet.`] : []),
    checkpoints > 0
      ? `It agrees with ${many(checkpoints, "checkpoint")} that you kept elsewhere.`
      : "No checkpoint was compared. So this check cannot show whether the newest events were removed, or whether somebody who has the signing key made a new log. `tokenplane events checkpoint` prints a checkpoint to keep elsewhere.",
  ];
}

interface Options {
  readonly checkpoint?: string;
  readonly key?: string;
  readonly file?: string;
  readonly json?: true;
}

/** Reads a log to its end, and compares it with what was kept elsewhere. @param all checkpoints, of any account. */
async function judge(
  { header, parts }: Log,
  all: readonly Checkpoint[],
  { checkpoint: checkpointFile, key }: Options,
) {
  const { account, horizon, since, until } = header;
  const kept = all.filter((one) => one.account === account);
  if (all.length > 0 && kept.length === 0) {
    throw new StartError(`${checkpointFile} holds no checkpoint of this account (${account}).`);
  }
  const given = key ?? kept[0]?.publicKey;
  const publicKey = getKey(given ?? header.publicKey, key === undefined ? StartError : UsageError);
  const forged = kept.find(({ hash, signature }) => !isSigned(hash, signature, publicKey));
  if (forged !== undefined) {
    throw new StartError(`The checkpoint of seal ${forged.number} is not signed with the key.`);
  }
  const verifier = new Verifier({
    account,
    publicKey,
    checkpoints: computeHashes(kept),
    horizon: horizon === null ? null : { account, ...horizon },
    since,
    until,
  });
  for await (const part of parts) verifier.add(part);
  return { verdict: verifier.verdict(), given };
}

async function verify(options: Options): Promise<void> {
  const { file, checkpoint } = options;
  const checkpoints = checkpoint === undefined ? [] : await readCheckpoints(checkpoint);
  const open = () => (file === undefined ? serverLog() : exportedLog(file));
  let log = await open();
  let judged = await judge(log, checkpoints, options);
  // Events that expired during the reading are missing without a fault: the log is read once more.
  while (judged.verdict.found > 0 && (await log.hasExpiredSince())) {
    log = await open();
    judged = await judge(log, checkpoints, options);
  }
  const { verdict, given } = judged;
  const { since, until } = log.header;
  if (options.json === true) printJson({ ...verdict, since, until });
  if (verdict.found > 0) {
    const more = verdict.found - verdict.findings.length;
    throw new StartError([...verdict.findings, ...(more > 0 ? [`And ${more} more.`] : [])].join("\n"));
  }
  if (options.json === true) return;
  for (const sentence of praise(verdict)) console.log(sentence);
  if (since !== null || until !== null) {
    console.log(
      `The file holds only events ${since === null ? "" : `from ${since} `}${until === null ? "" : `until ${until}`}`.trimEnd() +
        ".",
    );
  }
  if (given === undefined) {
    console.log(
      `The signatures were checked with the public key that ${file === undefined ? "the server" : "the file"} itself gives. To be sure, give the key that you kept elsewhere: --key`,
    );
  }
}

export function addVerifyCommand(events: Command): void {
  events
    .command("verify")
    .description(
      "Check that the event log did not change after it was sealed: no event was edited, reordered, inserted or removed. The log is read from the running server, or from an exported file.",
    )
    .option("--checkpoint <file>", "a file with the checkpoints that you kept elsewhere, one on each line")
    .option(
      "--key <key>",
      "the public key that checks the signatures of seals, in Base64; by default, the key in the checkpoint",
    )
    .option(
      "--file <file>",
      "read the log from this file, which `events export --format jsonl` wrote, instead of from the server",
    )
    .option(...AS_JSON)
    .action(verify);
  events
    .command("checkpoint")
    .description(
      "Print a checkpoint of the event log, as JSON. Keep it in a place where people who can change the database cannot change it.",
    )
    .action(async () => {
      const seal = await lastSeal(await getAccount());
      if (seal === null) throw new StartError("No event is sealed yet. Try again in ten seconds.");
      console.log(JSON.stringify({ checkpoint: getCheckpoint(seal, await statedKey()) }));
    });
}
