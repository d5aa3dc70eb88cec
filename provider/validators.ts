// Checks that several resources share.
import type { ListRule, Rule } from "@tokenplane/rules/rule";
import { error } from "./framework/diagnostic.js";
import type { Validator } from "./framework/attributes.js";

/** One of some words. */
export function oneOf<W extends string>(words: readonly W[]): Validator<string> {
  return function* check(value, path) {
    if (!words.some((word) => word === value)) {
      yield error(
        path,
        "No such value",
        `This is ${JSON.stringify(value)}. Write one of ${words.join(", ")}.`,
      );
    }
  };
}

/** What is refused for its form is always told under this heading. */
export const NOT_TAKEN = "This value is not valid";

/** A rule that the server has, too: what it refuses is refused before anything is sent, in the same words. */
export function form<T>(rule: Rule<T>): Validator<T | null> {
  return function* check(value, path) {
    const sentence = value === null ? null : rule(value);
    if (sentence !== null) yield error(path, NOT_TAKEN, sentence);
  };
}

/** The same for a list or a set of texts; those that are refused are repeated. */
export function forms({ all, each }: ListRule<string>): Validator<readonly string[]> {
  return function* check(values, path) {
    yield* form(all)(values, path);
    for (const value of values) {
      const sentence = each(value);
      if (sentence !== null) yield error(path, NOT_TAKEN, `This is ${JSON.stringify(value)}. ${sentence}`);
    }
  };
}

/** Whether two texts are the same moment, to the millisecond, as the server keeps it. */
export function isSameMoment(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other);
}
