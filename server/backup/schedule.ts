import { spawn, type ChildProcess } from "node:child_process";
import os from "node:os";
import path from "node:path";
import type { Services } from "../actions/services.js";
import type { Config } from "../config.js";
import { withTimeout } from "../with-timeout.js";
import { JobError, type Job } from "../jobs/job.js";
import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import { unwrappedPart } from "../secrets/secret-box.js";
import { datedBackupsIn, findNewestBackup, ofTheFuture, getBackupTime } from "./file.js";

/** How long the server waits after a failure, in seconds. */
const AGAIN_AFTER = 600;

/** How long a backup may take at most, in milliseconds, and not longer than until the next one: its disk may be gone. */
const LIMIT_MS = 6 * 3_600_000;

/** How long the folder may take to show its newest backup, in milliseconds: it may be on a network that is gone. */
const PATIENCE_MS = 10_000;

const COMMAND = path.join(import.meta.dirname, "../commands/tokenplane.js");

/** The nice value of the backup process: 0 is the server's own priority, 19 the lowest. */
const NICENESS = 10;

/** The state of the backups that a server writes by itself. */
export interface BackupHealth {
  readonly state: "ok" | "failed" | "none yet";
  /** When the last successful one was started; null when there is none. */
  readonly lastAt: string | null;
}

/** The database as far as it is asked which installation it is. */
interface AskedDatabase {
  readonly database: { readonly periodic: Pick<Session, "query"> };
}

/** Backups at intervals. */
export interface ScheduledBackups {
  readonly job: Job;
  health(): BackupHealth;
}

/** The command `tokenplane backup`, in its own process: it asks this server for a copy, as anybody can. */
function run(folder: string, keep: number, dataDir: string): ChildProcess {
  const others = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("TOKENPLANE_") && !name.startsWith("DATABASE_URL"),
  );
  const child = spawn(process.execPath, [COMMAND, "backup", folder, "--keep", `${keep}`], {
    env: { ...Object.fromEntries(others), TOKENPLANE_DATA_DIR: dataDir },
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    if (child.pid !== undefined) os.setPriority(child.pid, NICENESS);
  } catch {
    // It works with any priority.
  }
  return child;
}

/**
 * Waits for the end of a command, and ends it after a time.
 * @returns what it printed to standard error; null when it succeeded.
 */
function complaint(child: ChildProcess, limitMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    let output = "";
    const limit = setTimeout(() => {
      child.kill("SIGKILL");
      resolve(`it had not ended after ${Math.round(limitMs / 3_600_000)} hours`);
    }, limitMs);
    child.once("exit", () => clearTimeout(limit));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? null : output.trim() || `it ended with ${code}`));
  });
}

/**
 * The job that writes backups of the embedded database at intervals. The folder shows when the next one
 * is due, so that restarts neither skip nor repeat one. A failure is logged, reported by `health`, and tried
 * again.
 * @param limitMs how long one may take, in milliseconds.
 * @param patienceMs how long the folder is waited for, in milliseconds.
 * @returns null when the settings name no folder.
 */
export async function scheduleBackups(
  { backupFolder, backupHours, backupKeep, dataDir }: Config,
  { clock, log, database }: Pick<Services, "clock" | "log"> & AskedDatabase,
  limitMs: number = Math.min(backupHours * 3_600_000, LIMIT_MS),
  patienceMs: number = PATIENCE_MS,
): Promise<ScheduledBackups | null> {
  if (backupFolder === undefined) return null;
  const folder = backupFolder;
  let last: number | null = null;
  let failed = false;
  /** The names from the future that were logged. */
  let reported = "";

  /** The reading of the folder that has not ended yet. */
  let reading: Promise<number | null> | undefined;

  /** @param installation null counts the backups of all. @returns when the newest backup was started; null when there is none. */
  const readFolder = async (installation: string | null): Promise<number | null> => {
    const { past, future } = await datedBackupsIn(folder, clock());
    const found = future.join();
    if (future.length > 0 && found !== reported) log.warn({ folder }, ofTheFuture(future));
    reported = found;
    // Another installation may write into the same folder.
    const name = await findNewestBackup(installation, folder, past);
    return name === undefined ? null : getBackupTime(name);
  };

  /** @throws Error when the folder cannot be read, or does not answer. */
  const newest = async (): Promise<number | null> => {
    const [installation] = await database.periodic.query<{ check: Uint8Array }>(
      Prisma.sql`SELECT master_key_check AS check FROM installation`,
    );
    // A folder that does not answer is not asked again: each question keeps a thread of the process.
    reading ??= readFolder(installation === undefined ? null : unwrappedPart(installation.check)).finally(
      () => {
        reading = undefined;
      },
    );
    const found = await withTimeout(reading, patienceMs);
    if (found === undefined)
      throw new Error(`the folder of the backups has not answered for ${patienceMs / 1_000} seconds`);
    return found;
  };

  async function look(signal: AbortSignal): Promise<void> {
    const now = clock();
    try {
      last = await newest();
      if (signal.aborted) return;
      if (last !== null && now < last + backupHours * 3_600_000) {
        // The fault is over, or somebody wrote a backup by hand.
        failed = false;
        return;
      }
      const child = run(folder, backupKeep, dataDir);
      const kill = () => child.kill();
      signal.addEventListener("abort", kill, { once: true });
      const reason = await complaint(child, limitMs);
      signal.removeEventListener("abort", kill);
      if (signal.aborted) return;
      if (reason !== null) throw new Error(reason);
      last = await newest();
      failed = false;
      log.info({ folder }, "a backup was written");
    } catch (error) {
      failed = true;
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ folder, reason }, "the backup failed; it is tried again in ten minutes");
      throw new JobError(reason);
    }
  }

  // The backup that `health` reports before the first check; that check reports a failure. A folder that hangs does not hold up the
  // start.
  last = await newest().catch(() => null);
  return {
    job: {
      name: "backup",
      description: "Writes a backup of the embedded database when one is due.",
      everySeconds: 60,
      afterFailureSeconds: AGAIN_AFTER,
      isShared: false,
      run: look,
    },
    health: () => ({
      state: failed ? "failed" : last === null ? "none yet" : "ok",
      lastAt: last === null ? null : new Date(last).toISOString(),
    }),
  };
}
