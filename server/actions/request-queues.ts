import type { BoundCounts } from "../bounds.js";
import type { Config } from "../config.js";
import { LockedError } from "../database/transaction.js";
import { type FairQueueLimits, FairQueue } from "../fair-queue.js";

/** The connections that sign-ins use: two statements read at the same time, and two settle. */
const OF_SIGN_INS = 4;

/** How much of one account may wait. */
const WAITING = 1_000;

/** How long something may wait on the embedded database, in milliseconds. */
const EMBEDDED_WAIT = 15_000;

/** Requests that take long with much data: so many at once, and one of each account. */
const LONG_AT_ONCE = 2;
const LONG_WAITING = 20;
const LONG_WAIT = 30_000;

/** Sign-ins that wait for a locked token: so many at once, and one of each account. */
const LOCKED_AT_ONCE = 2;
const LOCKED_WAITING = 500;

/** The queues in which accounts take turns, so that none of them occupies all connections to the database. */
export interface RequestQueues {
  /** Lists, and events that a subscriber missed. */
  readonly lists: FairQueue;
  /** Transactions that change something, and for which no sign-in waits. */
  readonly changes: FairQueue;
  /** Sign-ins whose token another transaction has locked: each waits for it with a connection. */
  readonly locked: FairQueue;
  /** Transactions that take longer with more data. They have connections for background work. */
  readonly long: FairQueue;
}

/** @param isEmbedded whether there is only one connection, for everything. */
export function requestQueues(
  { poolSize, databaseSeconds }: Config,
  isEmbedded: boolean,
  bounds: BoundCounts,
): RequestQueues {
  // Half of what sign-ins leave; in a small pool two, so that no account has all.
  const atOnce = isEmbedded ? 1 : Math.max(2, Math.floor((poolSize - OF_SIGN_INS) / 2));
  const waitMs = isEmbedded ? EMBEDDED_WAIT : databaseSeconds * 1_000;
  const usual: Omit<FairQueueLimits, "refusal"> = {
    atOnce,
    ofOne: Math.max(1, atOnce - 1),
    waitingOfOne: WAITING,
    waitMs,
  };
  return {
    lists: new FairQueue({
      ...usual,
      refusal: "Too many lists are being read. Try again in a moment.",
      onRefused: () => bounds.reached("lists"),
    }),
    changes: new FairQueue({
      ...usual,
      refusal: "Too many changes are being made. Nothing was changed: try again in a moment.",
      onRefused: () => bounds.reached("changes"),
    }),
    locked: new FairQueue({
      atOnce: LOCKED_AT_ONCE,
      ofOne: 1,
      waitingOfOne: LOCKED_WAITING,
      waitMs,
      // The holder of the lock may be a database that does not answer.
      late: () => new LockedError(),
      refusal: "Tokens of this account are being changed. Try again in a moment.",
      onRefused: () => bounds.reached("locked_tokens"),
    }),
    long: new FairQueue({
      atOnce: LONG_AT_ONCE,
      ofOne: 1,
      waitingOfOne: LONG_WAITING,
      waitMs: LONG_WAIT,
      refusal: "Too much is being deleted at the moment. Nothing was changed: try again later.",
      onRefused: () => bounds.reached("deletions"),
    }),
  };
}
