// What a rule is. The rules know nothing of GraphQL, of the database, of Terraform or of Node.js: the server, the provider and
// the constructs call the same functions, so that a value is refused in the same words wherever it is refused first.

/** Why a value is refused for its form, as one sentence that says what to write; null when it is taken. */
export type Rule<T> = (value: T) => string | null;

/** The rules of a list: for the whole, and for each of its elements. */
export interface ListRule<T> {
  readonly all: Rule<readonly T[]>;
  readonly each: Rule<T>;
}

/** A field as messages call it: `failedAttemptsBeforeLock` and `failed_attempts_before_lock` are `Failed attempts before lock`. */
export function called(field: string): string {
  const words = field
    .replaceAll(/([A-Z])/g, " $1")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A number from `least` to `most`, both included. @param what as messages call it. */
export function range(what: string, least: number, most: number): Rule<number> {
  const sentence = `${what} is a number from ${least} to ${most}.`;
  return (number) => (number >= least && number <= most ? null : sentence);
}

/** One of some numbers. @param what as messages call it. */
export function choice(what: string, choices: readonly number[]): Rule<number> {
  const sentence = `${what} is ${choices.join(" or ")}.`;
  return (number) => (choices.includes(number) ? null : sentence);
}
