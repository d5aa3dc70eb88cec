import { FileError } from "./file-error.js";

/** Keeps the error in a piece of a file until what was read before it in the same piece was given. */
export class LateError {
  #error: FileError | undefined;

  /** @throws FileError the kept one; nothing after it can be read */
  check(): void {
    if (this.#error !== undefined) throw this.#error;
  }

  /**
   * Keeps an error for the next piece, or for the end.
   * @param hasRead whether something was read before it in its piece. @throws the error if not, or if it is no FileError
   */
  keep(error: unknown, hasRead: boolean): void {
    if (!hasRead || !(error instanceof FileError)) throw error;
    this.#error = error;
  }
}
