import type { Services } from "../actions/services.js";
import { batcher } from "../database/batcher.js";
import type { Database } from "../database/database.js";
import { heldTokenId, settleAll, type Settled, type Settlement, untilFree } from "./settle.js";
import { type Question, readSnapshots, type Snapshot } from "./snapshot.js";

/** Attempts in one statement. */
const MAX_TOGETHER = 64;

/** The statements of attempts on a database. */
export interface Batches {
  readonly read: (question: Question) => Promise<Snapshot>;
  readonly settle: (settlement: Settlement) => Promise<Settled>;
  readonly waitUntilFree: (settlement: Settlement) => Promise<void>;
}

const batchesOfDatabase = new WeakMap<Database, Batches>();

/**
 * Batches the reads and the settlements of all attempts on a database into few statements. No batch waits for a locked token,
 * as one that a bulk change holds: that attempt waits by itself, and is then decided again, because its user or its resource may have
 * been disabled meanwhile.
 */
export function getBatches({
  database,
  observer,
  tracer,
  queues,
}: Pick<Services, "database" | "observer" | "tracer" | "queues">): Batches {
  const known = batchesOfDatabase.get(database);
  if (known !== undefined) return known;
  // The maximum number of statements at once; further attempts wait and are batched. PGlite runs one at a time anyway.
  const gathering = { most: MAX_TOGETHER, inFlight: database.embedded ? 1 : 2 };
  const shared = <Read>(name: string, items: readonly object[], work: () => Promise<Read>) => {
    const about = { name, isElsewhere: true, notes: { "db.system.name": "postgresql" } };
    return tracer === undefined ? work() : tracer.together(about, items, work);
  };
  const read = batcher<Question, Snapshot>(
    (questions) => {
      observer?.batched("READ", questions.length);
      return shared("read attempts", questions, () => readSnapshots(database, questions));
    },
    { ...gathering, getKey: () => null },
  );
  const settle = batcher<Settlement, Settled>(
    (settlements) => {
      observer?.batched("SETTLE", settlements.length);
      return shared("settle attempts", settlements, () => settleAll(database, settlements));
    },
    { ...gathering, getKey: heldTokenId },
  );
  const waitUntilFree = (settlement: Settlement): Promise<void> =>
    queues.locked.run(settlement.circumstances.accountId, () =>
      shared("wait for locked token", [settlement], () => untilFree(database, settlement)),
    );
  const made: Batches = {
    read(question) {
      tracer?.waitsFor(question);
      return read(question);
    },
    settle(settlement) {
      tracer?.waitsFor(settlement);
      return settle(settlement);
    },
    waitUntilFree,
  };
  batchesOfDatabase.set(database, made);
  return made;
}
