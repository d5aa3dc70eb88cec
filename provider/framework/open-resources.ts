// Ephemeral resources that are open. A core closes them at the end of a run, but not after each run that failed or was
// interrupted: then they are closed when the plugin ends.
import type { Log } from "../plugin/log.js";

/** An open ephemeral resource. */
interface Open {
  readonly type: string;
  /** The last value of `private`. */
  kept: unknown;
  readonly close: (kept: unknown, signal: AbortSignal) => Promise<void>;
}

/** The ephemeral resources that a provider has opened, and that no core has closed yet. */
export class OpenResources {
  readonly #open = new Set<Open>();

  add(open: Open): void {
    this.#open.add(open);
  }

  /** Stores what is kept of one now. @param before what was kept of it. */
  renewed(type: string, before: unknown, kept: unknown): void {
    const open = this.#find(type, before);
    if (open !== undefined) open.kept = kept;
  }

  closed(type: string, kept: unknown): void {
    const open = this.#find(type, kept);
    if (open !== undefined) this.#open.delete(open);
  }

  /** Closes all that is still open. What cannot be closed is in the log. */
  async closeAll(log: Log, signal: AbortSignal): Promise<void> {
    const left = [...this.#open];
    this.#open.clear();
    await Promise.all(
      left.map(async ({ type, kept, close }) => {
        try {
          await close(kept, signal);
        } catch (thrown) {
          log.error(`${type} could not be closed`, { error: String(thrown) });
        }
      }),
    );
  }

  #find(type: string, kept: unknown): Open | undefined {
    const text = JSON.stringify(kept);
    return [...this.#open].find((open) => open.type === type && JSON.stringify(open.kept) === text);
  }
}
