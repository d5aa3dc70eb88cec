// The type of a rule. The rules know nothing of GraphQL, the database, Terraform or Node.js. The server, the
// provider and the constructs call the same functions; so each of them refuses a value with the same
// sentence.

/**
 * Checks the form of a value. Returns one sentence that says what to write instead, or null when the value is
 * accepted.
 */
export type Rule<T> = (value: T) => string | null;

/** The rules of a list: one for the whole list, one for each element. */
export interface ListRule<T> {
  readonly all: Rule<readonly T[]>;
  readonly each: Rule<T>;
}

/**
 * The name of a field in messages: `failedAttemptsBeforeLock` and `failed_attempts_before_lock` both become
 * `Failed attempts before lock`.
 */
export function called(field: string): string {
  const words = field
    .replaceAll(/([A-Z])/g, " $1")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A number from `least` to `most`, both included. @param what the field's name in messages. */
export function range(what: string, least: number, most: number): Rule<number> {
  const sentence = `${what} is a number from ${least} to ${most}.`;
  return (number) => (number >= least && number <= most ? null : sentence);
}

/** One of several numbers. @param what the field's name in messages. */
export function choice(what: string, choices: readonly number[]): Rule<number> {
  const sentence = `${what} is ${choices.join(" or ")}.`;
  return (number) => (choices.includes(number) ? null : sentence);
}
