/**
 * A map that keeps what was used last and forgets the rest, so that nobody fills it. Two generations: what is
 * asked for moves to the young one; when that is full it becomes the old one, and the old one is dropped.
 */
export class Recent<Value> {
  readonly #most: number;
  readonly #weigh: (key: string) => number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  #weight = 0;

  /**
   * @param most that a generation holds; there are two.
   * @param weigh what a key counts; 1 unless told otherwise. What weighs more than a generation is not kept.
   */
  constructor(most: number, weigh: (key: string) => number = () => 1) {
    this.#most = most;
    this.#weigh = weigh;
  }

  get(key: string): Value | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const earlier = this.#old.get(key);
    if (earlier !== undefined) this.set(key, earlier);
    return earlier;
  }

  set(key: string, value: Value): void {
    if (!this.#young.has(key)) {
      const weight = this.#weigh(key);
      if (weight > this.#most) return;
      if (this.#weight + weight > this.#most) {
        this.#old = this.#young;
        this.#young = new Map();
        this.#weight = 0;
      }
      this.#weight += weight;
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
    if (this.#young.delete(key)) this.#weight -= this.#weigh(key);
    this.#old.delete(key);
  }

  /** How many there are, counting twice what moved. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
