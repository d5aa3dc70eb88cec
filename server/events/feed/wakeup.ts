/**
 * The shortest time between two notifications to other processes, in milliseconds: each takes a lock of the
 * whole database.
 */
const NOTIFY_EVERY = 25;

/**
 * Notifies the reader of the feed that there may be new events: in this process at once, in other processes
 * soon.
 */
export class Wakeup {
  readonly #notifyOthers: (() => Promise<void>) | undefined;
  #isNotified = false;
  #waking: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param notifyOthers notifies the other processes; undefined when there are none. It must not fail. */
  constructor(notifyOthers: (() => Promise<void>) | undefined) {
    this.#notifyOthers = notifyOthers;
  }

  /** Events were committed here. */
  notify(): void {
    this.heard();
    if (this.#notifyOthers === undefined || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#notifyOthers?.();
    }, NOTIFY_EVERY);
    this.#timer.unref();
  }

  /** Events were committed somewhere, or the reader has something else to do. */
  heard(): void {
    this.#isNotified = true;
    this.#waking?.();
  }

  /** Waits for a notification, or for so many milliseconds. @returns whether there was a notification. */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.#isNotified) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#waking = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#waking = undefined;
    }
    const wasNotified = this.#isNotified;
    this.#isNotified = false;
    return wasNotified;
  }
}
