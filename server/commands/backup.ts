import type { Command } from "commander";
import { statSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../clock.js";
import { databaseUrl, readConfig } from "../config.js";
import { UsageError } from "../start-error.js";
import { AS_JSON, printJson, wholeNumber } from "./options.js";

/** What SIGINT and SIGTERM stop. */
function untilStopped(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`);
}

function address(text: string): string {
  const result = databaseUrl.safeParse(text);
  if (!result.success) throw new UsageError(`--to ${result.error.issues[0]?.message}.`);
  return text;
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Says which tables stay behind, on standard error: nothing is wrong with those that do not. */
function tellLeftOut(tables: readonly string[]): void {
  if (tables.length === 0) return;
  console.error(`Left out, because they are not Tokenplane's, are the tables ${tables.join(", ")}.`);
}

/** What else to do after a restore. The page docs/backup.md says more of each. */
const AFTER_RESTORE = [
  "TOTP codes that may have been used are refused: users wait for their second next code.",
  "What was revoked or changed after the backup works again:",
  "- API keys, also those of other accounts and of operators: revoke them again.",
  "- Passwords and recovery codes: reset the password, or let the person make another recovery code, if one leaked.",
  "- Users, tokens and bypasses that were deleted, disabled or ended: do it again.",
];

export function addBackupCommands(program: Command): void {
  program
    .command("backup")
    .description(
      "Write everything into one file, while the server runs or when it does not. The master key is not in the file: keep that too. Takes the settings of start.",
    )
    .argument("<file>", "a file that does not exist yet, or a folder, in which its name is the time")
    .option(
      "--keep <number>",
      "in a folder: remove all backups but the newest ones",
      wholeNumber("--keep", 1, 99_999),
    )
    .option(...AS_JSON)
    .action(async (to: string, { keep, json }: { keep?: number; json?: true }) => {
      const config = readConfig(process.env);
      // Of one file, nothing could be removed, and the next backup would find it there.
      if (keep !== undefined && !isFolder(to))
        throw new UsageError(`There is no folder ${to}. Make it first: --keep is for a folder of backups.`);
      const { backUp } = await import("../backup/back-up.js");
      const { ofTheFuture, prune } = await import("../backup/file.js");
      const progress = (soFar: number) => showProgress(`${soFar} rows`);
      const { file, rows, bytes, leftOut } = await backUp(config, to, systemClock, progress, untilStopped());
      showProgress("");
      tellLeftOut(leftOut);
      if (keep !== undefined) {
        const future = await prune(path.resolve(to), keep, systemClock(), path.basename(file));
        if (future.length > 0) console.error(ofTheFuture(future));
      }
      if (json === true) {
        printJson({ file, rows, bytes });
        return;
      }
      console.log(`The backup ${file} is written: ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB.`);
      const beside = config.databaseUrl === undefined ? `${config.dataDir}.master-key` : "the master key";
      const key = config.masterKey === undefined ? (config.masterKeyFile ?? beside) : "the master key";
      console.log(`Keep ${key} too, in another place: without it nobody can use the backup.`);
    });
  program
    .command("restore")
    .description(
      "Fill an empty data folder, or an empty database of PostgreSQL, from a backup: all of it or nothing. Takes the settings of start.",
    )
    .argument("<file>", "what `tokenplane backup` wrote")
    .option(
      "--to <address>",
      "a PostgreSQL database, as in postgresql://user@host:5432/database. Everybody on the machine sees it: give an address with a password as DATABASE_URL",
      address,
    )
    .option(...AS_JSON)
    .action(async (file: string, { to, json }: { to?: string; json?: true }) => {
      const config = readConfig(process.env);
      const { restore } = await import("../backup/restore.js");
      const { leftOut, ...restored } = await restore(config, file, to, systemClock, (soFar, of) =>
        showProgress(`${soFar} of ${of} rows`),
      );
      showProgress("");
      tellLeftOut(leftOut);
      if (json === true) {
        printJson(restored);
        return;
      }
      console.log(
        `The backup of ${restored.createdAt} is restored into ${restored.target}: ${restored.rows} rows.`,
      );
      for (const line of AFTER_RESTORE) console.log(line);
    });
}
