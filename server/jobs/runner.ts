import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.js";
import type { Database } from "../database/database.js";
import { withTimeout } from "../with-timeout.js";
import type { DatabaseTime } from "../database/database-time.js";
import { newId } from "../database/new-id.js";
import { isTooSlow, isUnreachable } from "../database/unreachable.js";
import type { Log } from "../log.js";
import { JobError, type Job, type JobState } from "./job.js";
import { endLease, LEASE_MS, readJobRows, renewLease, takeLease } from "./job-store.js";

/** By how much of its interval a run may be late, so that servers that started together do not ask together. */
const JITTER = 0.1;

interface Runs {
  readonly database: Database;
  readonly databaseTime: DatabaseTime;
  readonly clock: Clock;
  readonly log: Log;
}

/** The state of a job that this server runs. */
interface Known {
  startedAt: Date | null;
  finishedAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
  failures: number;
  running: Promise<void> | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Runs the jobs of a server until it stops. */
export class JobRunner {
  readonly #services: Runs;
  readonly #database: Database;
  readonly #jobs: Job[] = [];
  readonly #known = new Map<string, Known>();
  /** Names this server among the holders of leases. */
  readonly #id = randomUUID();
  readonly #stopping = new AbortController();
  /** Does work as a part of nothing: what a request wakes is not of its trace. */
  readonly #apart = AsyncLocalStorage.snapshot();

  constructor(services: Runs) {
    this.#services = services;
    this.#database = services.database.periodic;
  }

  /** Adds a job, which runs for the first time after its interval. */
  add(job: Job): void {
    this.#jobs.push(job);
    this.#known.set(job.name, {
      startedAt: null,
      finishedAt: null,
      failedAt: null,
      failure: null,
      failures: 0,
      running: undefined,
      timer: undefined,
    });
    this.#wait(job);
  }

  /** Runs a job soon, and once more when it is running. A job that this server does not have is left to others. */
  wake(name: string): void {
    const job = this.#jobs.find((one) => one.name === name);
    if (job === undefined || this.#stopping.signal.aborted) return;
    void Promise.resolve(this.#of(job).running).then(() =>
      this.#stopping.signal.aborted ? undefined : this.#run(job).finally(() => this.#wait(job)),
    );
  }

  /** How the jobs are as this server knows them, without asking the database: of shared ones, others may know more. */
  known(): Pick<JobState, "name" | "isShared" | "isRunning" | "finishedAt" | "failures">[] {
    return this.#jobs.map((job) => {
      const { running, finishedAt, failures } = this.#of(job);
      return {
        name: job.name,
        isShared: job.isShared,
        isRunning: running !== undefined,
        finishedAt,
        failures,
      };
    });
  }

  /** How all jobs are, in the order in which they were added. Of shared ones, the database knows. */
  async states(): Promise<JobState[]> {
    const read = await readJobRows(this.#database, this.#services.databaseTime());
    const rows = new Map(read.map((row) => [row.name, row]));
    return this.#jobs.map((job) => {
      const { name, description, isShared, everySeconds } = job;
      const row = isShared ? rows.get(name) : undefined;
      const known = this.#of(job);
      const { startedAt, finishedAt, failedAt, failure, failures } = row ?? known;
      const isRunning = isShared ? row?.isRunning === true : known.running !== undefined;
      return {
        name,
        description,
        isShared,
        everySeconds,
        isRunning,
        startedAt,
        finishedAt,
        failedAt,
        failure,
        failures,
      };
    });
  }

  /** Names of the jobs that failed the last time, as far as this server knows. */
  failing(): string[] {
    return this.#jobs.filter((job) => this.#of(job).failure !== null).map(({ name }) => name);
  }

  /**
   * Stops: running jobs end; those that a server does once more when it stops are done.
   * @param patienceMs milliseconds after which the stop does not wait for them any more, as for a job that waits for a disk that is
   * gone.
   */
  async stop(patienceMs: number): Promise<void> {
    this.#stopping.abort();
    for (const { timer } of this.#known.values()) clearTimeout(timer);
    if ((await withTimeout(this.#end(), patienceMs)) === undefined) {
      const jobs = this.#jobs.filter((job) => this.#of(job).running !== undefined).map(({ name }) => name);
      this.#services.log.warn(
        { jobs },
        "jobs did not end in time: the server stops without waiting for them",
      );
    }
  }

  /** @returns that all have ended. */
  async #end(): Promise<true> {
    for (const job of this.#jobs) {
      await this.#of(job).running;
      if (job.atStop === true) await this.#run(job);
    }
    return true;
  }

  #of({ name }: Job): Known {
    const known = this.#known.get(name);
    if (known === undefined) throw new TypeError(`there is no job ${name}`);
    return known;
  }

  /** Waits for the next run, from now on: how the last one ended decides how long. */
  #wait(job: Job): void {
    if (this.#stopping.signal.aborted) return;
    const known = this.#of(job);
    clearTimeout(known.timer);
    const milliseconds = getPause(job, known.failure) * (1 + JITTER * Math.random());
    known.timer = setTimeout(() => {
      void this.#run(job).finally(() => this.#wait(job));
    }, milliseconds);
    known.timer.unref();
  }

  #run(job: Job): Promise<void> {
    const known = this.#of(job);
    known.running ??= this.#apart(() =>
      (job.isShared ? this.#runShared(job) : this.#runHere(job, this.#stopping.signal)).finally(() => {
        known.running = undefined;
      }),
    );
    return known.running;
  }

  /** Runs a job if it is due and no other server does it. */
  async #runShared(job: Job): Promise<void> {
    const { databaseTime, log } = this.#services;
    const database = this.#database;
    const { name } = job;
    const known = this.#of(job);
    let renewedAt = performance.now();
    try {
      if (!(await takeLease(database, name, this.#id, getLongestPause(job), databaseTime()))) {
        if (known.failure !== null) await this.#learn(name, known);
        return;
      }
    } catch (error) {
      log.warn({ err: error, job: name }, "a job could not be started; it is tried again");
      return;
    }
    // The lease counts from the question. Another server may run the job by now, or soon.
    if (performance.now() - renewedAt >= LEASE_MS) {
      log.warn(
        { job: name },
        "the lease of a job came too late, and another server may run the job: it is tried again",
      );
      return;
    }
    const lost = new AbortController();
    const lose = () => {
      if (lost.signal.aborted) return;
      log.warn(
        { job: name },
        "the lease of a job has expired, and another server may run the job: this server stops it",
      );
      lost.abort();
    };
    const renewal = setInterval(() => {
      const askedAt = performance.now();
      // A database that does not answer says nothing.
      if (askedAt - renewedAt >= LEASE_MS) lose();
      renewLease(database, name, this.#id, databaseTime()).then(
        (isHeld) => {
          if (isHeld) renewedAt = askedAt;
          else lose();
          return undefined;
        },
        (error: unknown) => log.warn({ err: error, job: name }, "the lease of a job was not renewed"),
      );
    }, LEASE_MS / 3);
    await this.#runHere(job, AbortSignal.any([this.#stopping.signal, lost.signal]));
    clearInterval(renewal);
    const { failure } = known;
    await endLease(database, name, this.#id, failure, getPause(job, failure), databaseTime()).catch(
      (error: unknown) => {
        log.warn(
          { err: error, job: name },
          "the result of a job was not stored; the job's lease expires by itself",
        );
      },
    );
  }

  /** After a failure here, another server may have done the job since. */
  async #learn(name: string, known: Known): Promise<void> {
    const row = (await readJobRows(this.#database, this.#services.databaseTime())).find(
      (one) => one.name === name,
    );
    known.failure = row?.failure ?? null;
  }

  async #runHere(job: Job, signal: AbortSignal): Promise<void> {
    const { clock } = this.#services;
    const known = this.#of(job);
    known.startedAt = new Date(clock());
    try {
      await job.run(signal);
      known.finishedAt = new Date(clock());
      known.failure = null;
      known.failures = 0;
    } catch (error) {
      known.failedAt = new Date(clock());
      known.failure = this.#report(job, error);
      known.failures += 1;
    }
  }

  /** Logs a failure, unless the job did. @returns what the operator is shown of it; only the log has its details. */
  #report({ name }: Job, error: unknown): string {
    if (error instanceof JobError) return error.message;
    const { clock, log } = this.#services;
    const correlationId = newId(clock());
    log.warn({ err: error, job: name, correlationId }, "a job failed; it is tried again");
    if (isTooSlow(error)) return "A statement took longer than its limit in the database. It is tried again.";
    if (isUnreachable(error)) return "The database could not be reached.";
    return `Something failed in the server. The log has it, under the correlation id ${correlationId}.`;
  }
}

/** Milliseconds from a run to the next. @param failure of the run; null when it succeeded. */
function getPause({ everySeconds, afterFailureSeconds }: Job, failure: string | null): number {
  return 1_000 * (failure === null ? everySeconds : (afterFailureSeconds ?? everySeconds));
}

/** The longest time from a run to the next, in milliseconds. */
function getLongestPause({ everySeconds, afterFailureSeconds = 0 }: Job): number {
  return 1_000 * Math.max(everySeconds, afterFailureSeconds);
}
