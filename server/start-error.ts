import { getErrorCode } from "@tokenplane/files/system-error";

/** A reason not to continue. Its message is one sentence for the person at the terminal; no stack is shown. */
export class StartError extends Error {
  override name = "StartError";
}

/** An option, an argument or a setting is missing or has a wrong value: nothing was begun. */
export class UsageError extends StartError {
  override name = "UsageError";
}

/**
 * An argument, an option or a setting names a file that cannot be read.
 * @param file its path, after the name of the option or setting if there is one. @param error of the operating system.
 */
export function unreadable(file: string, error: unknown): UsageError {
  return new UsageError(
    `${file} cannot be read (${getErrorCode(error)}). Check the path and the permissions of this file.`,
    { cause: error },
  );
}

/** A text of another program as a part of a sentence: without the punctuation at its end, which the sentence has itself. */
export function withoutStop(text: string): string {
  return text.replace(/[\s.!;:,]+$/, "");
}

/** The server or the database cannot be reached. */
export class UnreachableError extends StartError {
  override name = "UnreachableError";
}
