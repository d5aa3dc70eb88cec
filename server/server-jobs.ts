import type { Checkpoints } from "./events/seal/checkpoints.js";
import { makeSealer, type Sealing } from "./events/seal/sealer.js";
import { JobError, type Job } from "./jobs/job.js";
import type { ServerServices } from "./services.js";

/** How long another server may seal without a pause before this one reports it, in milliseconds. */
const MAX_ELSEWHERE_MS = 10 * 60_000;

/**
 * Seals the event log, and fails while checkpoints are not where they belong; once more when the server stops, so that it leaves
 * no event unsealed. Each server tries: a lock of the database lets one do it at a time.
 */
export function sealing(services: Sealing, everySeconds: number, checkpoints: Checkpoints): Job {
  const seal = makeSealer(services, (checkpoint) => checkpoints.write(checkpoint));
  /** When this server last had its turn, by the monotonic clock. */
  let turnAt = performance.now();
  return {
    name: "sealing",
    description: "Seals the events whose place in the feed is final.",
    everySeconds,
    isShared: false,
    atStop: true,
    async run() {
      const isMine = await seal();
      if (isMine) turnAt = performance.now();
      else if (performance.now() - turnAt >= MAX_ELSEWHERE_MS)
        throw new JobError(
          "Another session of the database has held the lock for sealing for ten minutes. If events are being sealed, a server has many events to seal: wait. If no events are being sealed, end that session: its lock has the objid 1936023916 in pg_locks.",
        );
      const failure = await checkpoints.retry();
      if (failure !== null) throw new JobError(failure);
    },
  };
}

/** Ends open streams: at most two seconds after their credentials were revoked. */
export function streamChecks({ streams }: Pick<ServerServices, "streams">): Job {
  return {
    name: "open streams",
    description: "Ends subscriptions whose credentials are not valid any more.",
    everySeconds: 1,
    isShared: false,
    run: () => streams.check(),
  };
}

/** Compares master keys with the other servers. While they do not fit together, the job fails, and the server is not ready. */
export function keyComparison({ masterKeys }: Pick<ServerServices, "masterKeys">): Job {
  return {
    name: "master keys",
    description:
      "Checks that this server has all master keys that are in use, and encrypts with one of them.",
    everySeconds: 5,
    isShared: false,
    async run() {
      const reason = await masterKeys.look();
      if (reason !== null) throw new JobError(reason);
    },
  };
}
