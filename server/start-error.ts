/** A reason not to go on. Its message is one sentence for the person at the terminal; no stack is shown. */
export class StartError extends Error {
  override name = "StartError";
}

/** An option, an argument or a setting is missing or has a wrong value: nothing was begun. */
export class UsageError extends StartError {
  override name = "UsageError";
}

/** The server or the database cannot be reached. */
export class UnreachableError extends StartError {
  override name = "UnreachableError";
}
