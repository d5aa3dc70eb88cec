import { InvalidArgumentError, type Command } from "commander";
import path from "node:path";
import { systemClock } from "../clock.js";
import { databaseUrl, readConfig } from "../config.js";

/** What SIGINT and SIGTERM stop. */
function untilStopped(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`);
}

function keepCount(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}

function address(text: string): string {
  const result = databaseUrl.safeParse(text);
  if (!result.success) throw new InvalidArgumentError(`It ${result.error.issues[0]?.message}.`);
  return text;
}

export function addBackupCommands(program: Command): void {
  program
    .command("backup")
    .description(
      "Write everything into one file, whether the server runs or not. The master key is not in it: keep that too. Takes the settings of start.",
    )
    .argument("<to>", "a file that is not there yet, or a folder, where it gets a name by its time")
    .option("--keep <number>", "in a folder: remove all backups but the newest ones", keepCount)
    .action(async (to: string, { keep }: { keep?: number }) => {
      const config = readConfig(process.env);
      const { backUp } = await import("../backup/back-up.js");
      const { prune } = await import("../backup/file.js");
      const progress = (soFar: number) => showProgress(`${soFar} rows`);
      const { file, rows, bytes } = await backUp(config, to, systemClock, progress, untilStopped());
      showProgress("");
      console.log(`${rows} rows are in ${file} (${(bytes / 1e6).toFixed(1)} MB).`);
      if (keep !== undefined && path.dirname(file) === path.resolve(to)) await prune(path.resolve(to), keep);
      const beside = config.databaseUrl === undefined ? `${config.dataDir}.master-key` : "the master key";
      const key = config.masterKey === undefined ? (config.masterKeyFile ?? beside) : "the master key";
      console.log(`Keep ${key} too, in another place: without it the backup is worth nothing.`);
    });
  program
    .command("restore")
    .description(
      "Fill an empty data folder, or an empty database of PostgreSQL, from a backup: all of it or nothing. Takes the settings of start.",
    )
    .argument("<file>", "what `tokenplane backup` wrote")
    .option(
      "--to <address>",
      "a PostgreSQL database, as in postgresql://user:password@host:5432/database",
      address,
    )
    .action(async (file: string, { to }: { to?: string }) => {
      const config = readConfig(process.env);
      const { restore } = await import("../backup/restore.js");
      const restored = await restore(config, file, to, systemClock, (soFar, of) =>
        showProgress(`${soFar} of ${of} rows`),
      );
      showProgress("");
      console.log(`${restored.rows} rows of ${restored.createdAt} are in ${restored.target}.`);
      console.log(
        "Codes by the clock are refused until those of now are over. API keys that were revoked since the backup work again: revoke them.",
      );
    });
}
