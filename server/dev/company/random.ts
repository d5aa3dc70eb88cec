import { createHash } from "node:crypto";

/** Numbers that look random, and are the same for the same seed. */
export class Random {
  #drawn = 0;

  constructor(private readonly seed: string) {}

  /** Bytes that belong to a name: the same for the same seed, whatever was drawn before. */
  bytes(name: string, length: number): Buffer {
    return createHash("sha512").update(`${this.seed}\0${name}`).digest().subarray(0, length);
  }

  /** A whole number from 0, below a bound. */
  below(bound: number): number {
    this.#drawn += 1;
    return this.bytes(`#${this.#drawn}`, 4).readUInt32BE() % bound;
  }

  /** Whether an event happens that has a chance of one in so many. */
  once(inTimes: number): boolean {
    return this.below(inTimes) === 0;
  }

  /** Takes one out of a list. @throws RangeError for an empty one. */
  taken<T>(list: T[]): T {
    const [one] = list.splice(this.below(list.length || 1), 1);
    if (one === undefined) throw new RangeError("there is nothing to take");
    return one;
  }

  /** @throws RangeError for an empty list. */
  oneOf<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new RangeError("there is nothing to choose from");
    return one;
  }
}
