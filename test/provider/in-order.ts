// The orders in which a core may make the changes of one apply.

/** How changes may follow each other; null for all at once. */
export interface Order {
  readonly order: readonly number[] | null;
}

export const OF_TWO: readonly Order[] = [{ order: [0, 1] }, { order: [1, 0] }, { order: null }];

export const OF_THREE: readonly Order[] = [
  { order: [0, 1, 2] },
  { order: [2, 1, 0] },
  { order: [1, 0, 2] },
  { order: [1, 2, 0] },
  { order: null },
];

/** Makes changes in an order. @returns what came of each. */
export async function inOrder<T>(
  changes: readonly (() => Promise<T>)[],
  { order }: Order,
): Promise<readonly T[]> {
  const made = new Map<number, Promise<T>>();
  for (const index of order ?? changes.keys()) {
    const change = changes[index];
    if (change === undefined) continue;
    const making = change();
    made.set(index, making);
    if (order !== null) await making;
  }
  return Promise.all(changes.map((_, index) => made.get(index) ?? Promise.reject(new Error("left out"))));
}
