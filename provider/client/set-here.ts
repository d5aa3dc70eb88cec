// What a run has set of things that have no id of their own. A bypass policy is known by its resource, so that one block could
// clear what another block has set there a moment before.

/** The changes of a run to such things, by the ids of the objects that these belong to. */
export class SetHere {
  readonly #set = new Set<string>();
  readonly #last = new Map<string, Promise<unknown>>();

  /** Sets one, after what is still being done to it. */
  set<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(id, async () => {
      const result = await work();
      this.#set.add(id);
      return result;
    });
  }

  /** Clears one, after what is still being done to it. If this run has set it, it belongs to another block, and stays. */
  clear(id: string, work: () => Promise<void>): Promise<void> {
    return this.#inTurn(id, async () => {
      if (!this.#set.has(id)) await work();
    });
  }

  #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const last = this.#last.get(id) ?? Promise.resolve();
    const next = last.then(work, work);
    this.#last.set(id, next);
    return next;
  }
}
