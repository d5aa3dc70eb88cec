import type { RowRefusal } from "./importer.js";

/** After how many refused rows reading stops: so many are enough to correct the file and try again. */
export const MAX_REFUSALS = 1_000;

/** The refused rows of a file, up to the number at which reading stops. */
export class Refused {
  readonly first: RowRefusal[] = [];
  /** Whether reading stopped before the end of the file. */
  isCut = false;

  get count(): number {
    return this.first.length;
  }

  /** Whether no more rows should be read. */
  get isFull(): boolean {
    return this.first.length >= MAX_REFUSALS;
  }

  /** The entry that says that reading stopped; none if it did not. It is about the whole file. */
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
