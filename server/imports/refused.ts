import type { RowRefusal } from "./importer.js";

/** Refused rows after which reading stops: who sees so many corrects the file, and looks again. */
export const MAX_REFUSALS = 1_000;

/** What is refused of a file, up to the number at which reading stops. */
export class Refused {
  readonly first: RowRefusal[] = [];
  /** Whether reading stopped before the end of the file. */
  isCut = false;

  get count(): number {
    return this.first.length;
  }

  /** Whether no more is to be read. */
  get isFull(): boolean {
    return this.first.length >= MAX_REFUSALS;
  }

  /** What says that reading stopped; nothing when it did not. It is about the whole file. */
  get notice(): RowRefusal[] {
    const last = this.first.at(-1)?.line;
    if (!this.isCut || last == null) return [];
    return [
      {
        line: null,
        code: "VALIDATION_FAILED",
        message: `Reading stopped on line ${last}, after ${MAX_REFUSALS.toLocaleString("en")} refused rows. Correct these rows, and try again: there may be more.`,
      },
    ];
  }
}
