import { Prisma } from "../database/generated/client.js";
import type { Services } from "../services.js";
import type { JobKey } from "./job-store.js";
import { runImport, type Task } from "./run.js";

/** Bytes of files that wait or are worked on, in one process. */
const MOST_BYTES = 100_000_000;

/** How often a process says that it is still at work, in milliseconds. */
const SAY_EVERY = 10_000;

/**
 * The imports of a process: one after the other, so that sign-ins keep the rest of it. Those that wait have a job
 * already.
 */
export class ImportDesk {
  readonly #stopping = new AbortController();
  readonly #jobs = new Set<JobKey>();
  #bytes = 0;
  #last: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** Whether one more file finds room. */
  hasRoom(bytes: number): boolean {
    return !this.#stopping.signal.aborted && this.#bytes + bytes <= MOST_BYTES;
  }

  /** Does an import when those before it are done. @returns when its job has ended. */
  run(services: Services, task: Task): Promise<void> {
    const { job, file } = task;
    this.#jobs.add(job);
    this.#bytes += file.size;
    this.#timer ??= setInterval(() => void this.#sayAlive(services), SAY_EVERY).unref();
    this.#last = this.#last
      .then(() => runImport(services, task, this.#stopping.signal))
      // Its end could not be written: it is over all the same, and found to be abandoned.
      .catch((error: unknown) => services.log.error({ err: error }, "an import could not be ended"))
      .finally(() => {
        this.#jobs.delete(job);
        this.#bytes -= file.size;
        if (this.#jobs.size > 0) return;
        clearInterval(this.#timer);
        this.#timer = undefined;
      });
    return this.#last;
  }

  /** Ends all imports; none that had not moved yet moves any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#last;
  }

  async #sayAlive({ database, clock, log }: Services): Promise<void> {
    const jobs = [...this.#jobs];
    await database
      .query(
        Prisma.sql`UPDATE import_jobs SET updated_at = ${new Date(clock())}
          WHERE (account_id, id) IN (SELECT * FROM unnest(${jobs.map(({ accountId }) => accountId)}::uuid[],
            ${jobs.map(({ jobId }) => jobId)}::uuid[])) AND status = 'RUNNING'`,
      )
      .catch((error: unknown) => log.warn({ err: error }, "an import could not say that it is at work"));
  }
}
