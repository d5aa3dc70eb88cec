/** Limits how much work of a kind is done at the same time, and how much waits for its turn. */
export class Turns {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #atWork = 0;

  /** @param atOnce how much is done at the same time. @param mostWaiting how much may wait. */
  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /** Whether so much waits that nothing more may. */
  get isFull(): boolean {
    return this.#atWork >= this.#atOnce && this.#waiting.length >= this.#mostWaiting;
  }

  /** Does work when it is its turn. Look at `isFull` before. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#atWork < this.#atOnce) this.#atWork += 1;
    // Work that has ended wakes the next one, which takes its place.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#atWork -= 1;
      else next();
    }
  }
}
