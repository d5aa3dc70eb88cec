// Checks that several resources share.
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

const LEAST_BYTES = 16;
const MOST_BYTES = 128;

/** A device's secret in Base32 (RFC 4648), with all of its padding or none. No message repeats it. */
export const base32Secret: Validator<string> = function* check(value, path) {
  const bare = value.replace(/=+$/, "");
  const isPadded = value === bare || value.length === Math.ceil(bare.length / 8) * 8;
  // Of eight letters, so many may be the last ones that stand alone.
  const isWhole = [0, 2, 4, 5, 7].includes(bare.length % 8);
  if (!/^[a-z2-7]+$/i.test(bare) || !isPadded || !isWhole) {
    yield error(
      path,
      "Not a secret in Base32",
      "Write the letters A to Z and the digits 2 to 7, without blanks. One in hexadecimal must be converted first.",
    );
    return;
  }
  const bytes = Math.floor((bare.length * 5) / 8);
  if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
    yield error(
      path,
      "A secret of the wrong length",
      `It has ${bytes} bytes. A device's secret has ${LEAST_BYTES} to ${MOST_BYTES} bytes; check that all of it was written.`,
    );
  }
};
