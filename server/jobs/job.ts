/** Something that the servers do by themselves, again and again. */
export interface Job {
  /** In lower case, as in logs: `housekeeping`. */
  readonly name: string;
  /** One sentence: what it does. */
  readonly description: string;
  /** Seconds from the end of one run to the next. */
  readonly everySeconds: number;
  /** Seconds from a failure to the next run, if not `everySeconds`. */
  readonly afterFailureSeconds?: number;
  /** Whether one server does the job for all servers of the installation; otherwise each does it for itself. */
  readonly isShared: boolean;
  /** Whether a server that stops does the job once more. */
  readonly atStop?: boolean;
  /** Does it. @param signal tells that the server stops, or that another one has taken the job over: long work ends early. @throws JobError, or anything. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/**
 * A failure that the job itself has logged, and whose message the operator is shown. Any other error is logged by the
 * runner, and the operator is shown where to look.
 */
export class JobError extends Error {
  override readonly name = "JobError";
}

/** How a job is, on the server that is asked; of a shared job, on all servers. */
export interface JobState {
  readonly name: string;
  readonly description: string;
  readonly isShared: boolean;
  readonly everySeconds: number;
  readonly isRunning: boolean;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedAt: Date | null;
  /** Why it failed the last time; null since it succeeded. */
  readonly failure: string | null;
  /** Failures since it succeeded. */
  readonly failures: number;
}
