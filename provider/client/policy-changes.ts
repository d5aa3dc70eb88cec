// The changes of a run to bypass policies. A policy has no id of its own, but that of its resource, so that one block could clear
// what another block has set there a moment before.

/** Sets and clears the policies of resources, one change of a resource after the other. */
export class PolicyChanges {
  readonly #set = new Set<string>();
  readonly #last = new Map<string, Promise<unknown>>();

  /** Sets the policy of a resource. @param id of the resource. */
  set<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(id, async () => {
      const result = await work();
      this.#set.add(id);
      return result;
    });
  }

  /** Clears the policy of a resource, unless this run has set it: then it is another block's. @param id of the resource. */
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
