import { isUnanswered, isUnreachable } from "./unreachable.js";

/** The options of a batcher. */
export interface Gathering<Item> {
  /** The maximum number of items in one batch. */
  readonly most: number;
  /** How many batches run at the same time; further items wait only while all of these are running. */
  readonly inFlight: number;
  /** Items with the same key are never in one batch; null is a key that no other item shares. */
  readonly getKey: (item: Item) => string | null;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Combines items that are added in one turn of the event loop into one piece of work. A batch that fails is
 * repeated item by item, so that one bad item does not fail the others. The exception: when the database was
 * lost meanwhile, the batch may have been done, so all its items fail. When the database did not answer in time,
 * the waiting items fail too.
 * @param work returns a result for each item, in order, or fails for all; unless the database was lost, it must
 * then have changed nothing.
 * @returns a function that takes one item and returns its result.
 */
export function batcher<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most, inFlight, getKey }: Gathering<Item>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let working = 0;
  let scheduled = false;

  async function settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new TypeError("a batch gave too few results"));
        else resolve(result);
      });
    } catch (error) {
      // The waiting items have waited as long already; a database that does not answer would make them wait
      // as long again.
      if (isUnanswered(error)) for (const { reject } of waiting.splice(0)) reject(error);
      if (batch.length === 1 || isUnreachable(error)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await settle([one]);
    }
  }

  function take(): Waiting<Item, Result>[] {
    const keys = new Set<string>();
    const batch: Waiting<Item, Result>[] = [];
    const later: Waiting<Item, Result>[] = [];
    for (const one of waiting) {
      const key = getKey(one.item);
      if (batch.length === most || (key !== null && keys.has(key))) later.push(one);
      else {
        if (key !== null) keys.add(key);
        batch.push(one);
      }
    }
    waiting = later;
    return batch;
  }

  function start(): void {
    scheduled = false;
    while (working < inFlight && waiting.length > 0) {
      working += 1;
      void settle(take()).finally(() => {
        working -= 1;
        start();
      });
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled || working === inFlight) return;
      scheduled = true;
      setImmediate(start);
    });
}
