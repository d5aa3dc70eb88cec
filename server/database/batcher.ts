import { isUnanswered, isUnreachable } from "./unreachable.js";

/** How a batcher gathers. */
export interface Gathering<Item> {
  /** Items of one batch at most. */
  readonly most: number;
  /** Batches at work at the same time; later items wait only while all are. */
  readonly inFlight: number;
  /** Items with the same key are never in one batch; null is a key that nobody shares. */
  readonly keyOf: (item: Item) => string | null;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one piece of work of those that come in one turn of the event loop. A batch that fails is done again
 * one by one, so that no member pays for another; but not when the database was lost under it: then it may have been
 * done, and all its members fail. When the database did not answer in time, those fail too that wait for their turn.
 * @param work gives a result for each item, in order, or fails for all; unless the database was lost, it must then
 * have done nothing.
 * @returns a function that takes one item and gives its result.
 */
export function batcher<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most, inFlight, keyOf }: Gathering<Item>,
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
      // Those that wait have waited as long; a database that does not answer would let them wait as long again.
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
      const key = keyOf(one.item);
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
