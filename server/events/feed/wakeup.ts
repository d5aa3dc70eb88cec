/**
 * The shortest time between two notifications to other processes, in milliseconds: each takes a lock of the
 * whole database.
 */
const TELL_EVERY = 25;

/**
 * Notifies the reader of the feed that there may be new events: in this process at once, in other processes
 * soon.
 */
export class Wakeup {
  readonly #tellOthers: (() => Promise<void>) | undefined;
  #isTold = false;
  #waking: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param tellOthers notifies the other processes; undefined when there are none. It must not fail. */
  constructor(tellOthers: (() => Promise<void>) | undefined) {
    this.#tellOthers = tellOthers;
  }

  /** Events were committed here. */
  tell(): void {
    this.heard();
    if (this.#tellOthers === undefined || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#tellOthers?.();
    }, TELL_EVERY);
    this.#timer.unref();
  }

  /** Events were committed somewhere, or the reader has something else to do. */
  heard(): void {
    this.#isTold = true;
    this.#waking?.();
  }

  /** Waits for a notification, or for so many milliseconds. @returns whether there was a notification. */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.#isTold) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#waking = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#waking = undefined;
    }
    const wasTold = this.#isTold;
    this.#isTold = false;
    return wasTold;
  }
}
