import { RequestError } from "./request-error.js";

/** How much work of a kind is done, and how much waits. */
export interface FairQueueLimits {
  /** How much is done at the same time. */
  readonly atOnce: number;
  /** How much of one owner is done at the same time. */
  readonly ofOne: number;
  /** How much of one owner may wait. */
  readonly waitingOfOne: number;
  /** How much of all owners may wait; any number when it is not given. */
  readonly waiting?: number;
  /** For how many milliseconds work may wait; for ever when it is not given. */
  readonly waitMs?: number;
  /** The error for work that has waited too long; the refusal when it is not given. */
  readonly late?: () => Error;
  /** Why work is refused: one sentence that says what to do. */
  readonly refusal: string;
  /** Is called each time work is refused, or has waited too long. */
  readonly onRefused?: (() => void) | undefined;
}

/** Lets work begin that waits. */
type Begin = () => void;

/**
 * Limits how much work of a kind is done at the same time. Owners take turns: one that brings much work waits behind all
 * others, and never occupies all places.
 */
export class FairQueue {
  readonly #limits: FairQueueLimits;
  /** The work that waits, by owner. The owners are in the order of their turns. */
  readonly #waiting = new Map<string, readonly Begin[]>();
  readonly #atWorkOf = new Map<string, number>();
  #waitingOfAll = 0;
  #atWork = 0;

  constructor(limits: FairQueueLimits) {
    this.#limits = limits;
  }

  /** Whether work of an owner would wait now, or be refused. */
  isBusy(owner: string): boolean {
    return !this.#mayBegin(owner);
  }

  /** Whether work of an owner would be refused now. */
  isFull(owner: string): boolean {
    const { waitingOfOne, waiting = Infinity } = this.#limits;
    const isFull = this.#waitingOf(owner).length >= waitingOfOne || this.#waitingOfAll >= waiting;
    return !this.#mayBegin(owner) && isFull;
  }

  /**
   * Does work when it is its owner's turn.
   * @throws RequestError RATE_LIMITED when too much waits. @throws what `late` of the limits makes when it has waited too long. The work did not
   * begin then.
   */
  async run<Result>(owner: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#mayBegin(owner)) this.#begin(owner);
    else if (this.isFull(owner)) throw this.#refused();
    // Work that has ended gives its place to the next.
    else await this.#wait(owner);
    try {
      return await work();
    } finally {
      this.#end(owner);
    }
  }

  /** Whether there is a place for an owner. An owner that waits has no place, so no owner is overtaken. */
  #mayBegin(owner: string): boolean {
    const { atOnce, ofOne } = this.#limits;
    return this.#atWork < atOnce && (this.#atWorkOf.get(owner) ?? 0) < ofOne;
  }

  #begin(owner: string): void {
    this.#atWork += 1;
    this.#atWorkOf.set(owner, (this.#atWorkOf.get(owner) ?? 0) + 1);
  }

  #wait(owner: string): Promise<void> {
    const { waitMs, late, onRefused } = this.#limits;
    return new Promise((resolve, reject) => {
      const begin: Begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = () => {
        this.#setWaiting(
          owner,
          this.#waitingOf(owner).filter((other) => other !== begin),
        );
        if (late === undefined) reject(this.#refused());
        else {
          onRefused?.();
          reject(late());
        }
      };
      const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs);
      this.#setWaiting(owner, [...this.#waitingOf(owner), begin]);
    });
  }

  #waitingOf(owner: string): readonly Begin[] {
    return this.#waiting.get(owner) ?? [];
  }

  #setWaiting(owner: string, begins: readonly Begin[]): void {
    this.#waitingOfAll += begins.length - this.#waitingOf(owner).length;
    if (begins.length === 0) this.#waiting.delete(owner);
    else this.#waiting.set(owner, begins);
  }

  #end(owner: string): void {
    const left = (this.#atWorkOf.get(owner) ?? 0) - 1;
    if (left > 0) this.#atWorkOf.set(owner, left);
    else this.#atWorkOf.delete(owner);
    this.#atWork -= 1;
    this.#beginNext();
  }

  /** Lets the next one begin whose owner may. Its owner's other work waits behind all owners that are waiting now. */
  #beginNext(): void {
    for (const [owner, [first, ...others]] of this.#waiting) {
      if (first === undefined || !this.#mayBegin(owner)) continue;
      this.#setWaiting(owner, []);
      this.#setWaiting(owner, others);
      this.#begin(owner);
      first();
      return;
    }
  }

  #refused(): RequestError {
    this.#limits.onRefused?.();
    return new RequestError("RATE_LIMITED", this.#limits.refusal);
  }
}
