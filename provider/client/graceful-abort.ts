/** How long a change that may be done is awaited after the core was asked to stop, in milliseconds. */
const LAST_WAIT = 10_000;

/**
 * When a request ends because the core was asked to stop: what only asks, at once. A change that may be done is awaited
 * for a while, and asked about again when the connection was lost, so that what it made can be saved.
 */
export class GracefulAbort {
  /** Whether a change was sent and not answered. */
  mayBeDone = false;
  readonly #ended = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  /** @param stop aborted when the core is asked to stop. */
  constructor(private readonly stop: AbortSignal) {
    if (stop.aborted) this.#ended.abort();
    else stop.addEventListener("abort", this.#end, { once: true });
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** The request has ended otherwise. */
  release(): void {
    this.stop.removeEventListener("abort", this.#end);
    clearTimeout(this.#timer);
  }

  readonly #end = (): void => {
    if (this.mayBeDone) this.#timer = setTimeout(() => this.#ended.abort(), LAST_WAIT);
    else this.#ended.abort();
  };
}
