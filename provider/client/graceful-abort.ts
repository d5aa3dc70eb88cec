/**
 * How long the client waits for a change that may have been made, after the core asked to stop; in milliseconds.
 */
const LAST_WAIT = 10_000;

/**
 * Decides when a request ends after the core asked to stop. A read ends at once. A change that may have been made gets
 * some more time, and is sent again if the connection was lost; so its result can be saved.
 */
export class GracefulAbort {
  /** Whether a change was sent that has no answer yet. */
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

  /** Call this when the request has ended. */
  release(): void {
    this.stop.removeEventListener("abort", this.#end);
    clearTimeout(this.#timer);
  }

  readonly #end = (): void => {
    if (this.mayBeDone) this.#timer = setTimeout(() => this.#ended.abort(), LAST_WAIT);
    else this.#ended.abort();
  };
}
