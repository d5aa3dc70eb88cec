import type { Command } from "commander";
import { statSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../clock.js";
import { databaseUrl, readConfig, refuseText } from "../config.js";
import { UsageError } from "../start-error.js";
import { AS_JSON, printJson, wholeNumber } from "./options.js";
import { untilStopped } from "./signals.js";

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`);
}

function address(text: string): string {
  const result = databaseUrl.safeParse(text);
  if (!result.success) return refuseText("--to", result.error);
  return text;
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Says which tables stay behind, on standard error: nothing is wrong with those that do not. */
function reportOmittedTables(tables: readonly string[]): void {
  if (tables.length === 0) return;
  console.error(
    `These tables were left out, because they do not belong to Tokenplane: ${tables.join(", ")}.`,
  );
}

/** The steps that remain after a restore. The page docs/backup.md says more of each. */
const AFTER_RESTORE = [
  "TOTP codes that may have been used are refused: users wait for the code after the next one.",
  "Everybody must sign in again. Links that were not used are void: make others. Messages that waited are no longer sent.",
  "Everything is as it was at the time of the backup. Repeat what was revoked, deleted or changed after it:",
  "- API keys, also those of other accounts and of operators: revoke them again.",
  "- Passwords and recovery codes: if one leaked, reset the password, or let the person make a new recovery code.",
  "- Users, tokens and bypasses that were deleted, disabled or ended: do it again.",
];

export function addBackupCommands(program: Command): void {
  program
    .command("backup")
    .description(
      "Write a backup of all data into one file. The server may be running or stopped. The file does not contain the master key: keep the key, too. It reads the same settings as start.",
    )
    .argument(
      "<file>",
      "a file that does not exist yet; or an existing folder: the file in it is named by the time",
    )
    .option(
      "--keep <number>",
      "in a folder: keep this number of the newest backups, and remove the older ones",
      wholeNumber("--keep", 1, 99_999),
    )
    .option(...AS_JSON)
    .action(async (to: string, { keep, json }: { keep?: number; json?: true }) => {
      const config = readConfig(process.env);
      // Of one file, nothing could be removed, and the next backup would find it there.
      if (keep !== undefined && !isFolder(to))
        throw new UsageError(
          `There is no folder ${to}. Create it first: --keep works only with a folder of backups.`,
        );
      const { backUp } = await import("../backup/back-up.js");
      const { ofTheFuture, prune } = await import("../backup/file.js");
      const progress = (soFar: number) => showProgress(`${soFar} rows`);
      const { file, rows, bytes, leftOut } = await backUp(config, to, systemClock, progress, untilStopped());
      showProgress("");
      reportOmittedTables(leftOut);
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
      "Restore a backup into an empty data folder, or into an empty PostgreSQL database. Either everything is restored, or nothing. It reads the same settings as start.",
    )
    .argument("<file>", "a file that `tokenplane backup` wrote")
    .option(
      "--to <address>",
      "the address of a PostgreSQL database, as in postgresql://user@host:5432/database. Everybody on the machine can see it: give an address with a password as DATABASE_URL instead",
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
      reportOmittedTables(leftOut);
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
