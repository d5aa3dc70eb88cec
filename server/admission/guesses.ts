import { boundedCache } from "../bounded-cache.js";

/** How many callers are remembered as genuine. */
const MAX_PROVEN = 20_000;

/** The limit that wrong requests count against, by the network of their caller. */
interface Budget<TooMany> {
  /** Counts one. @returns undefined, or that it is too much; then it is not counted. */
  take(network: string): TooMany | undefined;
  /** Removes a counted one. */
  putBack(network: string): void;
}

/**
 * Limits wrong requests at a door where only the look-up shows which ones are genuine. Each is counted before its look-up, so that no
 * guess over the limit is answered; a genuine one is given back. Who was genuine here is answered while others of the same network
 * send wrong ones.
 */
export class Guesses<TooMany> {
  readonly #proven = boundedCache<true>(MAX_PROVEN);

  constructor(private readonly budget: Budget<TooMany>) {}

  /**
   * Answers a request, or says that its sender must wait.
   * @param name of the caller, among those of all networks; null for a request that shows nothing of who sent it.
   * @param lookUp what it throws is not the caller's fault.
   */
  async answer<Answer>(
    network: string,
    name: string | null,
    lookUp: () => Promise<Answer>,
    isGenuine: (answer: Answer) => boolean,
  ): Promise<Answer | TooMany> {
    const isProven = name !== null && this.#proven.get(name) === true;
    const tooMany = isProven ? undefined : this.budget.take(network);
    if (tooMany !== undefined) return tooMany;
    let isWrong = false;
    try {
      const answer = await lookUp();
      isWrong = !isGenuine(answer);
      if (isWrong && isProven) {
        this.#proven.delete(name);
        return this.budget.take(network) ?? answer;
      }
      if (!isWrong && !isProven && name !== null) this.#proven.set(name, true);
      return answer;
    } finally {
      if (!isWrong && !isProven) this.budget.putBack(network);
    }
  }
}
