import { either } from "@tokenplane/rules/either";
import { readMoment } from "@tokenplane/rules/moment";
import { Option } from "commander";
import { UsageError } from "../start-error.js";

/** The option of every command that prints a list or a record. */
export const AS_JSON = ["--json", "print one JSON value, with the field names of the API"] as const;

function expiry(text: string): string {
  if (readMoment(text) !== undefined) return text;
  throw new UsageError("--expires takes a date and time with an offset, as in 2027-01-31T00:00:00Z.");
}

/** The option of every command that makes an API key. */
export const EXPIRES = [
  "--expires <time>",
  "when the key expires, as in 2027-01-31T00:00:00Z",
  expiry,
] as const;

/** Prints a list or a record for programs. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, undefined, 2));
}

/** Capital letters and lines between words make no difference. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[-_]/g, "");
}

/**
 * Finds what was typed among the values of an option.
 * @throws UsageError with the values.
 */
export function chosen(option: string, typed: string, values: readonly string[]): string {
  const found = values.find((value) => plain(value) === plain(typed));
  if (found !== undefined) return found;
  throw new UsageError(`${option} takes ${either(values)}; "${typed}" is not one of them.`);
}

/** An option that takes one of several values. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, description).choices(values);
  return option.argParser((typed: string) => chosen(option.long ?? flags, typed, values));
}

/** Reads a whole number of an option. @throws UsageError */
export function wholeNumber(option: string, least: number, most: number): (typed: string) => number {
  return (typed) => {
    const value = /^\d{1,15}$/.test(typed) ? Number(typed) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${option} takes a whole number from ${least} to ${most}.`);
  };
}

/** A value as the API writes it: `oath-csv` is OATH_CSV. */
export function asEnum(value: string): string {
  return value.toUpperCase().replaceAll("-", "_");
}
