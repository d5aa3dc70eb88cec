import { Prisma } from "../database/generated/client.js";
import type { Services, UseCaseServices } from "../actions/services.js";
import type { JobKey } from "./job-store.js";
import { runImport } from "./run.js";
import type { Task } from "./task.js";

/** How many bytes of files may wait or be processed, in one process, and for one account. */
const MAX_BYTES = 100_000_000;
const MAX_BYTES_OF_ACCOUNT = 40_000_000;

/** How many imports of one account may wait or be processed, in one process. */
const MAX_OF_ACCOUNT = 20;

/** How many imports run at once, each for another account. */
const AT_ONCE = 2;

/** How often a process gives a sign of life for its imports, in milliseconds. */
const SAY_EVERY = 10_000;

/** The reserved room for a file, from before its job is created until the job has ended. */
export interface Room {
  readonly accountId: string;
  readonly bytes: number;
}

/** Starts a waiting import. @returns when it has ended. */
type Begin = () => Promise<void>;

/**
 * The imports of a process. Each account has at most one running import, and only few accounts have one at the same
 * time, so that sign-ins get the rest of the process. Accounts take turns: one that sends many files waits behind all
 * others. A waiting import already has a job.
 */
export class ImportQueue {
  readonly #stopping = new AbortController();
  readonly #taken = new Set<Room>();
  /** The jobs of all waiting and running imports. */
  readonly #jobs = new Set<JobKey>();
  /** The waiting imports, by account. The accounts are in the order of their turns. */
  readonly #waiting = new Map<string, Begin[]>();
  /** The running imports, by account. */
  readonly #atWork = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  readonly #atOnce: number;

  /** @param connections how many the process has to the database; one is left for everything else. */
  constructor(connections: number) {
    this.#atOnce = Math.min(AT_ONCE, connections - 1);
  }

  /**
   * Reserves room for one more file of an account. @returns the room, or a sentence that says why there is none.
   */
  takeRoom(accountId: string, bytes: number): Room | string {
    const all = [...this.#taken];
    const own = all.filter((room) => room.accountId === accountId);
    if (own.length >= MAX_OF_ACCOUNT || getBytes(own) + bytes > MAX_BYTES_OF_ACCOUNT) {
      return `This account has ${own.length} imports that run or wait. Send this file when one of them has ended.`;
    }
    if (this.#stopping.signal.aborted || getBytes(all) + bytes > MAX_BYTES) {
      return "Too many files wait to be imported. Send this one again in a minute.";
    }
    const room = { accountId, bytes };
    this.#taken.add(room);
    return room;
  }

  leaveRoom(room: Room): void {
    this.#taken.delete(room);
  }

  /** Runs an import when it is its account's turn, and frees its room. @returns when its job has ended. */
  run(
    services: UseCaseServices & Pick<Services, "databaseTime" | "log">,
    task: Task,
    room: Room,
  ): Promise<void> {
    const { accountId } = task.job;
    this.#jobs.add(task.job);
    this.#timer ??= setInterval(() => void this.#sayAlive(services), SAY_EVERY).unref();
    return new Promise((resolve) => {
      const begin = () =>
        this.#work(services, task).finally(() => {
          this.leaveRoom(room);
          resolve();
        });
      this.#waiting.set(accountId, [...(this.#waiting.get(accountId) ?? []), begin]);
      this.#beginNext();
    });
  }

  /** How many imports wait, and how many run. */
  get state(): { readonly waiting: number; readonly running: number } {
    let waiting = 0;
    for (const ofAccount of this.#waiting.values()) waiting += ofAccount.length;
    return { waiting, running: this.#atWork.size };
  }

  /** Ends all imports. An import whose rows were not moved yet moves none. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    while (this.#atWork.size > 0) await Promise.all(this.#atWork.values());
  }

  /** Starts the imports that may start, in the order in which the accounts began to wait. */
  #beginNext(): void {
    for (const [accountId, [first, ...others]] of this.#waiting) {
      if (this.#atWork.size >= this.#atOnce) return;
      if (first === undefined || this.#atWork.has(accountId)) continue;
      // The account's next file waits behind all accounts that are waiting now.
      this.#waiting.delete(accountId);
      if (others.length > 0) this.#waiting.set(accountId, others);
      this.#atWork.set(accountId, first());
    }
  }

  async #work(services: UseCaseServices & Pick<Services, "databaseTime" | "log">, task: Task): Promise<void> {
    try {
      await runImport(services, task, this.#stopping.signal);
    } catch (error) {
      // Its end could not be stored. It has ended all the same, and will be found as abandoned.
      services.log.error({ err: error }, "an import could not be ended");
    } finally {
      this.#jobs.delete(task.job);
      this.#atWork.delete(task.job.accountId);
      this.#beginNext();
      if (this.#jobs.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  async #sayAlive({
    database,
    databaseTime,
    log,
  }: Pick<Services, "database" | "databaseTime" | "log">): Promise<void> {
    const jobs = [...this.#jobs];
    await database
      .query(
        // A job that is being moved is locked by that, and no process ends it meanwhile. The others must not wait for it.
        Prisma.sql`UPDATE import_jobs SET updated_at = ${databaseTime()}
          WHERE (account_id, id) IN (SELECT account_id, id FROM import_jobs
            WHERE (account_id, id) IN (SELECT * FROM unnest(${jobs.map(({ accountId }) => accountId)}::uuid[],
              ${jobs.map(({ jobId }) => jobId)}::uuid[])) AND status = 'RUNNING'
            FOR NO KEY UPDATE SKIP LOCKED)`,
      )
      .catch((error: unknown) => log.warn({ err: error }, "an import could not say that it is at work"));
  }
}

function getBytes(rooms: readonly Room[]): number {
  return rooms.reduce((sum, { bytes }) => sum + bytes, 0);
}
