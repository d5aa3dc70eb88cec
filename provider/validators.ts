// Checks that several resources share.
import type { ListRule, Rule } from "@tokenplane/rules/rule";
import { error } from "./framework/diagnostic.js";
import type { Validator } from "./framework/attributes.js";

/** One of several words. */
export function oneOf<W extends string>(words: readonly W[]): Validator<string | null> {
  return function* check(value, path) {
    if (value !== null && !words.some((word) => word === value)) {
      yield error(
        path,
        "No such value",
        `This is ${JSON.stringify(value)}. Write one of ${words.join(", ")}.`,
      );
    }
  };
}

/** The same for each value of a set or a list. */
export function eachOneOf<W extends string>(words: readonly W[]): Validator<readonly string[]> {
  const one = oneOf(words);
  return function* check(values, path) {
    for (const value of values) yield* one(value, path);
  };
}

/** The summary of every error about the form of a value. */
export const NOT_TAKEN = "This value is not valid";

/**
 * A rule that the server has, too. A value is refused before anything is sent, with the server's sentence.
 */
export function form<T>(rule: Rule<T>): Validator<T | null> {
  return function* check(value, path) {
    const sentence = value === null ? null : rule(value);
    if (sentence !== null) yield error(path, NOT_TAKEN, sentence);
  };
}

/** The same for a list or a set of texts; errors repeat the refused ones. */
export function forms({ all, each }: ListRule<string>): Validator<readonly string[]> {
  return function* check(values, path) {
    yield* form(all)(values, path);
    for (const value of values) {
      const sentence = each(value);
      if (sentence !== null) yield error(path, NOT_TAKEN, `This is ${JSON.stringify(value)}. ${sentence}`);
    }
  };
}

/** Whether two texts are the same moment, to the millisecond, as the server stores it. */
export function isSameMoment(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other);
}
