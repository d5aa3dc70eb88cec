// Checks that several resources share.
import { error } from "./framework/diagnostic.js";
import type { Validator } from "./framework/attributes.js";

/** One of some words. */
export function oneOf<W extends string>(words: readonly W[]): Validator<string> {
  return function* check(value, path) {
    if (!words.some((word) => word === value)) {
      yield error(
        path,
        "Unknown value",
        `This is ${JSON.stringify(value)}. Write one of ${words.join(", ")}.`,
      );
    }
  };
}

/** A whole number within bounds, both included. */
export function between(least: number, most: number): Validator<number> {
  return function* check(value, path) {
    if (value < least || value > most) {
      yield error(path, "Out of bounds", `This is ${value}. Write a whole number from ${least} to ${most}.`);
    }
  };
}

/** A moment in time (RFC 3339). */
export const moment: Validator<string> = function* check(value, path) {
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) ||
    Number.isNaN(Date.parse(value))
  ) {
    yield error(
      path,
      "Not a moment",
      `This is ${JSON.stringify(value)}. Write a moment such as 2027-01-31T18:00:00Z.`,
    );
  }
};
