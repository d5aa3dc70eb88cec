// Dates and times.
import type { Rule } from "./rule.js";

// RFC 3339 §5.6, with an offset or Z.
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/**
 * A moment as in RFC 3339.
 * @returns undefined when the text has another form, or when the day or the hour does not exist.
 */
export function readMoment(text: string): Date | undefined {
  const [, year, month, day, hour] = (RFC_3339.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return undefined;
  // `Date` reads February 30 as March 2, and hour 24 as the next day.
  if (day > new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() || hour > 23) return undefined;
  const date = new Date(text);
  // The database has no year 0, and RFC 3339 ends with year 9999; an offset can lead to either. The year of
  // an invalid date is NaN.
  const inUtc = date.getUTCFullYear();
  return inUtc >= 1 && inUtc <= 9_999 ? date : undefined;
}

/** A moment as in RFC 3339. */
export const moment: Rule<string> = (value) =>
  readMoment(value) === undefined
    ? "A date and time is written as in RFC 3339, with an offset, in the years 1 to 9999: 2026-01-31T08:00:00Z."
    : null;
