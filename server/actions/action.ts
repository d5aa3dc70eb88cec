import { newId } from "../database/new-id.js";
import type { Transaction } from "../database/prisma.js";
import { transact, type TransactionLimits } from "../database/transaction.js";
import { type Circumstances, type EventDraft, recordEvents } from "../events/record.js";
import { requestJob } from "../jobs/job-store.js";
import type { Actor, Caller } from "./actor.js";
import type { Observer } from "./observer.js";
import type { ActingServices, ActionServices } from "./services.js";
import { traced } from "./tracer.js";

/** One run of a use case: who does it, when, in which transaction, and what it records. */
export interface Action {
  readonly services: ActionServices;
  readonly actor: Actor;
  readonly transaction: Transaction;
  readonly accountId: string;
  /** Address of the program or the browser that asked; null for a command on the host. */
  readonly callerAddress: string | null;
  /** Milliseconds since 1970 UTC, one moment for the whole action. */
  readonly now: number;
  /** A new id (UUIDv7) of this moment. */
  readonly newId: () => string;
  /** Records an event in this transaction. */
  readonly record: (draft: EventDraft) => void;
  /** Asks for a run of a shared job, in this transaction: a server does it soon after the commit. */
  readonly requestJob: (name: string) => Promise<void>;
  /** Asks for a run of a job that each server does for itself: this one does it right after the commit. */
  readonly wakeJob: (name: string) => void;
  /** Calls `report` with the observer, if there is one, after the commit: what is undone has not happened. */
  readonly observe: (report: (observer: Observer) => void) => void;
}

/** The fields that the events of a request share. @param now milliseconds since 1970 UTC. */
export function getCircumstances(
  { actor, callerAddress, correlationId }: Caller,
  now: number,
): Circumstances {
  return { accountId: actor.accountId, actor, now, callerAddress, correlationId };
}

/**
 * Names the session of the console in which somebody acts, until the transaction ends: when a token stops, the database ends the
 * person's sessions (console_sessions_end), and not this one.
 */
async function nameSession(transaction: Transaction, { credential }: Actor): Promise<void> {
  if (credential?.kind !== "SESSION") return;
  await transaction.$queryRaw`SELECT set_config('tokenplane.console_session', ${credential.id}, true)`;
}

/**
 * Runs work in one transaction, which also records its events; an error undoes both.
 * @param now milliseconds since 1970 UTC.
 */
export async function act<Result>(
  services: ActingServices,
  caller: Caller,
  now: number,
  work: (action: Action) => Promise<Result>,
  limits: TransactionLimits = {},
): Promise<Result> {
  const { actor } = caller;
  const requested = new Set<string>();
  let observed: ((observer: Observer) => void)[] = [];
  const about = {
    name: "transaction",
    isElsewhere: true,
    isPart: true,
    notes: { "db.system.name": "postgresql" },
  };
  const result = await traced(services.tracer, about, () =>
    transact(
      services.database,
      async (transaction) => {
        const drafts: EventDraft[] = [];
        requested.clear();
        observed = [];
        await nameSession(transaction, actor);
        const done = await work({
          services,
          actor,
          transaction,
          accountId: actor.accountId,
          callerAddress: caller.callerAddress,
          now,
          newId: () => newId(now),
          record: (draft) => drafts.push(draft),
          async requestJob(name) {
            requested.add(name);
            await requestJob(transaction, name);
          },
          wakeJob: (name) => void requested.add(name),
          observe: (report) => void observed.push(report),
        });
        await recordEvents(transaction, getCircumstances(caller, now), drafts);
        return done;
      },
      limits,
    ),
  );
  if (services.observer !== undefined) for (const report of observed) report(services.observer);
  services.wakeup.notify();
  for (const name of requested) services.jobs.wake(name);
  return result;
}
