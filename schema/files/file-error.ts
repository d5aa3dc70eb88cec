/** A file that cannot be read beyond a line. The message is one sentence for the person who sent it. */
export class FileError extends Error {
  override name = "FileError";

  /** @param line of the file, from 1. */
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}
